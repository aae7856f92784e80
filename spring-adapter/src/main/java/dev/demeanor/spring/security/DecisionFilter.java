package dev.demeanor.spring.security;

import dev.demeanor.BehaviorSession;
import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Verdict;
import dev.demeanor.servlet.CorrelationId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * Decides at the door of every route, on everything observed so far. CHALLENGE: on routes that are
 * not public, Spring Security is told that a factor is missing or too old, and asks for it as it
 * always does. A client with a token is told to fetch one of a new sign-in. DENY: the session ends.
 * What is public is found out by asking the rules of the chain, so only when it matters: while a
 * factor is asked for, and for the pictures and styles of a page, which are not decided about where
 * they are public. Stands before those rules. Thread-safe.
 */
final class DecisionFilter extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger("dev.demeanor");

  private static final Set<String> PARTS_OF_A_PAGE =
      Set.of("audio", "font", "image", "manifest", "script", "style", "track", "video");

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
    boolean keyed = consequences.sessions().isKeyed(request);
    boolean pending = isPending(request, keyed);
    if ((pending || isPartOfAPage(request)) && publicRoutes.include(request)) {
      return true;
    }
    if (pending && isAskedToStepUp(request, response, person, keyed)) {
      return false;
    }
    Decision decision =
        session.assess(CorrelationId.find(request), routes.find(request).orElse(null));
    if (decision.computedVerdict() == Verdict.ALLOW && decision.consequence() == Consequence.NONE) {
      return true;
    }
    consequences.handle(request, decision);
    if (consequences.ended(request, response, decision)) {
      return false;
    }
    return !isPending(request, keyed)
        || publicRoutes.include(request)
        || !isAskedToStepUp(request, response, person, keyed);
  }

  /**
   * Returns whether a browser says that it fetches a style, a picture or the like. Who says so
   * without being one gains nothing: only what is public is let through for it.
   */
  private static boolean isPartOfAPage(HttpServletRequest request) {
    String destination = request.getHeader("Sec-Fetch-Dest");
    return destination != null && PARTS_OF_A_PAGE.contains(destination);
  }

  /** Returns whether the person was asked for a factor and has not been seen to prove it. */
  private boolean isPending(HttpServletRequest request, boolean keyed) {
    return keyed ? consequences.sessions().isChallenged(request) : StepUp.find(request).isPresent();
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
      HttpServletRequest request,
      HttpServletResponse response,
      Authentication person,
      boolean keyed)
      throws IOException {
    if (keyed) {
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
