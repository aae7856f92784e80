package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.simulated.Draws;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.ScoreScale;
import dev.demeanor.spi.detector.ScoreWorth;
import dev.demeanor.spi.feature.FeatureSchema;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  /** Worth 0.75 nats for each spread. */
  private static final Detector DETECTOR = new ManhattanScaledDetector();

  private static final Recipe RECIPE = Recipe.oneClass(DETECTOR);
  private static final FeatureSchema SCHEMA = FixedTextSchema.ofKeys(8);

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
    Calibration calibration = Calibration.empty(RECIPE, SCHEMA);
    for (double score : scores) {
      calibration = calibration.with(score(score));
    }
    return calibration;
  }

  private static Calibration simulated(long seed, int scores) {
    Draws draws = new Draws(seed);
    Calibration calibration = Calibration.empty(RECIPE, SCHEMA);
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

  /** Returns a stored calibration of one-class scores up to their number. */
  private static StateWriter begun() {
    return new StateWriter().putInt(1).putInt(1).putString("");
  }

  private static Calibration load(byte[] bytes) {
    return Calibration.load(RECIPE, SCHEMA, new StateReader(bytes));
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
    assertThat(Calibration.empty(RECIPE, SCHEMA).isReady()).isFalse();
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
    Calibration fresh = Calibration.empty(RECIPE, SCHEMA);
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
    byte[] saved = begun().putInt(1).putFloat(Float.NaN).toByteArray();
    assertThatThrownBy(() -> load(saved))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("finite");
  }

  @Test
  void load_unknownFormatOrTooManyScores_isCorrupt() {
    byte[] version = new StateWriter().putInt(2).putInt(0).toByteArray();
    assertThatThrownBy(() -> load(version)).isInstanceOf(CorruptStateException.class);
    byte[] many = begun().putInt(65).toByteArray();
    assertThatThrownBy(() -> load(many)).isInstanceOf(CorruptStateException.class);
  }

  /** Follows scores of which only those from the update threshold on are learned. */
  private static Calibration following(long seed, boolean selected) {
    Draws draws = new Draws(1000 + seed);
    Calibration calibration = simulated(seed, 64);
    for (int i = 0; i < 1500; i++) {
      double raw = -60 + 8 * draws.normal();
      if (raw >= calibration.updateThreshold()) {
        calibration =
            selected ? calibration.withSelected(score(raw)) : calibration.with(score(raw));
      }
    }
    return calibration;
  }

  private static double meanNeutral(boolean selected) {
    double sum = 0;
    for (int seed = 0; seed < 40; seed++) {
      sum += following(seed, selected).evidence(-60 - 3 * 8) / 40;
    }
    return sum;
  }

  @Test
  void withSelected_isNotMadeStricterAndStricterByWhatItNeverSees() {
    assertThat(meanNeutral(true)).as("neutral where it was").isBetween(-0.75, 0.75);
    assertThat(meanNeutral(false)).as("what it would be otherwise").isLessThan(-1.2);
  }

  @Test
  void updateThreshold_isTheLowestTenthOfWhatWasSeenWhenThatIsFarFromTheMedian() {
    double[] scores = new double[41];
    Arrays.setAll(scores, i -> i < 6 ? -200 + i : -60 + i % 7);
    assertThat(of(scores).updateThreshold()).isCloseTo(-196, within(1e-3));
  }

  @Test
  void load_ofFollowingCalibration_goesOnAlike() {
    Calibration calibration = following(200, true);
    Calibration loaded = load(save(calibration));
    assertThat(loaded.updateThreshold()).isEqualTo(calibration.updateThreshold());
    assertThat(loaded.withSelected(score(-55)).evidence(-70))
        .isEqualTo(calibration.withSelected(score(-55)).evidence(-70));
  }

  private static final CalibrationConstants CONSTANTS = CalibrationConstants.defaults();

  /** Learned of scores spread evenly around -10, under these constants. */
  private static Calibration under(Detector detector, CalibrationConstants constants) {
    Recipe recipe = Recipe.oneClass(detector).withConstants(constants);
    Calibration calibration = Calibration.empty(recipe, SCHEMA);
    for (int i = 0; i < 41; i++) {
      calibration = calibration.with(score(-12 + 0.1 * i));
    }
    return Calibration.load(recipe, SCHEMA, new StateReader(save(calibration)));
  }

  @Test
  void crossing_isWhereAScoreSpeaksNeitherForNorAgainst() {
    Calibration calibration = under(DETECTOR, CONSTANTS.withCrossing(-2));
    double spread = 1.4826; // one away from the median are as many as nearer
    assertThat(calibration.evidence(-10 - 2 * spread)).isCloseTo(0, within(1e-4));
  }

  @Test
  void ceiling_isWhatNoWindowPasses() {
    Calibration calibration = under(DETECTOR, CONSTANTS.withCeiling(2));
    assertThat(calibration.evidence(-1e6)).isEqualTo(-2.0);
    assertThat(calibration.evidence(1e6)).isEqualTo(2.0);
  }

  @Test
  void scaleMass_isHowManyOwnScoresWeighAsMuchAsTheScale() {
    Detector rhythm = new RhythmDetector();
    double scale = -0.266 * SCHEMA.size();
    double middle = (-10 + scale) / 2;
    Calibration calibration = under(rhythm, CONSTANTS.withScaleMass(41));
    double neutral = middle - 3.5 * 0.049 * SCHEMA.size();
    assertThat(calibration.evidence(neutral)).isCloseTo(0, within(1e-4));
    assertThat(under(rhythm, CONSTANTS).evidence(neutral)).isNotCloseTo(0, within(0.1));
  }

  @Test
  void updateQuantile_isTheShareOfOwnScoresThatIsNotLearned() {
    Calibration strict = under(DETECTOR, CONSTANTS.withUpdateQuantile(0.3));
    Calibration loose = under(DETECTOR, CONSTANTS.withUpdateQuantile(0.025));
    double usual = under(DETECTOR, CONSTANTS).updateThreshold();
    assertThat(strict.updateThreshold()).isCloseTo(-10 - 0.5244 * 1.4826, within(0.3));
    assertThat(strict.updateThreshold()).isGreaterThan(usual);
    assertThat(loose.updateThreshold()).isLessThan(usual);
  }

  @Test
  void updateQuantile_inUse_isOneInTenOfABellCurve() {
    UpdateQuantile usual = UpdateQuantile.of(CONSTANTS);
    assertThat(usual).isEqualTo(new UpdateQuantile(0.1, -1.2816));
    assertThat(usual.unseen()).isCloseTo(1.0 / 9, within(1e-15));
    assertThat(UpdateQuantile.of(CONSTANTS.withUpdateQuantile(0.025)).spreads()).isEqualTo(-1.96);
  }

  @Test
  void constants_outOfTheirRange_areRefusedByName() {
    assertThatThrownBy(() -> CONSTANTS.withCrossing(0))
        .hasMessage("crossing must be finite and < 0, was 0.0");
    assertThatThrownBy(() -> CONSTANTS.withScaleMass(-1)).hasMessageContaining("scaleMass");
    assertThatThrownBy(() -> CONSTANTS.withCeiling(Double.NaN)).hasMessageContaining("ceiling");
    assertThatThrownBy(() -> CONSTANTS.withUpdateQuantile(0.5))
        .hasMessage("updateQuantile must be in [0.001, 0.4], was 0.5");
  }

  private static PopulationCalibration people() {
    return new PopulationCalibration(-50, 8, 60, 60, 3, 0.5, 1, -0.4, 0.3, 20);
  }

  private static Recipe against(String population) {
    return new Recipe(DETECTOR, population, Optional.of(people()));
  }

  @Test
  void load_underAnotherPopulation_measuresNothingByOldScores() {
    Calibration oneClass = simulated(2, 40);
    Calibration loaded = Calibration.load(against("a1"), SCHEMA, new StateReader(save(oneClass)));
    assertThat(loaded.scores()).isZero();
    assertThat(loaded.isReady()).isFalse();
    assertThat(loaded.isByPopulation()).isTrue();
    Calibration fresh = Calibration.empty(against("a1"), SCHEMA);
    assertThat(loaded.evidence(-52)).isEqualTo(fresh.evidence(-52));
  }

  @Test
  void load_backUnderTheFirstPopulation_findsItsScoresAgain() {
    Calibration oneClass = simulated(2, 40);
    Calibration there = Calibration.load(against("a1"), SCHEMA, new StateReader(save(oneClass)));
    Calibration learned = there.with(score(-51)).with(score(-49));
    Calibration back = load(save(learned));
    assertThat(back.scores()).isEqualTo(40);
    assertThat(back.evidence(-62.5)).isEqualTo(oneClass.evidence(-62.5));
    Calibration again = Calibration.load(against("a1"), SCHEMA, new StateReader(save(back)));
    assertThat(again.scores()).isEqualTo(2);
  }

  @Test
  void load_underAThirdPopulation_keepsTheNewestScoresAside() {
    Calibration there =
        Calibration.load(against("a1"), SCHEMA, new StateReader(save(simulated(2, 40))))
            .with(score(-51));
    Calibration third = Calibration.load(against("b2"), SCHEMA, new StateReader(save(there)));
    assertThat(third.scores()).isZero();
    Calibration back =
        Calibration.load(against("a1"), SCHEMA, new StateReader(save(third.with(score(-50)))));
    assertThat(back.scores()).isEqualTo(1);
  }

  @Test
  void save_withoutOwnScoresUnderThisPopulation_keepsThoseOfTheOther() {
    Calibration there =
        Calibration.load(against("a1"), SCHEMA, new StateReader(save(simulated(2, 40))));
    assertThat(load(save(there)).scores()).isEqualTo(40);
  }

  @Test
  void evidence_byPopulation_risesStrictlyWithTheRawScore() {
    Calibration calibration = Calibration.empty(against("a1"), SCHEMA);
    for (int scores = 0; scores < 30; scores++) {
      double last = Double.NEGATIVE_INFINITY;
      for (double raw = -120; raw < 0; raw += 0.5) {
        assertThat(calibration.evidence(raw)).isGreaterThan(last).isBetween(-6.0, 6.0);
        last = calibration.evidence(raw);
      }
      calibration = calibration.with(score(-60 + scores % 7));
    }
  }

  @Test
  void evidence_byPopulation_ofSomebodyWithoutScores_isThatOfAUsualPerson() {
    Calibration calibration = Calibration.empty(against("a1"), SCHEMA);
    double straight = 3 + 1.5 * (-54.0 - -50) / 8;
    assertThat(calibration.evidence(-54)).isCloseTo(6 * Math.tanh(straight / 6), within(1e-9));
  }

  @Test
  void evidence_byScale_weighsOwnScoresByTheirNumber() {
    FeatureSchema schema = SCHEMA;
    ScoreWorth.Spreads worth = (ScoreWorth.Spreads) new RhythmDetector().worth(schema);
    ScoreScale scale = worth.scale().orElseThrow();
    Recipe rhythm = Recipe.oneClass(new RhythmDetector());
    Calibration calibration = Calibration.empty(rhythm, schema);
    double nats = worth.natsPerSpread();
    assertThat(calibration.evidence(scale.median()))
        .as("of nobody known: what is usual")
        .isCloseTo(6 * Math.tanh(-scale.crossing() * nats / 6), within(1e-9));
    for (int i = 0; i < 64; i++) {
      calibration = calibration.with(score(scale.median() - 8 * scale.spread()));
    }
    double quarter = scale.median() - 2 * scale.spread();
    assertThat(calibration.evidence(quarter))
        .as("64 scores are worth a quarter")
        .isCloseTo(6 * Math.tanh(-scale.crossing() * nats / 6), within(1e-6));
  }
}
