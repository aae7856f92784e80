package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Health;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.Adjudication.Decision;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdjudicationsTest {

  private final World world = new World();
  private BehaviorMonitor monitor;
  private BehaviorSession session;
  private SecurityEvent event;

  @BeforeEach
  void blockedSession() {
    BehaviorMonitor shadow = world.direct().build();
    world.enrol(shadow);
    shadow.close();
    world.config = world.config.enforcedBy("jane", "pilot");
    monitor = world.direct().build();
    session = monitor.open(options(ALICE, "s").from("laptop", null));
    World.impostor(session);
    monitor.settle(Duration.ofSeconds(30));
    event =
        assertThat(monitor.securityEvents(SecurityEventFilter.of("default"), null, 10))
            .singleElement()
            .actual();
  }

  private SaveResult judge(Decision decision, long version, boolean lift) {
    return monitor.adjudicate(
        "default",
        event.id(),
        Adjudication.decided(decision, "jo", "called the customer"),
        version,
        lift);
  }

  private AuditRecord.Adjudicated record() {
    return assertThat(world.records(AuditRecord.Adjudicated.class)).singleElement().actual();
  }

  @Test
  void event_isPendingAndNamesItsRecord() {
    assertThat(event.kind()).isEqualTo("SESSION_BLOCKED");
    assertThat(event.adjudication()).isEqualTo(Adjudication.PENDING);
    assertThat(world.records()).extracting(AuditRecord::id).contains(event.recordId());
    assertThat(event.subjectKey()).isEqualTo(monitor.subjectKey(ALICE));
    assertThat(monitor.securityEvent("default", event.id())).contains(event);
    assertThat(monitor.securityEvent("other", event.id())).isEmpty();
    assertThat(monitor.securityEvents(SecurityEventFilter.of("other"), null, 10)).isEmpty();
  }

  @Test
  void genuine_releasesTheSessionAndLeavesTheBlockUnlessAsked() {
    assertThat(judge(Decision.GENUINE, 1, false)).isEqualTo(new SaveResult.Saved(2));
    assertThat(session.access().isAllowed()).isFalse();
    assertThat(record().effects()).containsExactly("ALARM_RETRACTED", "RELEASED");
    assertThat(record().tenant()).isEqualTo("default");
    assertThat(record().reviewer()).isEqualTo("jo");
    assertThat(monitor.securityEvent("default", event.id()).orElseThrow().adjudication())
        .isEqualTo(Adjudication.decided(Decision.GENUINE, "jo", "called the customer"));
  }

  @Test
  void genuine_liftsTheBlockWhenAskedAndTheSessionGoesOn() {
    judge(Decision.GENUINE, 1, true);
    assertThat(record().effects()).containsExactly("ALARM_RETRACTED", "RELEASED", "UNBLOCKED");
    assertThat(session.access().isAllowed()).isTrue();
    assertThat(session.assess().verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(world.records(AuditRecord.Unblocked.class))
        .singleElement()
        .satisfies(lifted -> assertThat(lifted.actor()).isEqualTo("jo"));
  }

  @Test
  void genuine_ofASessionThatIsGoneRetractsItsAlarmOnly() {
    session.close();
    judge(Decision.GENUINE, 1, false);
    assertThat(record().effects()).containsExactly("ALARM_RETRACTED");
  }

  @Test
  void impostor_marksTheSession() {
    judge(Decision.IMPOSTOR, 1, true);
    assertThat(record().effects()).containsExactly("MARKED_IMPOSTOR");
    assertThat(session.access().isAllowed()).as("the block stays").isFalse();
  }

  @Test
  void inconclusiveAndInReview_changeNothingElse() {
    monitor.adjudicate("default", event.id(), Adjudication.inReview("jo"), 1);
    assertThat(record().effects()).isEmpty();
    assertThat(record().status()).isEqualTo(Adjudication.Status.IN_REVIEW);
    judge(Decision.INCONCLUSIVE, 2, true);
    assertThat(world.records(AuditRecord.Adjudicated.class).get(1).effects()).isEmpty();
    assertThat(monitor.blocks()).hasSize(1);
  }

  @Test
  void judgementOfWhatSomebodyElseJudged_changesNothing() {
    judge(Decision.IMPOSTOR, 1, false);
    assertThat(judge(Decision.GENUINE, 1, true)).isEqualTo(new SaveResult.Conflict(2));
    assertThat(monitor.blocks()).hasSize(1);
    assertThat(world.records(AuditRecord.Adjudicated.class)).hasSize(1);
    assertThat(monitor.adjudicate("default", "none", Adjudication.inReview("jo"), 1))
        .isEqualTo(new SaveResult.Conflict(0));
  }

  @Test
  void judgementWhileTheAuditIsDown_isRecordedLater() {
    world.audit.down = true;
    assertThat(judge(Decision.IMPOSTOR, 1, false)).isEqualTo(new SaveResult.Saved(2));
    world.audit.down = false;
    world.clock.advance(Duration.ofSeconds(6));
    monitor.settle(Duration.ofSeconds(30));
    assertThat(record().finding()).isEqualTo(Decision.IMPOSTOR);
  }

  @Test
  void health_saysHowTheStoreOfEventsIs() {
    assertThat(monitor.health().dependencies().get("events").status()).isEqualTo(Health.Status.UP);
  }
}
