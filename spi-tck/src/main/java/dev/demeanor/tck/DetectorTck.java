package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.PopulationModel;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.ScoreWorth;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The rules D-1 to D-8 of {@link SubjectModel}, and P-1 to P-4 of {@link PopulationModel} where the
 * detector learns populations. Write {@link #newDetector} and {@link #schema}.
 *
 * <p>All samples are <em>simulated</em>: {@link #own} draws each feature from a normal distribution
 * around a mean of 100 and more with a standard deviation of 5 %, {@link #far} from one whose mean
 * is ten standard deviations away. They say whether a detector keeps the contract, nothing about
 * how well it tells people apart. Override both if the features of the schema look otherwise.
 */
public abstract class DetectorTck extends PopulationRules {

  /** Makes this inherited test. */
  protected DetectorTck() {}

  /** Returns after how many samples a saved model must have stopped growing; 500 by default. */
  protected int samplesUntilFull() {
    return 500;
  }

  /**
   * Returns whether the detector reads the values of features; true by default. One that reads only
   * tokens answers false, and the rule about missing values is skipped.
   */
  protected boolean readsValues() {
    return true;
  }

  @Test
  @DisplayName("D-1 learning leaves the model as it was")
  void d1_learnLeavesModelAsItWas() {
    SubjectModel model = enrolled(1);
    FeatureVector probe = own(new SplittableRandom(2));
    byte[] before = save(model);
    double[] scoreBefore = answer(model, probe);
    int samples = model.samples();
    model.learn(far(new SplittableRandom(3)));
    assertThat(model.samples()).as("samples of the old model").isEqualTo(samples);
    assertThat(save(model)).as("saved form of the old model").isEqualTo(before);
    Vectors.assertClose("answer of the old model", answer(model, probe), scoreBefore, 0.0);
  }

  @Test
  @DisplayName("D-1 learning counts one more sample")
  void d1_learnCountsSample() {
    SubjectModel model = newDetector().empty(schema());
    assertThat(model.samples()).as("samples of an empty model").isZero();
    assertThat(model.learn(own(new SplittableRandom(1))).samples()).isEqualTo(1);
    assertThat(enrolled(1).samples()).isEqualTo(enrolment());
  }

  @Test
  @DisplayName("D-1 a sample may be reused by its owner after it was learned")
  void d1_sampleIsNotKept() {
    FeatureVector sample = own(new SplittableRandom(4));
    SubjectModel model = enrolled(1).learn(sample);
    FeatureVector probe = own(new SplittableRandom(5));
    double[] before = answer(model, probe);
    sample.clear();
    Vectors.assertClose("answer after the sample was cleared", answer(model, probe), before, 0.0);
  }

  @Test
  @DisplayName("D-1 many threads score and learn from one model as one thread does")
  void d1_threadsDoNotDisturbEachOther() throws Exception {
    SubjectModel model = enrolled(1);
    List<FeatureVector> probes = probes(6);
    double[][] alone = answers(model, probes);
    double[][] learnedAlone = answers(model.learn(probes.get(0)), probes);
    Race.run(
        4,
        thread -> {
          for (int round = 0; round < 20; round++) {
            assertEqual("while others score and learn", answers(model, probes), alone);
            SubjectModel learned = model.learn(probes.get(0));
            assertEqual("learned beside others", answers(learned, probes), learnedAlone);
          }
          return thread;
        });
  }

  @Test
  @DisplayName("D-2 equal samples in equal order score bit for bit alike")
  void d2_isDeterministic() {
    assertEqual(
        "of models made alike", answers(enrolled(7), probes(8)), answers(enrolled(7), probes(8)));
  }

  @Test
  @DisplayName("D-2 what a score buffer held before does not matter")
  void d2_usedScoreBufferDoesNotMatter() {
    SubjectModel model = enrolled(7);
    FeatureVector probe = own(new SplittableRandom(9));
    ScoreBuffer used = new ScoreBuffer();
    used.begin(schema().size() + 3);
    used.add(0, 1234.5);
    used.addInteraction(-99.0);
    used.abstain(AbstentionReason.UNSUPPORTED_INPUT);
    java.util.Arrays.fill(used.scratch(2 * schema().size() + 8), Double.NaN);
    model.score(probe, used);
    Vectors.assertClose("in a used buffer", values(used), answer(model, probe), 0.0);
  }

  @Test
  @DisplayName("D-3 an enrolled model scores the subject's own samples")
  void d3_enrolledModelScores() {
    ScoreBuffer out = new ScoreBuffer();
    enrolled(10).score(own(new SplittableRandom(11)), out);
    assertThat(out.abstention()).as("abstention after %d samples", enrolment()).isNull();
    assertThat(out.size()).as("contributions").isEqualTo(schema().size());
  }

  @Test
  @DisplayName("D-3 whatever is missing or odd, contributions are finite or there is an abstention")
  void d3_neverThrowsAndIsFinite() {
    RandomGenerator random = new SplittableRandom(12);
    SubjectModel model = newDetector().empty(schema());
    for (int learned = 0; learned <= enrolment(); learned++) {
      for (int i = 0; i < 5; i++) {
        assertFiniteOrAbstention(model, oddProbe(random));
      }
      assertFiniteOrAbstention(model, new FeatureVector(schema()));
      model = model.learn(learned % 7 == 6 ? oddProbe(random) : own(random));
    }
  }

  @Test
  @DisplayName("D-3 a window without any feature is an abstention")
  void d3_abstainsWhenAllIsMissing() {
    ScoreBuffer out = new ScoreBuffer();
    enrolled(13).score(new FeatureVector(schema()), out);
    assertThat(out.abstention()).as("abstention from an empty window").isNotNull();
  }

  @Test
  @DisplayName("D-3 scoring allocates nothing once warm")
  void d3_allocatesNothing() {
    SubjectModel model = enrolled(14);
    FeatureVector probe = own(new SplittableRandom(15));
    ScoreBuffer out = new ScoreBuffer();
    Allocation.assertNone(
        "score",
        () -> {
          for (int i = 0; i < 500; i++) {
            model.score(probe, out);
          }
        });
  }

  @Test
  @DisplayName("D-4 on average the subject's own samples score higher than far ones")
  void d4_higherIsMoreGenuine() {
    assertPrefersOwn(enrolled(16));
  }

  private void assertPrefersOwn(SubjectModel model) {
    RandomGenerator random = new SplittableRandom(17);
    ScoreBuffer out = new ScoreBuffer();
    double own = 0;
    double far = 0;
    for (int i = 0; i < 100; i++) {
      model.score(own(random), out);
      own += out.abstention() == null ? out.raw() : 0;
      model.score(far(random), out);
      far += out.abstention() == null ? out.raw() : 0;
    }
    assertThat(own).as("sum of own scores against far ones").isGreaterThan(far);
  }

  @Test
  @DisplayName("D-5 saved and loaded, a model scores bit for bit alike")
  void d5_loadedScoresAlike() {
    SubjectModel original = newDetector().empty(schema());
    RandomGenerator random = new SplittableRandom(18);
    for (int i = 0; i <= enrolment(); i++) {
      if (i < 5 || i % 25 == 0) {
        SubjectModel loaded = load(save(original));
        assertThat(loaded.samples()).as("samples").isEqualTo(original.samples());
        assertEqual(
            "loaded after " + i, answers(loaded, probes(19)), answers(original, probes(19)));
      }
      original = original.learn(own(random));
    }
  }

  @Test
  @DisplayName("D-5 a loaded model learns on as the saved one does")
  void d5_loadedLearnsAlike() {
    SubjectModel original = enrolled(20);
    SubjectModel loaded = load(save(original));
    RandomGenerator random = new SplittableRandom(21);
    for (int i = 0; i < 30; i++) {
      FeatureVector sample = own(random);
      original = original.learn(sample);
      loaded = loaded.learn(sample);
    }
    assertEqual("after learning on", answers(loaded, probes(22)), answers(original, probes(22)));
  }

  @Test
  @DisplayName("D-5 loading reads exactly what saving wrote")
  void d5_loadReadsExactlyWhatWasSaved() {
    StateWriter out = new StateWriter();
    enrolled(23).save(out);
    StateReader in = new StateReader(out.putInt(0x5AFE_C0DE).toByteArray());
    newDetector().load(schema(), in);
    assertThat(in.remaining()).as("bytes left for what comes after the model").isEqualTo(4);
  }

  @Test
  @DisplayName("D-5 a model cut off at any byte is a CorruptStateException")
  void d5_truncatedModelIsRefused() {
    byte[] state = save(enrolled(24));
    int step = Math.max(1, state.length / 2000);
    for (int length = 0; length < state.length; length += step) {
      byte[] cut = Vectors.head(state, length);
      assertThatThrownBy(() -> load(cut))
          .as("model cut off after %d of %d bytes", length, state.length)
          .isInstanceOf(CorruptStateException.class);
    }
  }

  @Test
  @DisplayName("D-5 an unknown format version is a CorruptStateException")
  void d5_unknownVersionIsRefused() {
    byte[] state = save(enrolled(25));
    state[0] = 0x7F;
    assertThatThrownBy(() -> load(state)).isInstanceOf(CorruptStateException.class);
  }

  @Test
  @DisplayName("D-6 a missing feature of a window contributes nothing")
  void d6_missingContributesNothing() {
    assumeTrue(readsValues(), "reads only tokens");
    SubjectModel model = enrolled(26);
    RandomGenerator random = new SplittableRandom(27);
    ScoreBuffer out = new ScoreBuffer();
    for (int feature = 0; feature < schema().size(); feature++) {
      FeatureVector probe = own(random);
      probe.setMissing(feature);
      model.score(probe, out);
      if (out.abstention() == null) {
        assertThat(out.contribution(feature)).as("contribution of what is missing").isZero();
      }
    }
  }

  @Test
  @DisplayName("D-6 a feature missing in half of the samples is not learned as zero")
  void d6_missingIsNotLearnedAsZero() {
    assumeTrue(readsValues(), "reads only tokens");
    RandomGenerator random = new SplittableRandom(28);
    SubjectModel model = newDetector().empty(schema());
    for (int i = 0; i < 2 * enrolment(); i++) {
      FeatureVector sample = own(random);
      if (i % 2 == 0) {
        sample.setMissing(0);
      }
      model = model.learn(sample);
    }
    ScoreBuffer out = new ScoreBuffer();
    double typical = 0;
    double halved = 0;
    for (int i = 0; i < 50; i++) {
      FeatureVector probe = own(random);
      model.score(probe, out);
      typical += out.raw();
      probe.set(0, probe.value(0) / 2);
      model.score(probe, out);
      halved += out.raw();
    }
    assertThat(typical).as("own values against values half way to zero").isGreaterThan(halved);
  }

  @Test
  @DisplayName("D-8 an anchor is no larger, is read back alike, and tells the subject from others")
  void d8_anchorKeepsTheRules() {
    SubjectModel model = enrolled(30);
    Optional<SubjectModel> anchor = model.anchor();
    assumeTrue(anchor.isPresent(), "this detector goes without anchors");
    byte[] saved = save(anchor.get());
    assertThat(saved.length).as("bytes").isLessThanOrEqualTo(save(model).length);
    assertEqual("loaded", answers(load(saved), probes(31)), answers(anchor.get(), probes(31)));
    assertPrefersOwn(anchor.get());
  }

  @Test
  @DisplayName("D-7 a saved model stops growing")
  void d7_savedModelIsBounded() {
    RandomGenerator random = new SplittableRandom(29);
    SubjectModel model = newDetector().empty(schema());
    for (int i = 0; i < samplesUntilFull(); i++) {
      model = model.learn(own(random));
    }
    int full = save(model).length;
    for (int i = 0; i < samplesUntilFull(); i++) {
      model = model.learn(own(random));
    }
    assertThat(save(model).length)
        .as("bytes after %d samples against %d", 2 * samplesUntilFull(), samplesUntilFull())
        .isLessThanOrEqualTo(full + full / 10);
  }

  @Test
  @DisplayName("redacted: a model does not show what it learned")
  void toString_showsNoContents() {
    FeatureVector sample = new FeatureVector(schema());
    for (int i = 0; i < sample.size(); i++) {
      sample.set(i, 173.625);
    }
    SubjectModel model = newDetector().empty(schema());
    for (int i = 0; i < enrolment(); i++) {
      model = model.learn(sample);
    }
    assertThat(model.toString()).as("toString of a model").doesNotContain("173.6", "173,6");
  }

  @Test
  @DisplayName("detector: supports the schema and never changes its name")
  void detector_supportsSchema() {
    assertThat(newDetector().supports(schema())).as("supports the schema of this test").isTrue();
    assertThat(newDetector().name()).isNotBlank().isEqualTo(newDetector().name());
  }

  @Test
  @DisplayName("detector: says the same of its scores each time")
  void detector_worthDoesNotChange() {
    Detector detector = newDetector();
    ScoreWorth worth = detector.worth(schema());
    SubjectModel unused = enrolled(detector, 60);
    assertThat(detector.worth(schema())).as("worth of scores").isNotNull().isEqualTo(worth);
    assertThat(newDetector().worth(schema())).as("worth of scores").isEqualTo(worth);
  }
}
