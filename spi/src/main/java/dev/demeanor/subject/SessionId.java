package dev.demeanor.subject;

/**
 * The signed-in session as the host names it, for instance the HTTP session id. It is a bearer
 * secret: {@code toString} leaves it out and audit records carry only a keyed hash of it.
 * Immutable.
 *
 * @param value the host's identifier; as {@link SubjectId#isName} says
 */
public record SessionId(String value) {

  /** Checks the identifier. */
  public SessionId {
    SubjectId.check("session id", value);
  }

  @Override
  public String toString() {
    return "SessionId[redacted]";
  }
}
