package dev.demeanor.subject;

import java.util.Objects;

/**
 * The enrolled account in its tenant. Two accounts of the same name in two tenants are two
 * subjects.
 *
 * <p>{@code toString} leaves the account out, so that a subject never reaches a log line by
 * accident. Immutable.
 *
 * @param tenant the tenant, {@link #DEFAULT_TENANT} for an application that has only one
 * @param account the stable identifier of the account within the tenant; see {@link #isName}
 */
public record SubjectId(String tenant, String account) {

  /** The tenant of an application that has only one. */
  public static final String DEFAULT_TENANT = "default";

  private static final int MAX_LENGTH = 256;

  /** Checks both parts. */
  public SubjectId {
    check("tenant", tenant);
    check("account", account);
  }

  /** Returns the subject of an application without tenants. */
  public static SubjectId of(String account) {
    return new SubjectId(DEFAULT_TENANT, account);
  }

  /**
   * Returns whether every store takes a text as a name: not blank, at most 256 characters, neither
   * U+0000 nor half a character in it. Ask it of what comes from outside.
   */
  public static boolean isName(String text) {
    return !text.isBlank() && text.length() <= MAX_LENGTH && isWellFormed(text);
  }

  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (c == 0 || Character.isSurrogate(c) && !pair) {
        return false;
      }
      i += pair ? 1 : 0;
    }
    return true;
  }

  /** Checks a name, which is not shown. */
  static void check(String name, String value) {
    Objects.requireNonNull(value, name);
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          name
              + " must have 1 to "
              + MAX_LENGTH
              + " characters and not be blank, had "
              + value.length());
    }
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          name + " must be well-formed text without U+0000; leave such characters out");
    }
  }

  @Override
  public String toString() {
    return "SubjectId[redacted]";
  }
}
