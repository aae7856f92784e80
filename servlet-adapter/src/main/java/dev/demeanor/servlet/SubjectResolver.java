package dev.demeanor.servlet;

import dev.demeanor.SessionOptions;
import dev.demeanor.subject.SubjectId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Says who is signed in: the host's knowledge. Called for every request, by many threads; must be
 * quick and must not throw. However the host signs people in (form, client certificate, a JWT it
 * has verified), this is where the adapter learns of it.
 */
@FunctionalInterface
public interface SubjectResolver {

  /** Returns who is signed in, empty before that. */
  Optional<SubjectId> find(HttpServletRequest request);

  /**
   * Returns the options of a session that begins: device class, segment, provenance, device id.
   * Subject, session and address of {@code defaults} should stay.
   */
  default SessionOptions options(HttpServletRequest request, SessionOptions defaults) {
    return defaults;
  }

  /** Returns a resolver that goes by the name of {@link HttpServletRequest#getUserPrincipal}. */
  static SubjectResolver principal() {
    return PrincipalResolver.INSTANCE;
  }
}
