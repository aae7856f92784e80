package dev.demeanor.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Follows the features of one source: the first runs are the reference, the latest ones are
 * compared with it whenever another is added. Bounded in memory. Not thread-safe.
 */
public final class DriftWatch {

  private final DriftBounds bounds;
  private final double falseDiscoveryRate;
  private final RunRing reference;
  private final RunRing current;
  private final Hysteresis hysteresis = new Hysteresis();
  private List<String> names;
  private int[] kept = new int[0];
  private boolean referenceClosed;

  /**
   * Makes one that knows nothing.
   *
   * @param features names of the features, in the order of the runs
   * @param bounds how much is compared, and from where on it counts
   * @param falseDiscoveryRate share of features found to differ that may be chance
   */
  public DriftWatch(List<String> features, DriftBounds bounds, double falseDiscoveryRate) {
    this(features, bounds, falseDiscoveryRate, 1);
  }

  /** Makes one in which the runs of one owner are at most such a part of all. */
  DriftWatch(List<String> features, DriftBounds bounds, double falseDiscoveryRate, int part) {
    this.names = List.copyOf(features);
    this.bounds = bounds;
    this.falseDiscoveryRate = falseDiscoveryRate;
    this.reference = new RunRing(bounds.reference(), Math.max(1, bounds.reference() / part));
    this.current = new RunRing(bounds.current(), Math.max(1, bounds.current() / part));
  }

  /** Returns whether the reference is complete. */
  public boolean hasReference() {
    return referenceClosed;
  }

  /** Returns what the source is taken for. */
  public DriftLevel level() {
    return hysteresis.level();
  }

  /**
   * Takes a run: into the reference until that is complete, afterwards among the current ones.
   *
   * @param run value of each feature; NaN is missing
   * @return what has changed, or empty
   */
  public Optional<DriftChange> add(float[] run) {
    return add("", run);
  }

  /** Takes a run of one of several owners. */
  Optional<DriftChange> add(String owner, float[] run) {
    if (!referenceClosed) {
      reference.add(owner, run.clone());
      if (reference.isFull()) {
        closeReference();
      }
      return Optional.empty();
    }
    current.add(owner, RunRing.pick(run, kept));
    return current.size() < bounds.least() ? Optional.empty() : judge(compare());
  }

  /** Takes the runs so far for the whole reference: what comes next is compared with them. */
  public void closeReference() {
    List<Integer> often = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (reference.column(i).length >= bounds.least()) {
        often.add(i);
      }
    }
    List<String> all = names;
    kept = often.stream().mapToInt(Integer::intValue).toArray();
    names = often.stream().map(all::get).toList();
    reference.keep(kept);
    referenceClosed = true;
  }

  /** Forgets the runs of an owner. */
  void forget(String owner) {
    reference.forget(owner);
    current.forget(owner);
  }

  /** Compares each feature that both sides have often enough; p-values are adjusted. */
  public List<FeatureDrift> compare() {
    return referenceClosed ? Comparison.of(names, reference, current, bounds.least()) : List.of();
  }

  private Optional<DriftChange> judge(List<FeatureDrift> found) {
    DriftLevel before = hysteresis.level();
    List<DriftLevel> levels =
        found.stream().map(each -> each.level(bounds, falseDiscoveryRate, before)).toList();
    DriftLevel worst = levels.stream().max(Comparator.naturalOrder()).orElse(DriftLevel.STABLE);
    if (found.isEmpty() || !hysteresis.found(worst)) {
      return Optional.empty();
    }
    int features =
        worst == DriftLevel.STABLE
            ? 0
            : (int) levels.stream().filter(level -> level == worst).count();
    return Optional.of(new DriftChange(before, worst, most(found), features, found.size()));
  }

  private static FeatureDrift most(List<FeatureDrift> found) {
    return found.stream()
        .max(
            Comparator.comparingDouble(FeatureDrift::ks)
                .thenComparingDouble(each -> -each.pValue()))
        .orElseThrow();
  }

  /**
   * Returns where a run lies in the reference: the share of reference runs below each value, half
   * of equal ones counted; NaN where that is not known. Of another person's run these lie anywhere,
   * of the subject's own they are spread evenly as long as nothing drifts.
   *
   * @param run value of each feature; NaN is missing
   */
  public float[] shares(float[] run) {
    float[] shares = new float[run.length];
    java.util.Arrays.fill(shares, Float.NaN);
    for (int i = 0; i < kept.length; i++) {
      float value = run[kept[i]];
      if (!Float.isNaN(value)) {
        shares[kept[i]] = share(reference.column(i), value);
      }
    }
    return shares;
  }

  private static float share(double[] values, double value) {
    double below = 0;
    for (double each : values) {
      below += each < value ? 1 : each == value ? 0.5 : 0;
    }
    return (float) (below / values.length);
  }
}
