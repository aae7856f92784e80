package dev.demeanor.evidence;

import static dev.demeanor.evidence.PointerConstants.BINS;
import static dev.demeanor.evidence.PointerConstants.CELLS;
import static dev.demeanor.evidence.PointerConstants.FEATURES;

import dev.demeanor.feature.PointerBins;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One subject's actions and windows, and what follows from them; see {@link
 * ShrunkMahalanobisDetector}. Immutable.
 */
final class ShrunkMahalanobisModel implements SubjectModel {

  /** Where the numbers of {@link #score} stand in its scratch: counts, distances, products. */
  private static final int DISTANCE = CELLS;

  private static final int PRODUCT = DISTANCE + FEATURES;
  private static final int MOST = PRODUCT + FEATURES;
  private static final int SCRATCH = MOST + 1;

  /** Distances are stated in the usual one, which a robot's windows, all alike, would make 0. */
  private static final double LEAST_USUAL = 1e-6;

  private final PointerConstants constants;
  private final ActionCounts actions;
  private final WindowMoments moments;
  private final @Nullable PointerPopulation population;

  /** Distance at which the subject's own windows usually were before they were learned. */
  private final float usual;

  private final float[] ranks;
  private final double[] deviations;

  /** For each bin in nats, weighed; empty without a population. */
  private final float[] ratios;

  /**
   * Inverse of the shrunk correlation matrix, its lower triangle by rows: half as much to keep and
   * to read. Empty while there are too few windows.
   */
  private final double[] inverse;

  private ShrunkMahalanobisModel(
      PointerConstants constants,
      ActionCounts actions,
      WindowMoments moments,
      float usual,
      @Nullable PointerPopulation population) {
    this.constants = constants;
    this.usual = usual;
    this.actions = actions;
    this.moments = moments;
    this.population = population;
    this.ranks = actions.ranks();
    this.ratios = population == null ? new float[0] : population.ratios(actions, constants);
    this.deviations = new double[FEATURES];
    for (int j = 0; j < FEATURES; j++) {
      deviations[j] = moments.deviation(j, constants);
    }
    this.inverse =
        moments.windows < constants.leastWindows
            ? new double[0]
            : lowerTriangle(SymmetricMatrix.inverse(shrunk(population), FEATURES));
  }

  static ShrunkMahalanobisModel empty(
      PointerConstants constants, @Nullable PointerPopulation population) {
    float usual = (float) constants.usualDistance;
    return new ShrunkMahalanobisModel(
        constants, ActionCounts.none(), WindowMoments.none(), usual, population);
  }

  static ShrunkMahalanobisModel load(
      PointerConstants constants, StateReader in, @Nullable PointerPopulation population) {
    ActionCounts actions = ActionCounts.load(in);
    WindowMoments moments = WindowMoments.load(in);
    float usual = in.getFloat();
    if (!(usual > 0 && usual <= constants.clip * FEATURES)) {
      throw new CorruptStateException("usual distance must be above 0 and within the clip");
    }
    return new ShrunkMahalanobisModel(constants, actions, moments, usual, population);
  }

  private double[] shrunk(@Nullable PointerPopulation towards) {
    double windows = Math.min(moments.windows, constants.horizonWindows);
    double own = windows / (windows + constants.shrinkWindows);
    double others = (1 - own) * (1 - constants.identityShare);
    double[] matrix = new double[FEATURES * FEATURES];
    for (int j = 0; j < FEATURES; j++) {
      matrix[j * FEATURES + j] = 1;
      for (int k = 0; k < j; k++) {
        double usual = towards == null ? 0 : towards.correlation(j, k);
        double value = own * correlation(j, k) + others * usual;
        matrix[j * FEATURES + k] = value;
        matrix[k * FEATURES + j] = value;
      }
    }
    return matrix;
  }

  private static double[] lowerTriangle(double[] matrix) {
    double[] lower = new double[FEATURES * (FEATURES + 1) / 2];
    for (int j = 0; j < FEATURES; j++) {
      System.arraycopy(matrix, j * FEATURES, lower, j * (j + 1) / 2, j + 1);
    }
    return lower;
  }

  ActionCounts actions() {
    return actions;
  }

  /** Returns how two different features move together, the second before the first. */
  double correlation(int first, int second) {
    return moments.product(first, second) / (deviations[first] * deviations[second]);
  }

  @Override
  public int samples() {
    return moments.windows;
  }

  @Override
  public SubjectModel learn(FeatureVector sample) {
    double[] counts = new double[CELLS];
    double[] offsets = new double[FEATURES];
    double kept = 1;
    if (PointerBins.isCounted(sample)) {
      PointerBins.read(sample, false, counts);
      kept = constants.kept(moments.windows);
    }
    ActionCounts next = actions.with(counts, kept);
    float[] nextRanks = next.ranks();
    for (int j = 0; j < FEATURES; j++) {
      int count = count(counts, j);
      offsets[j] = count == 0 ? 0 : offset(counts, nextRanks, j) / count * constants.toUsual(count);
    }
    return new ShrunkMahalanobisModel(
        constants, next, moments.with(offsets, constants), nextUsual(counts), population);
  }

  /** Looks at a window before it is learned, without a population: a subject enrols alone. */
  private float nextUsual(double[] counts) {
    if (moments.windows < constants.clipAfterWindows) {
      return usual;
    }
    double[] alone =
        population == null
            ? inverse
            : lowerTriangle(SymmetricMatrix.inverse(shrunk(null), FEATURES));
    double[] work = Arrays.copyOf(counts, SCRATCH);
    int present = place(work, null);
    if (present == 0) {
      return usual;
    }
    double distance = Math.sqrt(multiply(alone, work) / present);
    double drawn = Math.min(distance, 2 * usual);
    int known = moments.windows - constants.clipAfterWindows + constants.usualWindows;
    double share = 1.0 / Math.min(known + 1, constants.horizonWindows);
    return (float) Math.max(LEAST_USUAL, usual + share * (drawn - usual));
  }

