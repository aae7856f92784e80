package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Simulated samples for the rules of detectors, and how answers are compared: {@link #own} draws
 * each feature from a normal distribution around a mean of 100 and more with a standard deviation
 * of 5 %, {@link #far} from one whose mean is ten standard deviations away.
 */
abstract class DetectorSamples {

  private static final double[] ODD = {
    0.0, -0.0, 1.0, -1.0, Double.MIN_VALUE, 1e-300, 1e9, -1e9, 1e150, -1e150, Double.MAX_VALUE
  };

  DetectorSamples() {}

  /** Returns a detector; each call one that is configured alike. */
  protected abstract Detector newDetector();

  /** Returns a schema that the detector supports. */
  protected abstract FeatureSchema schema();

  /** Returns how many samples the detector needs until it scores; 100 by default. */
  protected int enrolment() {
    return 100;
  }

  /** Returns a simulated sample of the subject, with all features present. */
  protected FeatureVector own(RandomGenerator random) {
    return around(random, 0.0);
  }

  /** Returns a simulated sample of somebody else, with all features present. */
  protected FeatureVector far(RandomGenerator random) {
    return around(random, 10.0);
  }

  private FeatureVector around(RandomGenerator random, double deviations) {
    FeatureVector sample = new FeatureVector(schema());
    for (int i = 0; i < sample.size(); i++) {
      double mean = 100 + 10 * (i % 20);
      sample.set(i, mean * (1 + 0.05 * (deviations + random.nextGaussian())));
    }
    return sample;
  }

  /**
   * Returns simulated people around {@link #own} and {@link #far}, three sessions each; override
   * where that gives nothing to learn a population from.
   */
  protected List<BackgroundSubject> background(RandomGenerator random) {
    List<BackgroundSubject> people = new ArrayList<>();
    for (int person = 0; person < 12; person++) {
      List<List<FeatureVector>> sessions = new ArrayList<>();
      for (int session = 0; session < 3; session++) {
        List<FeatureVector> windows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          windows.add(person % 2 == 0 ? own(random) : far(random));
        }
        sessions.add(windows);
      }
      people.add(new BackgroundSubject(sessions));
    }
    return people;
  }

  SubjectModel enrolled(long seed) {
    return enrolled(newDetector(), seed);
  }

  SubjectModel enrolled(Detector detector, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    SubjectModel model = detector.empty(schema());
    for (int i = 0; i < enrolment(); i++) {
      model = model.learn(own(random));
    }
    return model;
  }

  List<FeatureVector> probes(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<FeatureVector> probes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      FeatureVector probe = i % 2 == 0 ? own(random) : far(random);
      if (i % 5 == 4) {
        probe.setMissing(random.nextInt(probe.size()));
      }
      probes.add(probe);
    }
    return probes;
  }

  FeatureVector oddProbe(RandomGenerator random) {
    FeatureVector probe = own(random);
    for (int i = 0; i < probe.size(); i++) {
      switch (random.nextInt(4)) {
        case 0 -> probe.setMissing(i);
        case 1 -> probe.set(i, ODD[random.nextInt(ODD.length)]);
        default -> {}
      }
    }
    return probe;
  }

  SubjectModel load(byte[] state) {
    return newDetector().load(schema(), new StateReader(state));
  }

  static byte[] save(SubjectModel model) {
    StateWriter out = new StateWriter();
    model.save(out);
    return out.toByteArray();
  }

  static double[][] answers(SubjectModel model, List<FeatureVector> probes) {
    return probes.stream().map(probe -> answer(model, probe)).toArray(double[][]::new);
  }

  static double[] answer(SubjectModel model, FeatureVector probe) {
    ScoreBuffer out = new ScoreBuffer();
    model.score(probe, out);
    return values(out);
  }

  /** All terms and the raw score; for an abstention its reason. */
  static double[] values(ScoreBuffer out) {
    AbstentionReason abstention = out.abstention();
    if (abstention != null) {
      return new double[] {Double.NaN, abstention.ordinal()};
    }
    double[] values = new double[out.size() + 2];
    for (int i = 0; i < out.size(); i++) {
      values[i] = out.contribution(i);
    }
    values[out.size()] = out.interaction();
    values[out.size() + 1] = out.raw();
    return values;
  }

  static void assertEqual(String what, double[][] actual, double[][] expected) {
    for (int i = 0; i < expected.length; i++) {
      Vectors.assertClose("probe " + i + " " + what, actual[i], expected[i], 0.0);
    }
  }

  static void assertFiniteOrAbstention(SubjectModel model, FeatureVector probe) {
    ScoreBuffer out = new ScoreBuffer();
    model.score(probe, out);
    if (out.abstention() == null) {
      assertThat(out.size()).as("contributions").isEqualTo(probe.size());
      for (double value : values(out)) {
        assertThat(value).as("term after %d samples", model.samples()).isFinite();
      }
    }
  }
}
