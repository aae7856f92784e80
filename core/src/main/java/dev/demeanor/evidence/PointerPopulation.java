package dev.demeanor.evidence;

import static dev.demeanor.evidence.PointerConstants.BINS;
import static dev.demeanor.evidence.PointerConstants.CELLS;
import static dev.demeanor.evidence.PointerConstants.FEATURES;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.PopulationModel;
import java.util.Arrays;
import java.util.List;

/**
 * How background people use the pointer: how likely each bin is, and how features of a window move
 * together among a person's own windows. Each person counts the same. Immutable and thread-safe.
 */
final class PointerPopulation implements PopulationModel {

  private static final int FORMAT = 1;
  private static final int CORRELATIONS = FEATURES * (FEATURES - 1) / 2;

  private final int subjects;
  private final float[] shares;

  /** Below the diagonal, by rows. */
  private final float[] correlations;

  private PointerPopulation(int subjects, float[] shares, float[] correlations) {
    this.subjects = subjects;
    this.shares = shares;
    this.correlations = correlations;
  }

  /** Learns from people who were each enrolled alone. */
  static PointerPopulation of(List<ShrunkMahalanobisModel> people, double smoothing) {
    double[] uniform = new double[CELLS];
    Arrays.fill(uniform, 1.0 / BINS);
    double[] shares = new double[CELLS];
    double[] correlations = new double[CORRELATIONS];
    for (ShrunkMahalanobisModel person : people) {
      double[] own = person.actions().shares(uniform, smoothing);
      for (int i = 0; i < CELLS; i++) {
        shares[i] += own[i] / people.size();
      }
      int at = 0;
      for (int j = 0; j < FEATURES; j++) {
        for (int k = 0; k < j; k++) {
          correlations[at++] += person.correlation(j, k) / people.size();
        }
      }
    }
    return new PointerPopulation(people.size(), floats(shares), floats(correlations));
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  @Override
  public int subjects() {
    return subjects;
  }

  /** Returns for each bin how much likelier it is for this subject than for others, in nats. */
  float[] ratios(ActionCounts own, PointerConstants constants) {
    double[] usual = new double[CELLS];
    for (int i = 0; i < CELLS; i++) {
      usual[i] = shares[i];
    }
    double[] mine = own.shares(usual, constants.smoothingActions);
    float[] ratios = new float[CELLS];
    for (int i = 0; i < CELLS; i++) {
      double ratio = StrictMath.log(mine[i] / usual[i]);
      double clip = constants.ratioClip;
      ratios[i] = (float) Math.max(-clip, Math.min(clip, ratio));
    }
    return ratios;
  }

  /** Returns how two different features usually move together, the second before the first. */
  double correlation(int first, int second) {
    return correlations[first * (first - 1) / 2 + second];
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(FORMAT).putInt(subjects);
    for (float share : shares) {
      out.putFloat(share);
    }
    for (float correlation : correlations) {
      out.putFloat(correlation);
    }
  }

  static PointerPopulation load(StateReader in) {
    in.getInt("pointer population format", FORMAT, FORMAT);
    int subjects = in.getInt("subjects", 1, Integer.MAX_VALUE);
    float[] shares = read(CELLS, in);
    for (float share : shares) {
      if (!(share > 0 && share <= 1)) {
        throw new CorruptStateException("a share must be above 0 and at most 1");
      }
    }
    return new PointerPopulation(subjects, shares, read(CORRELATIONS, in));
  }

  private static float[] read(int size, StateReader in) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = in.getFloat();
      if (!(Math.abs(values[i]) <= 1)) {
        throw new CorruptStateException("numbers of a pointer population must be within -1 and 1");
      }
    }
    return values;
  }
}
