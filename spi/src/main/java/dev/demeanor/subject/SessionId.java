package dev.demeanor.subject;

import java.util.Objects;

/**
 * The signed-in session as the host names it, for instance the HTTP session id. It is a bearer
 * secret: {@code toString} leaves it out and audit records carry only a keyed hash of it.
 * Immutable.
 *
 * @param value the host's identifier; not blank, at most 256 characters
 */
public record SessionId(String value) {

  private static final int MAX_LENGTH = 256;

  /** Checks the identifier. */
  public SessionId {
    Objects.requireNonNull(value, "value");
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "session id must have 1 to "
              + MAX_LENGTH
              + " characters and not be blank, had "
              + value.length());
    }
  }

  @Override
  public String toString() {
    return "SessionId[redacted]";
  }
}
