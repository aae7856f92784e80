package dev.demeanor.cli.drift;

import dev.demeanor.drift.DriftBounds;
import dev.demeanor.drift.DriftChange;
import dev.demeanor.drift.DriftLevel;
import dev.demeanor.drift.DriftPolicy;
import dev.demeanor.drift.DriftWatch;
import dev.demeanor.drift.FeatureDrift;
import java.util.List;
import java.util.Optional;

/**
 * What the watch of one source of one person found.
 *
 * @param group the data set's group of them, or empty
 * @param worst the highest level it reached
 * @param windows windows seen until it was taken for drifted, or -1
 * @param features how each feature differs in the end
 */
record SubjectTrial(String group, DriftLevel worst, int windows, List<FeatureDrift> features) {

  /** Compares one list of runs with another, one run after another; empty when there are few. */
  static Optional<SubjectTrial> of(
      SourceWindows of, List<float[]> reference, List<float[]> current, DriftPolicy policy) {
    DriftBounds bounds = policy.subject();
    if (reference.size() < bounds.least() || current.size() < bounds.least()) {
      return Optional.empty();
    }
    DriftWatch watch = new DriftWatch(of.features(), bounds, policy.falseDiscoveryRate());
    for (float[] run : reference) {
      if (!watch.hasReference()) {
        Optional<DriftChange> unused = watch.add(run);
      }
    }
    if (!watch.hasReference()) {
      watch.closeReference();
    }
    DriftLevel worst = DriftLevel.STABLE;
    int windows = -1;
    for (int i = 0; i < current.size(); i++) {
      Optional<DriftChange> unused = watch.add(current.get(i));
      worst = watch.level().compareTo(worst) > 0 ? watch.level() : worst;
      if (worst == DriftLevel.DRIFTED && windows < 0) {
        windows = (i + 1) * of.windows();
      }
    }
    return Optional.of(new SubjectTrial(of.group(), worst, windows, watch.compare()));
  }
}
