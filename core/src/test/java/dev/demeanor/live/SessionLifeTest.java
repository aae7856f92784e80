package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.BOB;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Health;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionEnd;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.event.Admission;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.subject.SessionId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sessions from their opening to their end. */
class SessionLifeTest {

  private final World world = new World();

  @Test
  void open_atTheLimitRefusesUntilASessionIsIdle() {
    world.config = world.config.withLimits(MonitorConfig.Limits.defaults().withSessions(2));
    BehaviorMonitor monitor = world.direct().build();
    BehaviorSession first = monitor.open(options(ALICE, "1"));
    monitor.open(options(ALICE, "2"));
    world.clock.advance(Duration.ofMinutes(20));
    first.key(0, 0, 1, 1); // a call is a call
    BehaviorSession refused = monitor.open(options(ALICE, "3"));
    assertThat(refused.assess().reasons()).contains(ReasonCode.NO_SESSION);
    assertThat(refused.key(0, 0, 1, 1)).isEqualTo(Admission.NO_SESSION);
    assertThat(monitor.health().dependencies().get("sessions").status())
        .isEqualTo(Health.Status.DEGRADED);
    world.clock.advance(Duration.ofMinutes(20));
    assertThat(monitor.open(options(ALICE, "4")).assess().reasons())
        .doesNotContain(ReasonCode.NO_SESSION);
    assertThat(monitor.session(new SessionId("1"))).isPresent();
    assertThat(monitor.session(new SessionId("2"))).isEmpty();
    assertThat(monitor.statistics().sessions()).isEqualTo(2);
  }

  @Test
  void open_atTheLimitKnowsOfTheLastUseByEventAndByAccess() {
    world.config = world.config.withLimits(MonitorConfig.Limits.defaults().withSessions(3));
    BehaviorMonitor monitor = world.direct().build();
    BehaviorSession typing = monitor.open(options(ALICE, "typing"));
    BehaviorSession stopped = monitor.open(options(ALICE, "stopped clock"));
    BehaviorSession asking = monitor.open(options(ALICE, "asking"));
    typing.key(0, 0, 1, 1);
    world.clock.advance(Duration.ofMinutes(20));
    typing.key(0, 1, 1_200_000_001L, 1);
    for (int i = 0; i < 40; i++) {
      stopped.key(0, i, 1, 1); // whatever the client's clock says
    }
    asking.access();
    world.clock.advance(Duration.ofMinutes(20));
    monitor.open(options(ALICE, "refused"));
    assertThat(monitor.statistics().sessions()).isEqualTo(3);
    world.clock.advance(Duration.ofMinutes(20));
    monitor.open(options(ALICE, "new"));
    assertThat(monitor.session(new SessionId("typing"))).isEmpty();
    assertThat(monitor.session(new SessionId("stopped clock"))).isEmpty();
    assertThat(monitor.session(new SessionId("asking"))).isPresent(); // known to this sweep only
  }

  @Test
  void access_readsNoClock() {
    BehaviorMonitor monitor = world.direct().build();
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    long before = world.clock.reads();
    for (int i = 0; i < 10; i++) {
      assertThat(session.access().isAllowed()).isTrue();
    }
    assertThat(world.clock.reads()).isEqualTo(before);
    session.key(0, 0, 1, 1);
    long once = world.clock.reads();
    session.key(0, 1, 2, 1);
    assertThat(world.clock.reads()).isEqualTo(once);
  }

  @Test
  void open_withIdOfAnotherSubjectStartsFresh() {
    BehaviorMonitor monitor = world.direct().build();
    BehaviorSession alice = monitor.open(options(ALICE, "s"));
    assertThat(monitor.open(options(ALICE, "s"))).isSameAs(alice);
    BehaviorSession bob = monitor.open(options(BOB, "s"));
    assertThat(bob).isNotSameAs(alice);
    assertThat(alice.assess().has(ReasonCode.NO_SESSION)).isTrue();
    assertThat(bob.assess().has(ReasonCode.NO_SESSION)).isFalse();
    assertThat(monitor.statistics().sessions()).isEqualTo(1);
  }

  @Test
  void assess_ofReopenedSessionIsRecordedBesideTheOldOne() {
    BehaviorMonitor monitor = world.direct().build();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      try (BehaviorSession session = monitor.open(options(i % 2 == 0 ? ALICE : BOB, "s"))) {
        ids.add(session.assess().id());
      }
    }
    assertThat(ids).hasSize(5);
    assertThat(world.records(AuditRecord.Decided.class)).hasSize(5);
  }

  @Test
  void close_isIdempotentAndRefusesWhatComesAfter() {
    BehaviorMonitor monitor = world.direct().build();
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    int field = session.field("password", 0);
    monitor.close();
    monitor.close();
    assertThat(session.key(field, 0, 1, 1)).isEqualTo(Admission.NO_SESSION);
    assertThat(session.field("other", 0)).isEqualTo(-1);
    assertThat(session.assess().has(ReasonCode.NO_SESSION)).isTrue();
    assertThat(monitor.open(options(ALICE, "t")).assess().has(ReasonCode.NO_SESSION)).isTrue();
    assertThat(monitor.health().status()).isEqualTo(Health.Status.DOWN);
    assertThat(world.templates.closed || world.blocks.closed || world.audit.closed)
        .as("what was passed stays open")
        .isFalse();
  }

  @Test
  void idleSession_isClosedWithoutAnybodyWhoOpensOne() {
    BehaviorMonitor monitor = world.direct().build();
    BehaviorSession idle = monitor.open(options(ALICE, "idle"));
    BehaviorSession used = monitor.open(options(World.BOB, "used"));
    world.clock.advance(world.config.limits().sessionIdle().plusSeconds(1));
    used.assess();
    assertThat(idle.ended()).contains(SessionEnd.IDLE);
    assertThat(used.ended()).isEmpty();
    assertThat(monitor.statistics().sessions()).isOne();
  }

  @Test
  void idleSession_isClosedWhenNobodyComes() {
    try (BehaviorMonitor monitor = world.threaded().build()) {
      BehaviorSession idle = monitor.open(options(ALICE, "idle"));
      world.clock.advance(world.config.limits().sessionIdle().plusSeconds(1));
      assertThat(monitor.settle(Duration.ofMinutes(2))).isTrue(); // what is done every second
      assertThat(idle.ended()).contains(SessionEnd.IDLE);
    }
  }
}
