package dev.demeanor.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * That a version was put in its place: one line of the activation log. Immutable.
 *
 * @param revision of the manifest that it led to
 * @param at when
 * @param action what was done
 * @param version which version it is about
 * @param before the version that was active before, when there was one
 * @param by who did it
 * @param why reason that was given
 * @param overridden gates that failed and were overridden, each with what it found
 */
public record Activation(
    long revision,
    Instant at,
    Action action,
    String version,
    Optional<String> before,
    String by,
    String why,
    List<String> overridden) {

  private static final int LONGEST = 1_000;

  /** What was done. */
  public enum Action {
    /** It became the candidate, which is scored beside the active one without effect. */
    NOMINATED,
    /** It became the active one. */
    PROMOTED,
    /** It became the active one again. */
    ROLLED_BACK
  }

  /** Checks that somebody answers for it. */
  public Activation {
    Objects.requireNonNull(action, "action");
    by = words("by", by);
    why = words("why", why);
    overridden = List.copyOf(overridden);
  }

  private static String words(String what, String given) {
    String said = given.strip();
    if (said.isEmpty() || said.length() > LONGEST) {
      throw new IllegalArgumentException(
          what + " must have 1 to " + LONGEST + " characters and not be blank");
    }
    return said;
  }
}
