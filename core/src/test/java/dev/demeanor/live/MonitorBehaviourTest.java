package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.BOB;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.Health;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.audit.AuditJson;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MonitorBehaviourTest {

  private final World world = new World();

  @Test
  void feedback_repairsLowersAndStopsLearning() {
    BehaviorMonitor monitor = world.direct().build();
    world.enrol(monitor);
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    double low = World.impostor(session).trust();
    assertThat(session.feedback(Feedback.CHALLENGE_PASSED)).isTrue();
    double repaired = session.assess().trust();
    assertThat(repaired).isGreaterThan(low);
    assertThat(session.feedback(Feedback.CHALLENGE_FAILED)).isTrue();
    Decision failed = session.assess();
    assertThat(failed.trust()).isLessThan(repaired);
    assertThat(failed.has(ReasonCode.CHALLENGE_FAILED)).isTrue();
    BehaviorSession fresh = monitor.open(options(BOB, "b").asVouched());
    World.aliceTypes(fresh, 2);
    assertThat(fresh.feedback(Feedback.IMPOSTOR)).isTrue();
    World.aliceTypes(fresh, 2);
    assertThat(monitor.enrolment(BOB).get(0).samples()).isEqualTo(2);
    assertThat(world.records(AuditRecord.FeedbackGiven.class)).hasSize(3);
  }

  @Test
  void feedback_thatIsNotDurableHasNoEffectAndIsNotRecorded() {
    BehaviorMonitor monitor = world.direct().build();
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    double before = session.assess().trust();
    world.audit.down = true;
    assertThat(session.feedback(Feedback.CHALLENGE_FAILED)).isFalse();
    world.audit.down = false;
    assertThat(session.assess().trust()).isEqualTo(before);
    assertThat(world.records(AuditRecord.FeedbackGiven.class)).isEmpty();
  }

  @Test
  void audit_namesNoSessionAccountAddressOrDevice() {
    BehaviorMonitor monitor = world.enforcing();
    BehaviorSession session =
        monitor.open(options(ALICE, "raw-session-4711").from("device-0815", "203.0.113.9"));
    World.impostor(session);
    session.feedback(Feedback.GENUINE);
    Block block =
        monitor.block(
            BlockTarget.address("default", "203.0.113.9"), Duration.ofHours(1), "jane", "x");
    monitor.unblock(block.id(), "jane", "y");
    monitor.erase(ALICE, "REQUEST");
    assertThat(world.records().stream().map(Object::getClass).distinct()).hasSize(7);
    assertThat(world.records())
        .allSatisfy(
            record ->
                assertThat(AuditJson.write(record))
                    .doesNotContain("raw-session", "alice", "203.0.113.9", "device-0815"));
  }

  @Test
  void listener_thatThrowsIsCounted() {
    DecisionListener broken =
        new DecisionListener() {
          @Override
          public void onDecision(AuditRecord.Decided decided, Timings timings) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void onRecord(AuditRecord record) {
            throw new IllegalStateException("broken");
          }
        };
    BehaviorMonitor monitor = world.direct().listener(broken).build();
    assertThat(monitor.open(options(ALICE, "s")).assess().verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(monitor.statistics().listenerFailures()).isEqualTo(3);
  }

  @Test
  void health_showsTheOverride() {
    world.config = world.config.enforcedBy("jane", "pilot");
    BehaviorMonitor monitor = world.direct().build();
    assertThat(monitor.health().enforcement())
        .isEqualTo(new MonitorConfig.Enforcement("jane", "pilot"));
    assertThat(monitor.health().status()).isEqualTo(Health.Status.UP);
    assertThat(world.records(AuditRecord.Started.class).get(0).actor()).isEqualTo("jane");
  }

  @Test
  void assess_leavesOutACorrelationIdThatNoStoreTakes() {
    BehaviorSession session = world.direct().build().open(options(ALICE, "s"));
    for (String sent : new String[] {"x".repeat(257), "a\u0000b", "\ud83d", " ", "request-7"}) {
      session.assess(sent);
    }
    assertThat(world.records(AuditRecord.Decided.class))
        .extracting(AuditRecord.Decided::correlationId)
        .containsExactly(null, null, null, null, "request-7");
  }

  @Test
  void options_leaveOutADeviceAndAnAddressThatNoStoreTakes() {
    SessionOptions options = options(ALICE, "s").from("d".repeat(257), "a\u0000b");
    assertThat(options.deviceId()).isNull();
    assertThat(options.address()).isNull();
    assertThat(options.from("tablet", "::1").deviceId()).isEqualTo("tablet");
  }

  @Test
  void pages_cannotFillTheStoreWithFieldsOfOneSubject() {
    BehaviorMonitor monitor = world.direct().build();
    for (int s = 0; s < 15; s++) {
      BehaviorSession session = monitor.open(options(ALICE, "s" + s).asVouched());
      World.Typist typist = new World.Typist(1, s);
      for (int f = 0; f < 20; f++) {
        typist.type(session, session.fieldOfPage("field-" + f, s));
        session.assess();
      }
    }
    assertThat(monitor.enrolment(ALICE)).hasSize(256);
    assertThat(monitor.statistics().learningFailures()).isEqualTo(300 - 256);
    World.aliceTypes(monitor.open(options(BOB, "b")), 1);
    assertThat(monitor.enrolment(BOB)).hasSize(1);
  }
}
