package dev.demeanor.model;

import java.util.Objects;

/**
 * That a version did not pass a gate. Immutable.
 *
 * @param gate which
 * @param finding what was found, by how much it is off, and what to do
 */
public record GateFailure(Gate gate, String finding) {

  /** Checks that both are there. */
  public GateFailure {
    Objects.requireNonNull(gate, "gate");
    Objects.requireNonNull(finding, "finding");
  }

  @Override
  public String toString() {
    return gate.name().toLowerCase(java.util.Locale.ROOT) + ": " + finding;
  }
}
