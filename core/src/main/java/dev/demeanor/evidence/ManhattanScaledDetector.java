package dev.demeanor.evidence;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;

/**
 * The classic reference: scaled Manhattan distance, as in L. C. F. Araújo et al., "User
 * authentication through typing biometrics features", IEEE Trans. Signal Processing 53(2), 2005, in
 * the form of Killourhy and Maxion, "Comparing Anomaly-Detection Algorithms for Keystroke
 * Dynamics", DSN 2009: the sum over features of {@code |x - mean| / mean absolute deviation}. Raw
 * score is the negative distance. Thread-safe.
 */
final class ManhattanScaledDetector implements Detector {

  static final String NAME = "manhattan-scaled";

  /** The published protocol trains on 200 entries. */
  private static final int KEPT = 200;

  private static final int FORMAT = 1;

  /** Far beyond anything seen; keeps the sum finite whatever comes in. */
  private static final double MAX_DEVIATIONS = 1e12;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean supports(FeatureSchema schema) {
    return true;
  }

  @Override
  public SubjectModel empty(FeatureSchema schema) {
    return new Model(schema.size(), 0, SampleHistory.empty(KEPT, schema.size()));
  }

  @Override
  public SubjectModel load(FeatureSchema schema, StateReader in) {
    in.getInt("manhattan-scaled format", FORMAT, FORMAT);
    int samples = in.getInt("samples", 0, Integer.MAX_VALUE);
    return new Model(schema.size(), samples, SampleHistory.load(KEPT, schema.size(), in));
  }

  private static final class Model implements SubjectModel {

    private final int features;
    private final int samples;
    private final SampleHistory history;
    private final double[] mean;
    private final double[] deviation;

    Model(int features, int samples, SampleHistory history) {
      this.features = features;
      this.samples = samples;
      this.history = history;
      this.mean = new double[features];
      this.deviation = new double[features];
      for (int j = 0; j < features; j++) {
        mean[j] = meanDistanceTo(j, Double.NaN);
        deviation[j] = meanDistanceTo(j, mean[j]);
      }
    }

    /**
     * Returns the mean of a feature, or its mean absolute distance to {@code centre} when that is a
     * number.
     */
    private double meanDistanceTo(int feature, double centre) {
      double sum = 0;
      int count = 0;
      for (int age = history.size() - 1; age >= 0; age--) {
        double x = history.value(age, feature);
        if (!Double.isNaN(x)) {
          sum += Double.isNaN(centre) ? x : Math.abs(x - centre);
          count++;
        }
      }
      return sum / count;
    }

    @Override
    public int samples() {
      return samples;
    }

    @Override
    public SubjectModel learn(FeatureVector sample) {
      float[] row = new float[features];
      for (int j = 0; j < features; j++) {
        row[j] = (float) sample.value(j);
      }
      return new Model(features, samples + 1, history.with(row));
    }

    @Override
    public void score(FeatureVector probe, ScoreBuffer out) {
      out.begin(features);
      int used = 0;
      for (int j = 0; j < features; j++) {
        if (isUsable(probe, j)) {
          used++;
        }
      }
      if (history.size() == 0 || 2 * used < features) {
        out.abstain(history.size() == 0 ? AbstentionReason.COLD_START : AbstentionReason.NO_DATA);
        return;
      }
      double share = (double) features / used;
      for (int j = 0; j < features; j++) {
        if (isUsable(probe, j)) {
          double deviations = Math.abs(probe.value(j) - mean[j]) / deviation[j];
          out.add(j, -share * Math.min(deviations, MAX_DEVIATIONS));
        }
      }
    }

    /** A feature that never varied has no scale, so nothing can be said with it. */
    private boolean isUsable(FeatureVector probe, int feature) {
      return !probe.isMissing(feature) && deviation[feature] > 0;
    }

    @Override
    public void save(StateWriter out) {
      out.putInt(FORMAT).putInt(samples);
      history.save(out);
    }
  }
}
