package dev.demeanor.spring.security;

import java.util.Optional;
import org.springframework.security.core.Authentication;

/**
 * What names the session of a request that brings its own proof and has no HTTP session. Make a
 * bean of it where the application's tokens are not those of OAuth 2.0. Called by many threads;
 * must not throw.
 */
@FunctionalInterface
public interface SessionKeys {

  /**
   * Returns the key: the same for all requests of one sign-in, another after the next, not a
   * secret. Empty where the HTTP session is the session.
   */
  Optional<String> of(Authentication authentication);
}
