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
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
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
 * Spring Security is told that a factor is missing or too old, and asks for it as it always does. A
 * client with a token is told to fetch one of a new sign-in. DENY: the session ends. Stands before
 * the rules of the chain. Thread-safe.
 */
final class DecisionFilter extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger("dev.demeanor");

  private final Consequences consequences;
  private final TokenStepUp tokens;
  private final FailureRoutes routes;
  private final PublicRoutes publicRoutes;
  private final AtomicBoolean told = new AtomicBoolean();

  DecisionFilter(
      Consequences consequences,
      TokenStepUp tokens,
      FailureRoutes routes,
      ObjectProvider<SecurityFilterChain> chains) {
    this.consequences = consequences;
    this.tokens = tokens;
    this.routes = routes;
    this.publicRoutes = new PublicRoutes(chains, this);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication person = SecurityContextHolder.getContext().getAuthentication();
    if (person == null || consequences.isUnobserved(request)) {
      chain.doFilter(request, response);
      return;
    }
    Optional<BehaviorSession> session = consequences.session(request);
    if (session.isEmpty()) {
      tellOnce(person);
      chain.doFilter(request, response);
    } else if (publicRoutes.include(request)) {
      chain.doFilter(request, response);
    } else if (decided(request, response, session.get(), person)) {
      chain.doFilter(request, response);
    }
  }

  /** Returns whether the request may go on; if not, it is answered. */
  private boolean decided(
      HttpServletRequest request,
      HttpServletResponse response,
      BehaviorSession session,
      Authentication person)
      throws IOException {
    if (isAskedToStepUp(request, response, person)) {
      return false;
    }
    Decision decision =
        session.assess(CorrelationId.find(request), routes.find(request).orElse(null));
    consequences.handle(request, decision);
    return !consequences.ended(request, response, decision)
        && !isAskedToStepUp(request, response, person);
  }

  /** Without a session there is no behaviour to decide about; nobody should find out later. */
  private void tellOnce(Authentication person) {
    boolean signedIn =
        person.isAuthenticated() && !(person instanceof AnonymousAuthenticationToken);
    if (signedIn && told.compareAndSet(false, true)) {
      LOG.warn(
          "A signed-in request has no HTTP session and no session key ({}): blocks of account and"
              + " address are checked, nothing is decided about such requests. Have its tokens"
              + " carry one of demeanor.security.session-claims, or make a SessionKeys bean.",
          person.getClass().getSimpleName());
    }
  }

  private boolean isAskedToStepUp(
      HttpServletRequest request, HttpServletResponse response, Authentication person)
      throws IOException {
    if (consequences.sessions().isKeyed(request)) {
      return tokens.asked(request, response);
    }
    checkStepUp(request, person);
    return false;
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
