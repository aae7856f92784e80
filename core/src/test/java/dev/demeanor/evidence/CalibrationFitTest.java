package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.simulated.Draws;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.ScoreScale;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationFitTest {

  private static final Detector DETECTOR = new ManhattanScaledDetector();
  private static final double NATS = 0.75;

  /** Simulated: whose later scores lie around their own median, or around everybody's. */
  private static List<PseudoSubject> people(int count, boolean ownCounts, double apart) {
    Draws draws = new Draws(11);
    List<PseudoSubject> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double own = -40 + 10 * draws.normal();
      double later = ownCounts ? own : -40 + 10 * draws.normal();
      Calibration calibration =
          Calibration.empty(Recipe.oneClass(DETECTOR), FixedTextSchema.ofKeys(4));
      for (int j = 0; j < 64; j++) {
        ScoreBuffer score = new ScoreBuffer();
        score.begin(1);
        score.add(0, own + 5 * draws.normal());
        calibration = calibration.with(score);
      }
      people.add(
          new PseudoSubject(
              calibration,
              List.of(scores(draws, later, 60)),
              List.of(scores(draws, later - apart, 60))));
    }
    return people;
  }

  private static double[] scores(Draws draws, double mean, int count) {
    double[] scores = new double[count];
    for (int i = 0; i < count; i++) {
      scores[i] = mean + 5 * draws.normal();
    }
    return scores;
  }

  private static PopulationCalibration fit(List<PseudoSubject> people) {
    return CalibrationFit.of(NATS, people);
  }

  @Test
  void ownScores_thatForetellLaterOnes_weighMore() {
    assertThat(fit(people(40, true, 10)).medianMass()).isLessThan(10);
    assertThat(fit(people(40, false, 10)).medianMass()).isGreaterThan(200);
  }

  @Test
  void nats_areThoseOfTheTrueLikelihoodRatio() {
    // both kinds normal with deviation 5, 10 apart: 0.4 nats for each unit, 0 half way
    PopulationCalibration fit = fit(people(60, true, 10));
    Line line = fit.line(people(1, true, 10).get(0).calibration().own(), new ScoreScale(0, 1, -3));
    assertThat(line.slope()).isCloseTo(0.4, within(0.08));
  }

  @Test
  void scoresThatSayNothing_leaveTheDetectorsWord() {
    PopulationCalibration fit = fit(people(20, true, -10));
    assertThat(fit.own() + fit.common()).as("rises with the score").isPositive();
  }

  @Test
  void withoutImpostors_theDetectorsWordStands() {
    List<PseudoSubject> alone =
        people(20, true, 10).stream()
            .map(person -> new PseudoSubject(person.calibration(), person.genuine(), List.of()))
            .toList();
    PopulationCalibration fit = fit(alone);
    assertThat(fit.own()).isEqualTo(NATS);
    assertThat(fit.intercept()).isEqualTo(3 * NATS);
  }

  @Test
  void savedAndLoaded_isEqual() {
    PopulationCalibration fit = fit(people(8, true, 10));
    StateWriter out = new StateWriter();
    fit.save(out);
    assertThat(PopulationCalibration.load(new StateReader(out.toByteArray()))).isEqualTo(fit);
  }
}
