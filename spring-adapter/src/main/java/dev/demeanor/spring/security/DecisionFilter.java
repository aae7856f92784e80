package dev.demeanor.spring.security;

import dev.demeanor.BehaviorSession;
import dev.demeanor.decision.Decision;
import dev.demeanor.servlet.CorrelationId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.FactorAuthorizationDecision;
import org.springframework.security.authorization.RequiredFactor;
import org.springframework.security.authorization.RequiredFactorError;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Decides at the door of every route that is not public, on everything observed so far. CHALLENGE:
 * Spring Security is told that a factor is missing or too old, and asks for it as it always does.
 * DENY: the session ends. Stands before the rules of the chain. Thread-safe.
 */
final class DecisionFilter extends OncePerRequestFilter {

  private final Consequences consequences;
  private final PublicRoutes publicRoutes;

  DecisionFilter(Consequences consequences, ObjectProvider<SecurityFilterChain> chains) {
    this.consequences = consequences;
    this.publicRoutes = new PublicRoutes(chains, this);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication person = SecurityContextHolder.getContext().getAuthentication();
    Optional<BehaviorSession> session =
        person == null || consequences.isUnobserved(request)
            ? Optional.empty()
            : consequences.session(request);
    if (person == null || session.isEmpty() || publicRoutes.include(request)) {
      chain.doFilter(request, response);
      return;
    }
    checkStepUp(request, person);
    Decision decision = session.get().assess(CorrelationId.find(request));
    consequences.handle(request, decision);
    if (!consequences.ended(request, response, decision)) {
      checkStepUp(request, person);
      chain.doFilter(request, response);
    }
  }

  private void checkStepUp(HttpServletRequest request, Authentication person) {
    Optional<StepUp> asked = StepUp.find(request);
    if (asked.isPresent() && !consequences.passed(request, asked.get(), person)) {
      throw denied(asked.get(), person);
    }
  }

  /** What was granted before the challenge is too old: it may be no older than that. */
  private AuthorizationDeniedException denied(StepUp asked, Authentication person) {
    RequiredFactor.Builder factor = RequiredFactor.withAuthority(asked.factor());
    RequiredFactorError error =
        asked.isKnownTo(person)
            ? RequiredFactorError.createExpired(
                factor.validDuration(consequences.since(asked)).build())
            : RequiredFactorError.createMissing(factor.build());
    return new AuthorizationDeniedException(
        "a factor has to be proved again", new FactorAuthorizationDecision(List.of(error)));
  }
}
