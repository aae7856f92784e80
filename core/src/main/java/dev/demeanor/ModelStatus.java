package dev.demeanor;

import dev.demeanor.model.Activation;
import dev.demeanor.model.CandidateComparison;
import java.util.Optional;

/**
 * By which version of models a monitor decides. Immutable.
 *
 * @param active id of the version; empty when none is in use
 * @param activated what put it there, as the manifest says
 * @param problem why the version that the manifest names is not in use; empty when it is
 * @param comparison how the candidate would have decided so far; empty when there is none
 * @param switches how often the monitor has switched since it started
 */
public record ModelStatus(
    Optional<String> active,
    Optional<Activation> activated,
    Optional<String> problem,
    Optional<CandidateComparison> comparison,
    long switches) {

  /** No versions of models are in use. */
  public static final ModelStatus NONE =
      new ModelStatus(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);
}
