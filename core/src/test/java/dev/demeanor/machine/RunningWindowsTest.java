package dev.demeanor.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.decision.Explanation;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.evidence.ShrunkMahalanobisProvider;
import dev.demeanor.feature.NavigationExtractorProvider;
import dev.demeanor.feature.PointerExtractorProvider;
import dev.demeanor.feature.SimulatedBehavior;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.subject.Provenance;
import dev.demeanor.trust.TrustConfig;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Windows that tell of the session before them: their evidence takes the place of what was said.
 */
class RunningWindowsTest {

  private static final double OWN = 9;
  private static final double OTHER = 25;

  private final DecisionMachine machine =
      new DecisionMachine(
          List.of(new NavigationExtractorProvider(), new PointerExtractorProvider()),
          TrustConfig.defaults(),
          EnrolmentPolicy.defaults());
  private final MachineFixture.Templates templates = new MachineFixture.Templates();
  private final RandomGenerator random = new SplittableRandom(1);
  private final EnrolledTemplate template = template();
  private SessionState state = machine.newSession();
  private long micros;
  private double sum;

  RunningWindowsTest() {
    templates.put(0, template);
  }

  private static EnrolledTemplate template() {
    RandomGenerator random = new SplittableRandom(2);
    Detector detector = new ShrunkMahalanobisProvider().create(ProviderOptions.none());
    FeatureExtractor extractor = new PointerExtractorProvider().create();
    EnrolledTemplate template = EnrolledTemplate.empty(detector, extractor.schema());
    for (int i = 0; i < 80; i++) {
      EventBuffer events = SimulatedBehavior.pointer(random, 16, OWN);
      for (int e = 0; e < events.size(); e++) {
        extractor.accept(events, e);
      }
      FeatureVector vector = new FeatureVector(extractor.schema());
      extractor.writeTo(vector);
      vector.setUnits(extractor.units());
      extractor.reset();
      template = template.learn(vector, Provenance.LIVE, new ScoreBuffer());
    }
    return template;
  }

  /** Points, and asks for a decision after each window that is complete. */
  private void point(int actions, double stepPixels, long nowMillis) {
    EventBuffer events = SimulatedBehavior.pointer(random, actions, stepPixels);
    EventBuffer one = new EventBuffer(1);
    long start = micros;
    for (int i = 0; i < events.size(); i++) {
      one.clear();
      micros = start + events.timeMicros(i);
      one.addPointer(events.action(i), micros, events.x(i), events.y(i));
      machine.observe(state, one, 0);
      if (state.isWaiting(0)) {
        assess(nowMillis);
      }
    }
  }

  private Assessment assess(long nowMillis) {
    machine.assess(state, templates, SegmentPolicy.defaults(), nowMillis);
    for (int w = 0; w < state.assessment().windows(); w++) {
      sum += state.assessment().evidence(w);
    }
    return state.assessment();
  }

  /** What the session's latest window says, that of all before it included. */
  private double latest() {
    return template.calibration().evidence(state.sources.get(0).comparison.raw());
  }

  @Test
  void assess_evidenceOfASession_addsUpToWhatItsLatestWindowSays() {
    point(150, OWN, 0);
    assertThat(sum).isCloseTo(latest(), within(1e-12)).isPositive();
  }

  @Test
  void assess_anotherTakesOver_turnsTheEvidenceOfTheSession() {
    point(60, OWN, 0);
    assertThat(sum).isPositive();
    point(200, OTHER, 0);
    assertThat(sum).isCloseTo(latest(), within(1e-12)).isNegative();
  }

  @Test
  void assess_creditThatFaded_isGivenAgainAsLongAsItIsDeserved() {
    point(150, OWN, 0);
    double early = state.trust.accumulated();
    long hours = 3 * 3_600_000L;
    assess(hours);
    assertThat(state.trust.accumulated()).isLessThan(early / 10);
    point(150, OWN, hours);
    assertThat(state.trust.accumulated()).isGreaterThan(early / 2);
  }

  @Test
  void challengePassed_forgetsWhatSpokeAgainst() {
    point(150, OTHER, 0);
    assertThat(state.trust.accumulated()).isNegative();
    machine.challengePassed(state);
    sum = 0;
    point(100, OWN, 0);
    assertThat(state.trust.accumulated()).isPositive();
    assertThat(sum).isCloseTo(latest(), within(1e-12));
  }

  @Test
  void assess_creditWithheldForAGap_countsOnceTheGapIsOver() {
    templates.expect(1); // navigation
    point(150, OWN, 0);
    assertThat(state.trust.accumulated()).isNotPositive();
    templates.expect(0);
    point(20, OWN, 0);
    assertThat(state.trust.accumulated())
        .as("three times its weight")
        .isCloseTo(0.9 * latest(), within(1e-9));
  }

  @Test
  void load_inTheMiddleOfASession_goesOnAlike() {
    point(70, OWN, 0);
    StateWriter out = new StateWriter();
    machine.save(state, out);
    state = machine.load(new StateReader(out.toByteArray()));
    point(70, OWN, 0);
    assertThat(sum).isCloseTo(latest(), within(1e-12));
  }

  @Test
  void explain_termsAddUpToWhatTheWindowAdded() {
    point(70, OWN, 0);
    Explanation.SourceTerms terms =
        machine.explain(state, SegmentPolicy.defaults()).sources().get(0);
    double explained = terms.terms().stream().mapToDouble(Explanation.Term::value).sum();
    assertThat(explained).isCloseTo(state.assessment().evidence(0), within(1e-9));
    assertThat(terms.terms()).extracting(Explanation.Term::name).contains("dependence");
  }
}
