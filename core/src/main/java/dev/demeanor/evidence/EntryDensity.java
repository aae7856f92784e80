package dev.demeanor.evidence;

/**
 * How densely a subject's newest entries lie around a value, feature by feature: a mixture with one
 * kernel for each entry, in which recent entries weigh more. The kernel is that of Student's t with
 * three degrees of freedom: it forgives what a normal kernel does not, and takes neither power nor
 * exponential. Immutable.
 */
final class EntryDensity {

  /** Stands for a missing value: so far off that it adds nothing to any density. */
  private static final double FAR = 1e6;

  private static final double FREEDOM = 3;

  private final int entries;
  private final double[] weights;

  /** Feature by feature, the newest entry first. */
  private final double[] columns;

  /** Inverse of kernel width times the root of the degrees of freedom. */
  private final double[] rates;

  private final double[] logWidths;
  private final double[] totals;
  private final double least;

  EntryDensity(RhythmConstants constants, SampleHistory history, double[] scale) {
    entries = Math.min(constants.densityEntries, history.size());
    weights = constants.densityWeights;
    least = StrictMath.exp(-constants.densityClip);
    columns = new double[scale.length * entries];
    rates = new double[scale.length];
    logWidths = new double[scale.length];
    totals = new double[scale.length];
    double root = Math.sqrt(FREEDOM);
    for (int j = 0; j < scale.length; j++) {
      for (int age = 0; age < entries; age++) {
        float x = history.value(age, j);
        columns[j * entries + age] = Float.isNaN(x) ? FAR : x;
        totals[j] += Float.isNaN(x) ? 0 : weights[age];
      }
      double width = constants.densityWidth * scale[j];
      rates[j] = 1 / (width * root);
      logWidths[j] = StrictMath.log(width);
    }
  }

  /**
   * Returns the logarithm of the density at a value, 0 where it would be if all entries had that
   * value and clipped below; 0 for a feature that no entry has.
   */
  double log(int feature, double x) {
    double total = totals[feature];
    if (total == 0) {
      return 0;
    }
    double rate = rates[feature];
    int from = feature * entries;
    double sum = 0;
    int i = 0;
    for (; i + 1 < entries; i += 2) { // in twos: a division costs as much as all else
      double a = (x - columns[from + i]) * rate;
      double b = (x - columns[from + i + 1]) * rate;
      double fallA = (1 + a * a) * (1 + a * a);
      double fallB = (1 + b * b) * (1 + b * b);
      sum += (weights[i] * fallB + weights[i + 1] * fallA) / (fallA * fallB);
    }
    if (i < entries) {
      double a = (x - columns[from + i]) * rate;
      sum += weights[i] / ((1 + a * a) * (1 + a * a));
    }
    return StrictMath.log(Math.max(sum / total, least));
  }

  /** Returns the logarithm of the width of a feature's kernel. */
  double logWidth(int feature) {
    return logWidths[feature];
  }
}
