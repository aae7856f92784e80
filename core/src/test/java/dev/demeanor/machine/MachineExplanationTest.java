package dev.demeanor.machine;

import static dev.demeanor.machine.MachineFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Explanation;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.simulated.SimulatedTypist;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands behind evidence, term by term. */
class MachineExplanationTest {

  private final MachineFixture fixture = new MachineFixture();

  private final DecisionMachine machine = fixture.machine;

  private final SessionState state = fixture.typingSession();

  @Test
  void toEvidence_ofComparison_namesWhatStandsBehindIt() {
    fixture.templates.put(0, fixture.typing(120));
    fixture.type(state, fixture.typist);
    Assessment assessment = fixture.assess(state, 0);
    Evidence.Present present = (Evidence.Present) assessment.toEvidence().get(0);
    assertThat(present.source()).isEqualTo(PASSWORD);
    assertThat(present.detector()).isEqualTo("rhythm");
    assertThat(present.templateVersion()).isEqualTo(5);
    assertThat(present.schemaHash()).isEqualTo(FixedTextSchema.ofKeys(11).hash());
    assertThat(present.value()).isEqualTo(assessment.evidence(0));
    assertThat(present.raw()).isNegative();
  }

  @Test
  void explain_termsAddUpToTheEvidence() {
    fixture.templates.put(0, fixture.typing(120));
    fixture.templates.put(1, fixture.pointing(120));
    SimulatedTypist impostor = new SimulatedTypist(99, MachineFixture.KEYS);
    for (SimulatedTypist who : List.of(fixture.typist, impostor)) {
      fixture.type(state, who.waitUntil(fixture.typist.nowMicros()));
      fixture.point(state, fixture.pointer);
      Assessment assessment = fixture.assess(state, 0);
      Explanation explanation = machine.explain(state, SegmentPolicy.defaults());
      assertThat(explanation.sources()).hasSize(2);
      for (int s = 0; s < 2; s++) {
        Explanation.SourceTerms source = explanation.sources().get(s);
        double sum = source.terms().stream().mapToDouble(Explanation.Term::value).sum();
        assertThat(sum).isCloseTo(assessment.evidence(s), within(1e-9));
        assertThat(source.evidence()).isEqualTo(assessment.toEvidence(s));
      }
    }
  }

  @Test
  void explain_namesEveryFeatureInteractionCalibrationAndDependence() {
    fixture.templates.put(0, fixture.typing(120));
    fixture.type(state, fixture.typist);
    fixture.assess(state, 0);
    List<Explanation.Term> terms =
        machine.explain(state, SegmentPolicy.defaults()).sources().get(0).terms();
    assertThat(terms).hasSize(31 + 3);
    assertThat(terms.get(0).name()).isEqualTo("dwell.0");
    assertThat(terms.get(31).name()).isEqualTo("interaction");
    assertThat(terms.get(32).name()).isEqualTo("calibration");
    assertThat(terms.get(33).name()).isEqualTo("dependence");
    assertThat(terms.get(33).value()).isZero();
  }

  @Test
  void explain_ofAbstention_hasNoTerms() {
    fixture.type(state, fixture.typist);
    fixture.assess(state, 0);
    Explanation explanation = machine.explain(state, SegmentPolicy.defaults());
    assertThat(explanation.sources()).hasSize(1);
    assertThat(explanation.sources().get(0).terms()).isEmpty();
    assertThat(explanation.sources().get(0).evidence()).hasToString("COLD_START 0/100");
  }

  @Test
  void explain_beforeAnyComparison_hasNoSources() {
    Explanation explanation = machine.explain(state, SegmentPolicy.defaults());
    assertThat(explanation.sources()).isEmpty();
    assertThat(explanation.trust()).isCloseTo(0.95, within(1e-12));
    assertThat(explanation.thresholds()).isEqualTo(Thresholds.DEFAULT);
  }
}
