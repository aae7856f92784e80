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
   * Returns the tenant whose blocks of addresses keep out whoever is not signed in yet; {@link
   * SubjectId#DEFAULT_TENANT} by default.
   */
  default String tenant(HttpServletRequest request) {
    return SubjectId.DEFAULT_TENANT;
  }

  /**
   * Returns what names the session of a request that brings its own proof, such as a token that the
   * host has verified: the same for all requests of one sign-in, another after the next, and not a
   * secret. Empty, as by default, where the HTTP session is the session; without either, blocks of
   * account and address are checked and nothing is decided.
   */
  default Optional<String> sessionKey(HttpServletRequest request) {
    return Optional.empty();
  }

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
