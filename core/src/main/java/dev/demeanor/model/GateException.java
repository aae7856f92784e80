package dev.demeanor.model;

import java.util.List;
import java.util.stream.Collectors;

/** A version did not pass its gates; nothing was changed. */
public final class GateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<GateFailure> failures;

  /** Makes one for these failures, at least one. */
  public GateException(String version, List<GateFailure> failures) {
    super(
        "model version "
            + version
            + " is refused: "
            + failures.stream().map(GateFailure::toString).collect(Collectors.joining("; ")));
    this.failures = List.copyOf(failures);
  }

  /** Returns what failed, in the order of the gates. */
  public List<GateFailure> failures() {
    return failures;
  }
}