  private static int count(double[] counts, int feature) {
    double count = 0;
    for (int i = feature * BINS; i < (feature + 1) * BINS; i++) {
      count += counts[i];
    }
    return (int) count;
  }

  private static double offset(double[] counts, float[] ranks, int feature) {
    double sum = 0;
    for (int i = feature * BINS; i < (feature + 1) * BINS; i++) {
      sum += counts[i] * ranks[i];
    }
    return sum;
  }

  @Override
  public void score(FeatureVector probe, ScoreBuffer out) {
    out.begin(FEATURES);
    if (inverse.length == 0 || !PointerBins.isCounted(probe)) {
      out.abstain(inverse.length == 0 ? AbstentionReason.COLD_START : AbstentionReason.NO_DATA);
      return;
    }
    double[] work = out.scratch(SCRATCH);
    PointerBins.read(probe, true, work);
    int present = place(work, probe);
    if (2 * present < FEATURES) {
      out.abstain(AbstentionReason.NO_DATA);
      return;
    }
    int most = (int) work[MOST];
    double nats = constants.nats(most);
    boolean alone = ratios.length == 0;
    out.addInteraction(nats * (alone ? constants.neutral : constants.neutralAgainstOthers));
    addDistance(work, nats * constants.usualDistance / usual, present, out);
    if (!alone) {
      addRatios(probe, work, nats * constants.ratioWeight / most, out);
    }
  }

  /**
   * Writes how far off each feature is, 0 where it is missing, and the most actions of any; returns
   * how many features are present.
   */
  private int place(double[] work, @Nullable FeatureVector probe) {
    int present = 0;
    double most = 0;
    for (int j = 0; j < FEATURES; j++) {
      double count = 0;
      double offset = 0;
      for (int i = j * BINS; i < (j + 1) * BINS; i++) {
        count += work[i];
        offset += work[i] * ranks[i];
      }
      boolean missing = count == 0 || probe != null && probe.isMissing(j);
      work[DISTANCE + j] = missing ? 0 : distance(offset / count, (int) count, j);
      present += missing ? 0 : 1;
      most = missing ? most : Math.max(most, count);
    }
    work[MOST] = most;
    return present;
  }

  private double distance(double offset, int count, int feature) {
    double distance = offset * constants.toUsual(count) / deviations[feature];
    return Math.max(-constants.clip, Math.min(constants.clip, distance));
  }

  private void addDistance(double[] work, double nats, int present, ScoreBuffer out) {
    double square = multiply(inverse, work);
    if (square > 0) { // else exactly in the middle
      double share = nats / Math.sqrt(square * present);
      for (int j = 0; j < FEATURES; j++) {
        out.add(j, -share * work[PRODUCT + j]);
      }
    }
  }

  /** Writes what each feature has of the squared distance, and returns that. */
  private static double multiply(double[] inverse, double[] work) {
    for (int j = 0; j < FEATURES; j++) {
      addRow(inverse, j, work);
    }
    double square = 0;
    for (int j = 0; j < FEATURES; j++) {
      work[PRODUCT + j] *= work[DISTANCE + j];
      square += work[PRODUCT + j];
    }
    return Math.max(0, square);
  }

  /** Adds what a row of the triangle gives to its own product and, mirrored, to those before. */
  private static void addRow(double[] inverse, int row, double[] work) {
    int from = row * (row + 1) / 2;
    double share = work[DISTANCE + row];
    double sum = 0;
    for (int k = 0; k < row; k++) {
      double value = inverse[from + k];
      sum += value * work[DISTANCE + k];
      work[PRODUCT + k] += value * share;
    }
    work[PRODUCT + row] = sum + inverse[from + row] * share;
  }

  private void addRatios(FeatureVector probe, double[] work, double weight, ScoreBuffer out) {
    for (int j = 0; j < FEATURES; j++) {
      if (!probe.isMissing(j)) {
        out.add(j, weight * offset(work, ratios, j));
      }
    }
  }

  /**
   * Returns for each feature its mean bin, then how far the mean bin of a window usually is off.
   */
  @Override
  public float[] landmark() {
    float[] landmark = new float[2 * FEATURES];
    double middle = Math.sqrt(12); // of equally likely ranks the deviation is its inverse
    for (int j = 0; j < FEATURES; j++) {
      boolean any = actions.total(j) > 0;
      landmark[j] = any ? (float) actions.meanBin(j) : 0;
      landmark[FEATURES + j] = any ? (float) (actions.binDeviation(j) * middle * deviations[j]) : 0;
    }
    return landmark;
  }

  @Override
  public double drift(float[] landmark) {
    if (landmark.length != 2 * FEATURES) {
      return 0;
    }
    double sum = 0;
    int known = 0;
    for (int j = 0; j < FEATURES; j++) {
      if (landmark[FEATURES + j] > 0 && actions.total(j) > 0) {
        sum += Math.abs((float) actions.meanBin(j) - landmark[j]) / landmark[FEATURES + j];
        known++;
      }
    }
    return known == 0 ? 0 : sum / known;
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(ShrunkMahalanobisDetector.FORMAT);
    actions.save(out);
    moments.save(out);
    out.putFloat(usual);
  }
}
