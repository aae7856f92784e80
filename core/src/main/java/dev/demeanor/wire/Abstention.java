package dev.demeanor.wire;

import java.util.Objects;

/**
 * A field in which a collector captured nothing. Immutable.
 *
 * @param field name of the field, as in {@link DeclaredField}
 * @param reason why
 */
public record Abstention(String field, AbstentionReason reason) {

  /** Checks the name. */
  public Abstention {
    if (!DeclaredField.isName(field)) {
      throw new IllegalArgumentException("field must be the name of a field");
    }
    Objects.requireNonNull(reason, "reason");
  }
}
