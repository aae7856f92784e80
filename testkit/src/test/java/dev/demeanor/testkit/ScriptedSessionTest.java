package dev.demeanor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.Feedback;
import dev.demeanor.SessionOptions;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.event.Admission;
import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import org.junit.jupiter.api.Test;

class ScriptedSessionTest {

  private final ScriptedSession session =
      new ScriptedMonitor(FakeClock.atDefault())
          .open(SessionOptions.of(SubjectId.of("alice"), new SessionId("s-1")));

  @Test
  void field_givesTheSameNumberAgain() {
    int first = session.field("password", 0);
    assertThat(session.field("login", 0)).isNotEqualTo(first);
    assertThat(session.field("password", 0)).isEqualTo(first);
    assertThat(session.field("password", 1)).isNotEqualTo(first);
  }

  @Test
  void field_refusesWhatIsNoName() {
    assertThat(session.field("Pass word", 0)).isEqualTo(-1);
    assertThat(session.field("password", -1)).isEqualTo(-1);
  }

  @Test
  void feedTo_countsWhatWasFed() {
    int accepted = SimulatedTypist.ofSeed(1, 11).type(session, session.field("password", 0));
    assertThat(accepted).isEqualTo(12);
    assertThat(session.fed(EventKind.FIXED_TEXT_KEY, Admission.ACCEPTED)).isEqualTo(11);
    assertThat(session.fed(EventKind.FIXED_TEXT_END, Admission.ACCEPTED)).isEqualTo(1);
  }

  @Test
  void feed_takesABatch() {
    EventBuffer batch = new EventBuffer(12);
    SimulatedTypist.ofSeed(1, 11).entry(0).addTo(batch, session.field("password", 0));
    assertThat(session.feed(batch)).isEqualTo(12);
  }

  @Test
  void feed_takesEventsOfOtherModalities() {
    assertThat(session.feed(new BehaviorEvent.Visit(3, 0))).isEqualTo(Admission.ACCEPTED);
    assertThat(session.fed(EventKind.VISIT, Admission.ACCEPTED)).isEqualTo(1);
  }

  @Test
  void key_ofAFieldNotDeclared_isRefused() {
    assertThat(session.key(0, 0, 0, 90_000)).isEqualTo(Admission.UNKNOWN_SOURCE);
    assertThat(session.key(-1, 0, 0, 90_000)).isEqualTo(Admission.UNKNOWN_SOURCE);
  }

  @Test
  void key_withNegativeDwell_isRefused() {
    assertThat(session.key(session.field("password", 0), 0, 0, -1))
        .isEqualTo(Admission.OUT_OF_RANGE);
  }

  @Test
  void endField_ofAPastedEntry_isIncomplete() {
    int field = session.field("password", 0);
    assertThat(session.endField(field, 11, 1, EntryOutcome.PASTED)).isEqualTo(Admission.INCOMPLETE);
  }

  @Test
  void feedback_isRemembered() {
    assertThat(session.feedback(Feedback.CHALLENGE_FAILED)).isTrue();
    assertThat(session.feedback(Feedback.CHALLENGE_PASSED)).isTrue();
    assertThat(session.feedback())
        .containsExactly(Feedback.CHALLENGE_FAILED, Feedback.CHALLENGE_PASSED);
  }

  @Test
  void assess_isCounted() {
    session.assess();
    assertThat(session.assess("request-2").sequence()).isEqualTo(2);
    assertThat(session.assessments()).isEqualTo(2);
  }

  @Test
  void explain_givesTheTrustOfTheLastDecision() {
    double trust = session.assess().trust();
    assertThat(session.explain().trust()).isEqualTo(trust);
    assertThat(session.explain().sources()).isEmpty();
  }

  @Test
  void close_refusesEverything() {
    int field = session.field("password", 0);
    session.close();
    assertThat(session.key(field, 0, 0, 90_000)).isEqualTo(Admission.NO_SESSION);
    assertThat(session.feedback(Feedback.GENUINE)).isFalse();
    assertThat(session.assess().has(ReasonCode.NO_SESSION)).isTrue();
  }
}
