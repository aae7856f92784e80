package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorMonitorBuilder;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.MonitorConfig;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditRecord.Decided;
import dev.demeanor.spi.audit.AuditRecord.Repeated;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.store.InMemorySampleStoreProvider;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records of ALLOWs that wait a while, and those with nothing new that become one meanwhile. */
class RoutineDelayTest {

  private static final Duration DELAY = Duration.ofSeconds(1);

  private final World world = new World();
  private final HeldTasks time = new HeldTasks();

  @AfterEach
  void end() {
    time.shutdownNow();
  }

  private BehaviorMonitor monitor() {
    return world.direct().scheduler(time).routineDelay(DELAY).build();
  }

  private List<AuditRecord> ofSessions() {
    return world.records().stream()
        .filter(each -> each instanceof Decided || each instanceof Repeated)
        .toList();
  }

  @Test
  void allow_isRecordedAfterTheDelay() {
    try (BehaviorMonitor monitor = monitor();
        BehaviorSession session = monitor.open(options(ALICE, "s"))) {
      session.assess();
      assertThat(ofSessions()).isEmpty();
      assertThat(time.delays()).containsExactly(DELAY);
      time.run();
      assertThat(ofSessions()).hasSize(1);
    }
  }

  @Test
  void allowsWithNothingNew_becomeOneRecordBesideTheFirst() {
    try (BehaviorMonitor monitor = monitor();
        BehaviorSession session = monitor.open(options(ALICE, "s"))) {
      for (int i = 0; i < 20; i++) {
        session.assess("request-" + i);
        world.clock.advance(Duration.ofMillis(40));
      }
      assertThat(time.delays()).as("one writing for all").hasSize(1);
      time.run();
      assertThat(world.records(Decided.class)).hasSize(1);
      Repeated repeated = world.records(Repeated.class).get(0);
      assertThat(repeated.count()).isEqualTo(19);
      assertThat(repeated.firstSequence()).isEqualTo(2);
      assertThat(repeated.lastSequence()).isEqualTo(20);
      assertThat(repeated.pauses()).hasSize(18).containsOnly(40);
      session.assess();
      assertThat(time.delays()).as("the next one waits anew").hasSize(1);
    }
  }

  @Test
  void sessions_areNotMergedWithEachOther() {
    try (BehaviorMonitor monitor = monitor();
        BehaviorSession one = monitor.open(options(ALICE, "one"));
        BehaviorSession other = monitor.open(options(ALICE, "other"))) {
      for (int i = 0; i < 3; i++) {
        one.assess();
        other.assess();
      }
      time.run();
    }
    assertThat(world.records(Decided.class)).hasSize(2);
    assertThat(world.records(Repeated.class)).extracting(Repeated::count).containsExactly(2L, 2L);
  }

  @Test
  void evidence_isNeverMerged() {
    try (BehaviorMonitor monitor = monitor()) {
      world.enrol(monitor);
    }
    List<Decided> decided = world.records(Decided.class);
    assertThat(decided).hasSize(60).allSatisfy(one -> assertThat(one.evidence()).isNotEmpty());
  }

  @Test
  void challengeOrDeny_isRecordedAtOnceWithWhatWaited() {
    try (BehaviorMonitor monitor = monitor()) {
      world.enrol(monitor);
      try (BehaviorSession session = monitor.open(options(ALICE, "s"))) {
        session.assess();
        assertThat(World.impostor(session).computedVerdict().name()).isEqualTo("DENY");
        assertThat(ofSessions().size()).as("without a delay").isEqualTo(69);
      }
    }
    assertThat(world.records(Repeated.class)).isEmpty();
  }

  @Test
  void feedback_startsARecordAnew() {
    try (BehaviorMonitor monitor = monitor();
        BehaviorSession session = monitor.open(options(ALICE, "s"))) {
      session.assess();
      session.assess();
      world.audit.down = true; // nothing is written between
      session.feedback(Feedback.CHALLENGE_PASSED);
      world.audit.down = false;
      session.feedback(Feedback.CHALLENGE_PASSED);
      session.assess();
      session.assess();
    }
    assertThat(world.records(Decided.class))
        .extracting(each -> each.decision().sequence())
        .containsExactlyInAnyOrder(1L, 3L);
  }

  @Test
  void close_writesWhatWaits() {
    try (BehaviorMonitor monitor = monitor();
        BehaviorSession session = monitor.open(options(ALICE, "s"))) {
      session.assess();
      session.assess();
      assertThat(ofSessions()).isEmpty();
    }
    assertThat(ofSessions()).hasSize(2);
  }

  @Test
  void settle_writesWhatWaits() {
    try (BehaviorMonitor monitor = monitor();
        BehaviorSession session = monitor.open(options(ALICE, "s"))) {
      session.assess();
      assertThat(monitor.settle(Duration.ofMinutes(2))).isTrue();
      assertThat(ofSessions()).hasSize(1);
    }
  }

  @Test
  void samples_areKeptTogetherAfterTheDelay() {
    List<Integer> batches = new ArrayList<>();
    SampleStore store = new InMemorySampleStoreProvider().open(ProviderOptions.none());
    BehaviorMonitorBuilder builder = world.direct().scheduler(time).routineDelay(DELAY);
    try (BehaviorMonitor monitor = builder.samples(counted(store, batches)).build();
        BehaviorSession session = monitor.open(options(ALICE, "s").asVouched())) {
      World.Typist alice = new World.Typist(1, 7);
      for (int i = 0; i < 5; i++) {
        alice.type(session);
        session.assess();
      }
      assertThat(batches).isEmpty();
      time.run();
      assertThat(batches).as("five windows and five lessons").containsExactly(10);
    }
  }

  /** Notes how many samples are appended at once. */
  private static SampleStore counted(SampleStore store, List<Integer> batches) {
    return (SampleStore)
        Proxy.newProxyInstance(
            SampleStore.class.getClassLoader(),
            new Class<?>[] {SampleStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("append")) {
                batches.add(((List<?>) arguments[0]).size());
              }
              return method.invoke(store, arguments);
            });
  }

  @Test
  void much_isWrittenBeforeTheDelayIsOver() {
    MonitorConfig.Limits few = new MonitorConfig.Limits(100, Duration.ofMinutes(30), 100, 100, 40);
    world.config = world.config.withLimits(few);
    try (BehaviorMonitor monitor = monitor()) {
      for (int i = 0; i < 10; i++) {
        try (BehaviorSession session = monitor.open(options(ALICE, "session-" + i))) {
          session.assess();
        }
      }
      assertThat(ofSessions()).hasSize(10);
    }
  }

  @Test
  void withoutADelay_eachHasItsRecordAtOnce() {
    try (BehaviorMonitor monitor = world.direct().scheduler(time).build();
        BehaviorSession session = monitor.open(options(ALICE, "s"))) {
      for (int i = 1; i <= 5; i++) {
        session.assess();
        assertThat(world.records(Decided.class)).hasSize(i);
      }
    }
    assertThat(world.records(Repeated.class)).isEmpty();
  }

  @Test
  void routineDelay_isRefusedWhenItIsTooLongOrNegative() {
    BehaviorMonitorBuilder builder = world.direct();
    assertThatThrownBy(() -> builder.routineDelay(Duration.ofSeconds(11)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("routineDelay must be 0 to PT10S, was PT11S");
    assertThatThrownBy(() -> builder.routineDelay(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
