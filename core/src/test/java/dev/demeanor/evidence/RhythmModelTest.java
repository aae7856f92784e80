package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.simulated.Allocated;
import dev.demeanor.simulated.Draws;
import dev.demeanor.simulated.PointerPlaceProvider;
import dev.demeanor.simulated.SimulatedTypist;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class RhythmModelTest {

  private static final int KEYS = 11;

  private final RhythmDetector detector = new RhythmDetector();
  private final ScoreBuffer out = new ScoreBuffer();

  private static List<FeatureVector> samples(SimulatedTypist typist, int count) {
    List<FeatureVector> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(typist.next().features());
    }
    return samples;
  }

  private SubjectModel enrolled(List<FeatureVector> samples) {
    SubjectModel model = detector.empty(samples.get(0).schema());
    for (FeatureVector sample : samples) {
      model = model.learn(sample);
    }
    return model;
  }

  private double raw(SubjectModel model, FeatureVector probe) {
    model.score(probe, out);
    assertThat(out.abstention()).isNull();
    return out.raw();
  }

  /** An entry of the given dwell and press to press times in milliseconds. */
  private static FeatureVector entry(
      int keys, IntToDoubleFunction dwell, IntToDoubleFunction pressToPress) {
    FeatureVector vector = new FeatureVector(FixedTextSchema.ofKeys(keys));
    for (int i = 0; i < keys; i++) {
      vector.set(i, dwell.applyAsDouble(i));
    }
    for (int i = 0; i < keys - 1; i++) {
      vector.set(keys + i, pressToPress.applyAsDouble(i));
      vector.set(2 * keys - 1 + i, pressToPress.applyAsDouble(i) - dwell.applyAsDouble(i));
    }
    return vector;
  }

  private static FeatureVector changed(
      FeatureVector probe, IntToDoubleFunction dwell, IntToDoubleFunction pressToPress) {
    return entry(
        KEYS,
        i -> probe.value(i) * dwell.applyAsDouble(i),
        i -> probe.value(KEYS + i) * pressToPress.applyAsDouble(i));
  }

  @Test
  void score_agreesWithNaiveRecomputation() {
    for (long seed = 0; seed < 40; seed++) {
      Draws draws = new Draws(seed);
      int keys = 1 + draws.below(14);
      SimulatedTypist typist = new SimulatedTypist(seed, keys);
      List<FeatureVector> samples = samples(typist, 1 + draws.below(250));
      samples.forEach(sample -> loseSome(sample, 0.03, draws));
      FeatureVector whole = typist.next().features();
      samples.add(whole);
      SubjectModel model = enrolled(samples);
      NaiveRhythm naive = new NaiveRhythm(keys, samples);
      for (int i = 0; i < 5; i++) {
        FeatureVector probe = typist.next().features();
        loseSome(probe, 0.1 * i, draws);
        model.score(probe, out);
        if (out.abstention() == null) {
          double expected = naive.score(probe);
          assertThat(out.raw())
              .as("seed %d, probe %d", seed, i)
              .isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
        }
      }
    }
  }

  private static void loseSome(FeatureVector vector, double share, Draws draws) {
    for (int j = 0; j < vector.size(); j++) {
      if (draws.uniform() < share) {
        vector.setMissing(j);
      }
    }
  }

  @Test
  void score_fallsWhenFlightDoubles() {
    SimulatedTypist typist = new SimulatedTypist(1, KEYS);
    SubjectModel model = enrolled(samples(typist, 100));
    for (FeatureVector own : samples(typist, 20)) {
      FeatureVector slow =
          entry(KEYS, own::value, i -> own.value(i) + 2 * own.value(2 * KEYS - 1 + i));
      assertThat(raw(model, slow)).isLessThan(raw(model, own));
    }
  }

  @Test
  void score_sameChangeOfAllTimes_costsLessThanOneOfAlternatingSign() {
    SimulatedTypist typist = new SimulatedTypist(2, KEYS);
    SubjectModel model = enrolled(samples(typist, 100));
    double level = 0;
    double shape = 0;
    for (FeatureVector own : samples(typist, 20)) {
      level += raw(model, changed(own, i -> 1.25, i -> 1.25));
      shape += raw(model, changed(own, i -> i % 2 == 0 ? 1.25 : 0.8, i -> i % 2 == 0 ? 1.25 : 0.8));
    }
    assertThat(level).isGreaterThan(shape);
  }

  @Test
  void score_levelOfWholeEntry_isAnInteraction() {
    SimulatedTypist typist = new SimulatedTypist(2, KEYS);
    SubjectModel model = enrolled(samples(typist, 100));
    FeatureVector own = typist.next().features();
    raw(model, own);
    double before = out.interaction();
    raw(model, changed(own, i -> 1.5, i -> 1.5));
    assertThat(out.interaction()).isLessThan(before);
  }

  @Test
  void score_withOneFeatureFarOff_isBounded() {
    SimulatedTypist typist = new SimulatedTypist(3, KEYS);
    SubjectModel model = enrolled(samples(typist, 100));
    FeatureVector own = typist.next().features();
    double before = raw(model, own);
    own.set(4, 60_000);
    assertThat(before - raw(model, own)).as("one slip").isBetween(0.0, 12.0);
  }

  @Test
  void score_ofStrangers_isLowerThanThatOfTheSubject() {
    SimulatedTypist typist = new SimulatedTypist(4, KEYS);
    SubjectModel model = enrolled(samples(typist, 100));
    double worstOwn =
        samples(typist, 30).stream().mapToDouble(probe -> raw(model, probe)).min().orElseThrow();
    for (long seed = 100; seed < 120; seed++) {
      assertThat(raw(model, new SimulatedTypist(seed, KEYS).next().features()))
          .isLessThan(worstOwn);
    }
  }

  @Test
  void score_ofRobotWithoutVariance_isFiniteAndTellsItselfFromOthers() {
    FeatureVector robot = entry(KEYS, i -> 100, i -> 150);
    List<FeatureVector> same = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      same.add(robot);
    }
    SubjectModel model = enrolled(same);
    double own = raw(model, robot);
    double other = raw(model, entry(KEYS, i -> 101, i -> 152));
    assertThat(own).isFinite();
    assertThat(other).isFinite().isLessThan(own);
  }

  @Test
  void score_ofOneKey_isFinite() {
    SimulatedTypist typist = new SimulatedTypist(5, 1);
    SubjectModel model = enrolled(samples(typist, 50));
    assertThat(raw(model, typist.next().features())).isFinite();
  }

  @Test
  void score_withFewerThanHalfOfTheFeatures_abstains() {
    SimulatedTypist typist = new SimulatedTypist(6, KEYS);
    SubjectModel model = enrolled(samples(typist, 50));
    FeatureVector probe = typist.next().features();
    for (int j = 0; j < 15; j++) {
      probe.setMissing(j);
    }
    model.score(probe, out);
    assertThat(out.abstention()).as("16 of 31").isNull();
    probe.setMissing(15);
    model.score(probe, out);
    assertThat(out.abstention()).as("15 of 31").isEqualTo(AbstentionReason.NO_DATA);
  }

  @Test
  void score_withoutSamples_abstains() {
    detector
        .empty(FixedTextSchema.ofKeys(KEYS))
        .score(new SimulatedTypist(1, KEYS).next().features(), out);
    assertThat(out.abstention()).isEqualTo(AbstentionReason.COLD_START);
  }

  @Test
  void score_followsASubjectWhoDrifts() {
    SimulatedTypist typist = new SimulatedTypist(7, KEYS);
    List<FeatureVector> samples = samples(typist, 100);
    FeatureVector probe = changed(typist.next().features(), i -> 0.8, i -> 0.8);
    double before = raw(enrolled(samples), probe);
    for (FeatureVector sample : samples(typist, 40)) {
      samples.add(changed(sample, i -> 0.8, i -> 0.8));
    }
    assertThat(raw(enrolled(samples), probe)).isGreaterThan(before);
  }

  @Test
  void learn_beyondWhatIsKept_forgetsTheOldest() {
    SimulatedTypist typist = new SimulatedTypist(8, KEYS);
    List<FeatureVector> all = samples(typist, 230);
    FeatureVector probe = typist.next().features();
    SubjectModel model = enrolled(all);
    assertThat(model.samples()).isEqualTo(230);
    assertThat(raw(model, probe)).isEqualTo(raw(enrolled(all.subList(30, 230)), probe));
  }

  @Test
  void load_ofSaved_scoresBitForBitAlike() {
    SimulatedTypist typist = new SimulatedTypist(9, KEYS);
    SubjectModel model = enrolled(samples(typist, 120));
    StateWriter saved = new StateWriter();
    model.save(saved);
    SubjectModel loaded =
        detector.load(FixedTextSchema.ofKeys(KEYS), new StateReader(saved.toByteArray()));
    for (FeatureVector probe : samples(typist, 20)) {
      assertThat(raw(loaded, probe)).isEqualTo(raw(model, probe));
    }
  }

  @Test
  void score_onceWarm_allocatesNothing() {
    SimulatedTypist typist = new SimulatedTypist(10, KEYS);
    SubjectModel model = enrolled(samples(typist, 200));
    FeatureVector probe = typist.next().features();
    assertThat(Allocated.leastBytes(() -> model.score(probe, out))).isZero();
  }

  @Test
  void leastBytes_ofWorkThatAllocates_isSeen() {
    long[][] kept = new long[1][];
    assertThat(Allocated.leastBytes(() -> kept[0] = new long[kept.length])).isPositive();
  }

  @Test
  void detector_supportsFixedTextOnly() {
    assertThat(detector.supports(FixedTextSchema.ofKeys(3))).isTrue();
    assertThat(detector.supports(PointerPlaceProvider.SCHEMA)).isFalse();
    assertThatThrownBy(() -> detector.empty(PointerPlaceProvider.SCHEMA))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("pointer-place/1");
  }

  @Test
  void provider_makesDetectorOfItsName() {
    RhythmProvider provider = new RhythmProvider();
    assertThat(provider.name()).isEqualTo("rhythm");
    assertThat(provider.create(ProviderOptions.none()).name()).isEqualTo(provider.name());
  }

  @Test
  void score_ofShorterDwells_costsMoreThanOfLongerOnes() {
    SimulatedTypist typist = new SimulatedTypist(11, KEYS);
    SubjectModel model = enrolled(samples(typist, 100));
    double shorter = 0;
    double longer = 0;
    for (FeatureVector own : samples(typist, 20)) {
      raw(model, changed(own, i -> 1 / 1.3, i -> 1));
      shorter += out.interaction();
      raw(model, changed(own, i -> 1.3, i -> 1));
      longer += out.interaction();
    }
    assertThat(shorter).isLessThan(longer);
  }

  @Test
  void score_ofOneOfTwoWaysOfTyping_isHigherThanOfWhatLiesBetween() {
    SimulatedTypist typist = new SimulatedTypist(12, KEYS);
    List<FeatureVector> both = new ArrayList<>();
    for (FeatureVector sample : samples(typist, 120)) {
      double by = both.size() % 2 == 0 ? 1.6 : 1;
      both.add(changed(sample, i -> i == 3 ? by : 1, i -> 1));
    }
    SubjectModel model = enrolled(both);
    double atEither = 0;
    double between = 0;
    for (FeatureVector own : samples(typist, 20)) {
      raw(model, own);
      atEither += out.contribution(3);
      raw(model, changed(own, i -> i == 3 ? 1.27 : 1, i -> 1));
      between += out.contribution(3);
    }
    assertThat(atEither).isGreaterThan(between);
  }

  @Test
  void score_ofAnEntryRepeated_fallsAsItAges() {
    SimulatedTypist typist = new SimulatedTypist(13, KEYS);
    FeatureVector once = changed(typist.next().features(), i -> i % 2 == 0 ? 2 : 0.5, i -> 2);
    List<FeatureVector> samples = samples(typist, 60);
    samples.add(once);
    double fresh = raw(enrolled(samples), once);
    samples.addAll(samples(typist, 60));
    assertThat(raw(enrolled(samples), once)).isLessThan(fresh);
  }

  @Test
  void save_ofAFullModelOfElevenKeys_staysUnderSixteenKilobytes() {
    StateWriter saved = new StateWriter();
    enrolled(samples(new SimulatedTypist(14, KEYS), 250)).save(saved);
    assertThat(saved.toByteArray().length).isLessThan(9 * 1024);
  }

  @Test
  void drift_isZeroAtFirstAndGrowsWithTheShift() {
    SimulatedTypist typist = new SimulatedTypist(15, KEYS);
    SubjectModel model = enrolled(samples(typist, 100));
    float[] landmark = model.landmark();
    assertThat(model.drift(landmark)).isZero();
    assertThat(landmark).hasSizeLessThanOrEqualTo(512);

    SubjectModel same = model;
    SubjectModel shifted = model;
    for (FeatureVector sample : samples(typist, 40)) {
      same = same.learn(sample);
      shifted = shifted.learn(changed(sample, i -> 1.4, i -> 1.4));
    }
    assertThat(same.drift(landmark)).isLessThan(0.6);
    assertThat(shifted.drift(landmark)).isGreaterThan(1.5);
  }

  @Test
  void landmark_ofAVeryLongText_isBounded() {
    SimulatedTypist typist = new SimulatedTypist(16, 200);
    SubjectModel model = enrolled(samples(typist, 12));
    assertThat(model.landmark()).hasSize(512);
    assertThat(model.drift(model.landmark())).isZero();
  }

  @Test
  void anchor_ofAFullModel_keepsTheNewestHundredEntries() {
    List<FeatureVector> samples = samples(new SimulatedTypist(17, KEYS), 250);
    SubjectModel anchor = enrolled(samples).anchor().orElseThrow();
    SubjectModel newest = enrolled(samples.subList(150, 250));
    for (FeatureVector probe : samples(new SimulatedTypist(18, KEYS), 20)) {
      assertThat(raw(anchor, probe)).isEqualTo(raw(newest, probe));
    }
    StateWriter saved = new StateWriter();
    anchor.save(saved);
    assertThat(saved.toByteArray().length).isLessThan(5 * 1024);
  }

  @Test
  void landmark_ofNothing_isEmpty() {
    SubjectModel empty = detector.empty(FixedTextSchema.ofKeys(KEYS));
    assertThat(empty.landmark()).isEmpty();
    assertThat(empty.drift(new float[2])).isZero();
  }
}
