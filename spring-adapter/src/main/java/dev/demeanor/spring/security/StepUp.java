package dev.demeanor.spring.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * A session has to earn a factor again: what it had before counts no longer. Kept in the HTTP
 * session. Immutable.
 *
 * @param factor authority of the factor, such as {@code FACTOR_PASSWORD}
 * @param since only what was granted from then on counts
 */
record StepUp(String factor, Instant since) implements Serializable {

  private static final String ATTRIBUTE = StepUp.class.getName();

  static Optional<StepUp> find(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(ATTRIBUTE) instanceof StepUp found
        ? Optional.of(found)
        : Optional.empty();
  }

  /** Asks a session for it; one that was asked already is not asked anew. */
  static StepUp require(HttpServletRequest request, StepUp wanted) {
    Optional<StepUp> known = find(request);
    if (known.isEmpty()) {
      request.getSession().setAttribute(ATTRIBUTE, wanted);
    }
    return known.orElse(wanted);
  }

  static void clear(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.removeAttribute(ATTRIBUTE);
    }
  }

  /** Returns whether the factor was granted since it was asked for. */
  boolean isPassedBy(Authentication authentication) {
    return authentication.getAuthorities().stream().anyMatch(this::isGranted);
  }

  /** Returns whether the factor was granted, however long ago. */
  boolean isKnownTo(Authentication authentication) {
    return authentication.getAuthorities().stream()
        .anyMatch(authority -> factor.equals(authority.getAuthority()));
  }

  private boolean isGranted(GrantedAuthority authority) {
    return authority instanceof FactorGrantedAuthority granted
        && factor.equals(granted.getAuthority())
        && !granted.getIssuedAt().isBefore(since);
  }
}
