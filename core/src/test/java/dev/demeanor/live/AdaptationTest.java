package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.Statistics;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.AdaptationMode;
import dev.demeanor.spi.audit.AuditRecord;
import org.junit.jupiter.api.Test;

/** What a monitor learns of a subject whose enrolment is complete. */
class AdaptationTest {

  private static final int ENROLLED = 60;

  private final World world = new World();
  private int sessions;

  private BehaviorMonitor enrolled(AdaptationMode mode) {
    world.config = World.adapting(world.config, mode);
    BehaviorMonitor monitor = world.direct().build();
    world.enrol(monitor);
    return monitor;
  }

  private BehaviorSession session(BehaviorMonitor monitor) {
    return monitor.open(options(ALICE, "s" + ++sessions));
  }

  private static Decision once(BehaviorSession session, World.Typist who) {
    who.type(session);
    return session.assess();
  }

  private static int samples(BehaviorMonitor monitor) {
    return monitor.enrolment(ALICE).get(0).samples();
  }

  @Test
  void ownEntries_areLearnedButForTheFewThatScoreLow() {
    BehaviorMonitor monitor = enrolled(AdaptationMode.SELF);
    World.Typist alice = new World.Typist(1, 8);
    for (int i = 0; i < 50; i++) {
      once(session(monitor), alice);
    }
    Statistics.Adaptation adaptation = monitor.statistics().adaptation();
    assertThat(adaptation.adapted()).isBetween(35L, 50L);
    assertThat(adaptation.quarantined()).isZero();
    assertThat(samples(monitor)).isEqualTo(ENROLLED + (int) adaptation.adapted());
  }

  @Test
  void none_learnsNothingMore() {
    BehaviorMonitor monitor = enrolled(AdaptationMode.NONE);
    for (int i = 0; i < 20; i++) {
      once(session(monitor), new World.Typist(1, 8));
    }
    assertThat(samples(monitor)).isEqualTo(ENROLLED);
  }

  @Test
  void impostor_teachesNothing() {
    for (AdaptationMode mode : AdaptationMode.values()) {
      World own = new World();
      own.config = World.adapting(own.config, mode);
      BehaviorMonitor monitor = own.direct().build();
      own.enrol(monitor);
      World.impostor(monitor.open(options(ALICE, "s")));
      assertThat(samples(monitor)).as(mode.name()).isEqualTo(ENROLLED);
    }
  }

  @Test
  void passedChallenge_teachesWhatWaited() {
    BehaviorMonitor monitor = enrolled(AdaptationMode.FEEDBACK);
    BehaviorSession session = session(monitor);
    World.Typist tired = new World.Typist(1, 8);
    tired.slowBy(60_000);
    assertThat(once(session, tired).computedVerdict()).isNotEqualTo(Verdict.ALLOW);
    assertThat(samples(monitor)).isEqualTo(ENROLLED);
    assertThat(session.feedback(Feedback.CHALLENGE_PASSED)).isTrue();
    assertThat(samples(monitor)).isEqualTo(ENROLLED + 1);
    assertThat(monitor.statistics().adaptation().confirmed()).isEqualTo(1);
    session.feedback(Feedback.CHALLENGE_PASSED);
    assertThat(samples(monitor)).as("only once").isEqualTo(ENROLLED + 1);
  }

  @Test
  void passedChallenges_leadTheTemplateToAChangedManner() {
    BehaviorMonitor monitor = enrolled(AdaptationMode.FEEDBACK);
    World.Typist changed = new World.Typist(1, 8);
    changed.slowBy(60_000);
    int challenged = 0;
    Verdict last = Verdict.DENY;
    for (int i = 0; i < 40; i++) {
      BehaviorSession session = session(monitor);
      last = once(session, changed).computedVerdict();
      if (last != Verdict.ALLOW) {
        challenged++;
        session.feedback(Feedback.CHALLENGE_PASSED);
      }
      session.close();
    }
    assertThat(last).isEqualTo(Verdict.ALLOW);
    assertThat(challenged).isBetween(3, 25);
  }

