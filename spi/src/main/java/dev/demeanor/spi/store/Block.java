package dev.demeanor.spi.store;

import java.time.Instant;
import java.util.Objects;

/**
 * A lasting consequence with a reason and an end. Immutable.
 *
 * @param id unique; a store treats saving the same id again as the same event
 * @param target whom or what it keeps out
 * @param origin who decided
 * @param actor the operator, or the policy that decided
 * @param reason why, in the operator's words or as a reason code; not blank
 * @param createdAt since when
 * @param expiresAt until when, after {@code createdAt}
 */
public record Block(
    String id,
    BlockTarget target,
    Origin origin,
    String actor,
    String reason,
    Instant createdAt,
    Instant expiresAt) {

  /** Who decided on a block. */
  public enum Origin {
    /** A person, by name. Always enforced. */
    OPERATOR,
    /** The block policy. Kept out of the block index in SHADOW. */
    AUTOMATIC
  }

  /** Checks the parts. */
  public Block {
    text("id", id);
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(origin, "origin");
    text("actor", actor);
    text("reason", reason);
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(expiresAt, "expiresAt");
    if (!expiresAt.isAfter(createdAt)) {
      throw new IllegalArgumentException(
          "expiresAt must be after createdAt, was " + expiresAt + " against " + createdAt);
    }
  }

  /** Returns whether the block holds at this time. */
  public boolean isActive(Instant now) {
    return now.isBefore(expiresAt);
  }

  private static void text(String name, String value) {
    Objects.requireNonNull(value, name);
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
  }

  @Override
  public String toString() {
    return "Block[" + id + ", " + target.kind() + ", " + origin + ", until " + expiresAt + "]";
  }
}
