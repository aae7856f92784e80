package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.simulated.Draws;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  /** Worth 0.75 nats for each spread. */
  private static final Detector DETECTOR = new ManhattanScaledDetector();

  /** Returns a score of two features that is made of this and that, and has this sum. */
  private static ScoreBuffer score(double raw) {
    ScoreBuffer score = new ScoreBuffer();
    score.begin(2);
    score.add(0, raw - 2);
    score.add(1, 1);
    score.addInteraction(1);
    return score;
  }

  private static Calibration of(double... scores) {
    Calibration calibration = Calibration.empty(DETECTOR);
    for (double score : scores) {
      calibration = calibration.with(score(score));
    }
    return calibration;
  }

  private static Calibration simulated(long seed, int scores) {
    Draws draws = new Draws(seed);
    Calibration calibration = Calibration.empty(DETECTOR);
    for (int i = 0; i < scores; i++) {
      calibration = calibration.with(score(-60 + 8 * draws.normal()));
    }
    return calibration;
  }

  private static byte[] save(Calibration calibration) {
    StateWriter out = new StateWriter();
    calibration.save(out);
    return out.toByteArray();
  }

  private static Calibration load(byte[] bytes) {
    return Calibration.load(DETECTOR, new StateReader(bytes));
  }

  @Test
  void evidence_isTheBentDistanceFromTheCrossing() {
    Calibration calibration = of(-12, -11, -10, -9, -8);
    double z = (-13.0 - -10.0) / 1.4826;
    assertThat(calibration.evidence(-13))
        .isCloseTo(6 * Math.tanh(0.75 * (z + 3) / 6), within(1e-8));
  }

  @Test
  void evidence_atTheMedian_speaksForTheSubject() {
    assertThat(of(-12, -11, -10, -9, -8).evidence(-10))
        .isCloseTo(6 * Math.tanh(2.25 / 6), within(1e-9));
  }

  @Test
  void evidence_threeSpreadsBelowTheMedian_isNeutral() {
    assertThat(of(-12, -11, -10, -9, -8).evidence(-10 - 3 * 1.4826)).isCloseTo(0, within(1e-8));
  }

  @Test
  void evidence_risesStrictlyWithTheRawScore() {
    Calibration calibration = simulated(1, 64);
    double last = Double.NEGATIVE_INFINITY;
    for (double raw = -200; raw < 100; raw += 0.5) {
      double evidence = calibration.evidence(raw);
      assertThat(evidence).as("at %s", raw).isGreaterThan(last);
      last = evidence;
    }
  }

  @Test
  void evidence_neverPassesTheCeiling() {
    Calibration calibration = simulated(1, 64);
    for (double raw : new double[] {-1e300, -1e6, 1e6, 1e300}) {
      assertThat(Math.abs(calibration.evidence(raw))).isLessThanOrEqualTo(6.0);
    }
  }

  @Test
  void terms_areNatsBeyondWhatIsUsual() {
    Calibration calibration = of(-12, -11, -10, -9, -8);
    double natsPerRaw = 0.75 / 1.4826;
    double usual = -10 - 2; // the mean of the scores, less what the other terms add
    assertThat(calibration.term(0, -15)).isCloseTo(natsPerRaw * (-15 - usual), within(1e-5));
    assertThat(calibration.term(1, 1)).isCloseTo(0, within(1e-5));
    assertThat(calibration.interaction(2, 0)).isCloseTo(-natsPerRaw, within(1e-5));
  }

  @Test
  void isReady_from20ScoresOn() {
    assertThat(Calibration.empty(DETECTOR).isReady()).isFalse();
    assertThat(simulated(1, 19).isReady()).isFalse();
    assertThat(simulated(1, 20).isReady()).isTrue();
  }

  @Test
  void spread_ofScoresThatNeverVary_isAShareOfTheMedian() {
    double[] same = new double[30];
    Arrays.fill(same, -40);
    Calibration calibration = of(same);
    assertThat(calibration.term(1, 2)).isCloseTo(0.75 / (0.05 * 40), within(1e-5));
    assertThat(calibration.evidence(-41)).isBetween(0.0, calibration.evidence(-40));
  }

  @Test
  void evidence_ofScoresThatAreAllZero_isFinite() {
    assertThat(of(new double[30]).evidence(-1)).isEqualTo(-6.0);
    assertThat(of(new double[30]).evidence(0)).isCloseTo(6 * Math.tanh(2.25 / 6), within(1e-9));
  }

  @Test
  void with_keepsTheNewest64() {
    Calibration calibration = simulated(5, 500);
    for (int i = 0; i < 64; i++) {
      calibration = calibration.with(score(-10 - i % 5));
    }
    Calibration fresh = Calibration.empty(DETECTOR);
    for (int i = 0; i < 64; i++) {
      fresh = fresh.with(score(-10 - i % 5));
    }
    for (double raw = -30; raw < 0; raw += 0.7) {
      assertThat(calibration.evidence(raw)).isEqualTo(fresh.evidence(raw));
    }
  }

  @Test
  void with_leavesTheOldOneAsItWas() {
    Calibration calibration = simulated(1, 30);
    double before = calibration.evidence(-55);
    calibration.with(score(1_000));
    assertThat(calibration.evidence(-55)).isEqualTo(before);
  }

  @Test
  void with_scoreBeyondWhatIsStored_canBeReadBack() {
    Calibration calibration = simulated(1, 30).with(score(-1e300));
    assertThat(load(save(calibration)).evidence(-55)).isEqualTo(calibration.evidence(-55));
  }

  @Test
  void load_givesEvidenceBitForBitAlike() {
    for (int scores : new int[] {0, 1, 19, 20, 64, 200}) {
      Calibration original = simulated(2, scores);
      Calibration loaded = load(save(original));
      for (double raw = -120; raw < 0; raw += 1.7) {
        assertThat(loaded.evidence(raw)).isEqualTo(original.evidence(raw));
      }
      assertThat(loaded.term(0, -70)).isEqualTo(original.term(0, -70));
      assertThat(loaded.isReady()).isEqualTo(original.isReady());
    }
  }

  @Test
  void load_cutOffAtAnyByte_isCorrupt() {
    byte[] saved = save(simulated(2, 25));
    for (int length = 0; length < saved.length; length++) {
      byte[] cut = Arrays.copyOf(saved, length);
      assertThatThrownBy(() -> load(cut)).isInstanceOf(CorruptStateException.class);
    }
  }

  @Test
  void load_scoreThatIsNoNumber_isCorrupt() {
    byte[] saved = new StateWriter().putInt(1).putInt(1).putFloat(Float.NaN).toByteArray();
    assertThatThrownBy(() -> load(saved))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("finite");
  }

  @Test
  void load_unknownFormatOrTooManyScores_isCorrupt() {
    byte[] version = new StateWriter().putInt(2).putInt(0).toByteArray();
    assertThatThrownBy(() -> load(version)).isInstanceOf(CorruptStateException.class);
    byte[] many = new StateWriter().putInt(1).putInt(65).toByteArray();
    assertThatThrownBy(() -> load(many)).isInstanceOf(CorruptStateException.class);
  }
}
