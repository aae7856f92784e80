package dev.demeanor.limit;

/**
 * Somebody went over a limit. Told once for each key and window, however often it was refused.
 *
 * @param kind which limit
 * @param key keyed hash of the address or subject
 * @param limit how much would have been let through
 */
public record Violation(Kind kind, String key, int limit) {

  /** Which limit. */
  public enum Kind {
    /** Attempts of an address. */
    ATTEMPTS,
    /** Connections of a subject. */
    CONNECTIONS
  }
}