  @Test
  void failedChallenge_dropsWhatWaitedAndTeachesNothingUntilOneIsPassed() {
    BehaviorMonitor monitor = enrolled(AdaptationMode.FEEDBACK);
    BehaviorSession session = session(monitor);
    once(session, new World.Typist(99, 3));
    session.feedback(Feedback.CHALLENGE_FAILED);
    session.feedback(Feedback.CHALLENGE_PASSED);
    assertThat(samples(monitor)).as("dropped").isEqualTo(ENROLLED);
    session.feedback(Feedback.CHALLENGE_FAILED);
    World.Typist alice = new World.Typist(1, 8);
    alice.skip(100_000_000);
    for (int i = 0; i < 10; i++) {
      once(session, alice);
    }
    assertThat(monitor.statistics().adaptation().adapted()).as("failed").isZero();
  }

  @Test
  void impostorFeedback_dropsWhatWaitedForGood() {
    BehaviorMonitor monitor = enrolled(AdaptationMode.FEEDBACK);
    BehaviorSession session = session(monitor);
    once(session, new World.Typist(99, 3));
    session.feedback(Feedback.IMPOSTOR);
    session.feedback(Feedback.CHALLENGE_PASSED);
    assertThat(samples(monitor)).isEqualTo(ENROLLED);
  }

  @Test
  void self_takesNoFeedback() {
    BehaviorMonitor monitor = enrolled(AdaptationMode.SELF);
    BehaviorSession session = session(monitor);
    once(session, new World.Typist(99, 3));
    session.feedback(Feedback.CHALLENGE_PASSED);
    assertThat(samples(monitor)).isEqualTo(ENROLLED);
  }

  @Test
  void slowShift_isHeldToTheAnchorBeforeItTeachesMuch() {
    BehaviorMonitor monitor = enrolled(AdaptationMode.SELF);
    World.Typist shifting = new World.Typist(1, 8);
    Decision held = null;
    for (int i = 0; i < 400 && held == null; i++) {
      shifting.slowBy(60);
      Decision decision = once(session(monitor), shifting);
      held = decision.has(ReasonCode.HELD_TO_ANCHOR) ? decision : null;
    }
    assertThat(held).isNotNull();
    assertThat(monitor.statistics().adaptation().held()).isEqualTo(1);
    assertThat(monitor.statistics().adaptation().stopped()).as("drift budget spent").isZero();
  }

  @Test
  void slowShift_stopsAdaptationVisiblyUntilTheHostVouches() {
    world.config =
        world.config.withEnrolment(
            world
                .config
                .enrolment()
                .withAdaptation(
                    world
                        .config
                        .enrolment()
                        .adaptation()
                        .withMode(AdaptationMode.SELF)
                        .withAnchorLead(Double.POSITIVE_INFINITY)
                        .withDriftBudget(0.8)));
    BehaviorMonitor monitor = world.direct().build();
    world.enrol(monitor);
    World.Typist shifting = new World.Typist(1, 8);
    boolean stopped = false;
    for (int i = 0; i < 400 && !stopped; i++) {
      shifting.slowBy(60);
      stopped = once(session(monitor), shifting).has(ReasonCode.ADAPTATION_STOPPED);
    }
    assertThat(stopped).isTrue();
    assertThat(world.records(AuditRecord.Decided.class))
        .filteredOn(record -> record.decision().has(ReasonCode.ADAPTATION_STOPPED))
        .hasSize(1);
    assertThat(monitor.statistics().adaptation().stopped()).isEqualTo(1);
    assertThat(monitor.health().dependencies().get("learning").detail()).contains("drifted");
    int before = samples(monitor);
    once(session(monitor), shifting);
    assertThat(samples(monitor)).isEqualTo(before);
    once(monitor.open(options(ALICE, "vouched").asVouched()), shifting);
    assertThat(samples(monitor)).isEqualTo(before + 1);
    assertThat(once(session(monitor), shifting).has(ReasonCode.ADAPTATION_STOPPED)).isFalse();
  }
}
