package dev.demeanor.drift;

import java.util.List;
import java.util.Optional;

/**
 * Follows one source of everybody together. What it compares are places in each subject's own
 * reference ({@link DriftWatch#shares}), not raw values: who happens to be there now does not
 * matter, a clock or a collector that changes moves everybody one way. A session gives one run, and
 * one subject at most an eighth of the runs compared, so that these are independent. Not
 * thread-safe.
 */
public final class PopulationWatch {

  private static final int PART_OF_ONE = 8;

  private final DriftWatch watch;

  /**
   * Makes one that knows nothing.
   *
   * @param features names of the features, in the order of the runs
   * @param policy its bounds of the population, and its rate
   */
  public PopulationWatch(List<String> features, DriftPolicy policy) {
    this.watch =
        new DriftWatch(features, policy.population(), policy.falseDiscoveryRate(), PART_OF_ONE);
  }

  /**
   * Takes where the run of a session lies in its subject's own reference.
   *
   * @param subject whose, by any name that stays the same
   * @param shares of {@link DriftWatch#shares}
   * @return what has changed, or empty
   */
  public Optional<DriftChange> add(String subject, float[] shares) {
    return watch.add(subject, shares);
  }

  /** Forgets what is held of a subject. */
  public void forget(String subject) {
    watch.forget(subject);
  }

  /** Returns what everybody's source is taken for. */
  public DriftLevel level() {
    return watch.level();
  }

  /** Returns whether the reference is complete. */
  public boolean hasReference() {
    return watch.hasReference();
  }

  /** Compares each feature; p-values are adjusted. */
  public List<FeatureDrift> compare() {
    return watch.compare();
  }
}
