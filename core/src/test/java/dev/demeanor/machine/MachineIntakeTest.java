package dev.demeanor.machine;

import static dev.demeanor.machine.MachineFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.event.Admission;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import dev.demeanor.event.Modality;
import dev.demeanor.event.PointerAction;
import dev.demeanor.event.Source;
import dev.demeanor.simulated.PointerPlaceProvider;
import dev.demeanor.trust.TrustConfig;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which events and fields the machine takes. */
class MachineIntakeTest {

  private final MachineFixture fixture = new MachineFixture();

  private final DecisionMachine machine = fixture.machine;

  private final SessionState state = fixture.typingSession();

  private final EventBuffer one = new EventBuffer(1);

  private Admission observeKey(int field, int position, long time) {
    one.clear();
    one.addFixedTextKey(field, position, time, 1);
    return machine.observe(state, one, 0);
  }

  @Test
  void modalities_areInTheOrderOfTheirNames() {
    assertThat(machine.modalities()).containsExactly(Modality.KEYSTROKE, Modality.POINTER);
  }

  @Test
  void declareField_again_givesTheSameNumber() {
    assertThat(machine.declareField(state, Source.fixedText("name", 0))).isEqualTo(1);
    assertThat(machine.declareField(state, PASSWORD)).isEqualTo(0);
    assertThat(machine.declareField(state, Source.fixedText("password", 1))).isEqualTo(2);
    assertThat(state.sourceCount()).isEqualTo(3);
  }

  @Test
  void declareField_tooMany_isRefused() {
    for (int i = 1; i < DecisionMachine.MAX_SOURCES; i++) {
      assertThat(machine.declareField(state, Source.fixedText("f" + i, 0))).isEqualTo(i);
    }
    assertThat(machine.declareField(state, Source.fixedText("more", 0))).isEqualTo(-1);
    assertThat(machine.declareField(state, PASSWORD)).as("known ones stay").isEqualTo(0);
  }

  @Test
  void declareField_thatNoExtractorSupports_isRefused() {
    assertThat(machine.declareField(state, Source.freeText())).isEqualTo(-1);
    assertThat(machine.declareField(state, Source.navigation())).isEqualTo(-1);
  }

  @Test
  void observe_unknownField_isUnknownSource() {
    assertThat(observeKey(1, 0, 100)).isEqualTo(Admission.UNKNOWN_SOURCE);
    assertThat(observeKey(63, 0, 100)).isEqualTo(Admission.UNKNOWN_SOURCE);
    assertThat(observeKey(0, 0, 100)).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void observe_kindThatNoExtractorTakes_isUnsupported() {
    one.clear();
    one.addVisit(3, 100);
    assertThat(machine.observe(state, one, 0)).isEqualTo(Admission.UNSUPPORTED);
  }

  @Test
  void observe_firstPointerEvent_addsItsSource() {
    one.clear();
    one.addPointer(PointerAction.MOVE, 100, 1, 1);
    assertThat(machine.observe(state, one, 0)).isEqualTo(Admission.ACCEPTED);
    assertThat(state.sourceCount()).isEqualTo(2);
    assertThat(state.source(1)).isEqualTo(Source.pointer());
  }

  @Test
  void observe_pointerEventInSessionFullOfFields_isRefused() {
    for (int i = 1; i < DecisionMachine.MAX_SOURCES; i++) {
      machine.declareField(state, Source.fixedText("f" + i, 0));
    }
    one.clear();
    one.addPointer(PointerAction.MOVE, 100, 1, 1);
    assertThat(machine.observe(state, one, 0)).isNotEqualTo(Admission.ACCEPTED);
    assertThat(state.sourceCount()).isEqualTo(DecisionMachine.MAX_SOURCES);
  }

  @Test
  void observe_twoProvidersOfTheSameSource_countBehaviourOnce() {
    DecisionMachine twice =
        new DecisionMachine(
            List.of(new PointerPlaceProvider("first"), new PointerPlaceProvider("second")),
            TrustConfig.defaults(),
            EnrolmentPolicy.defaults());
    SessionState session = twice.newSession();
    one.clear();
    one.addPointer(PointerAction.MOVE, 100, 1, 1);
    twice.observe(session, one, 0);
    assertThat(session.sourceCount()).isEqualTo(1);
  }

  @Test
  void observe_firstEventOfAKind_addsItsSourcesWhateverCameBefore() {
    Source both = new Source(Modality.POINTER, "both", 0);
    DecisionMachine two =
        new DecisionMachine(
            List.of(
                new PointerPlaceProvider(),
                new PointerPlaceProvider("both", both, Set.of(EventKind.POINTER, EventKind.VISIT))),
            TrustConfig.defaults(),
            EnrolmentPolicy.defaults());
    SessionState session = two.newSession();
    one.clear();
    one.addVisit(1, 100);
    two.observe(session, one, 0);
    assertThat(session.sourceCount()).isEqualTo(1);
    one.clear();
    one.addPointer(PointerAction.MOVE, 200, 1, 1);
    two.observe(session, one, 0);
    assertThat(session.sourceCount()).isEqualTo(2);
    assertThat(session.source(1)).isEqualTo(Source.pointer());
  }

  @Test
  void isWaiting_onceAWindowIsComplete() {
    assertThat(state.isWaiting(0)).isFalse();
    fixture.type(state, fixture.typist);
    assertThat(state.isWaiting(0)).isTrue();
    fixture.assess(state, 0);
    assertThat(state.isWaiting(0)).isFalse();
  }
}
