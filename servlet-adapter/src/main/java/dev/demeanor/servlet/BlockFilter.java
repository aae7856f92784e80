package dev.demeanor.servlet;

import dev.demeanor.Access;
import dev.demeanor.BehaviorMonitor;
import dev.demeanor.SessionEnd;
import dev.demeanor.message.MessageKey;
import dev.demeanor.spi.store.Block;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * The block check, first on every route and every dispatch: whoever is blocked, by session,
 * account, device or address, gets 403 and nothing behind this filter runs. Also gives each request
 * its {@link CorrelationId}, and leads whoever is challenged to the challenge page, if there is
 * one.
 *
 * <p>Looks only at memory, and fails open: an exception in the check itself cannot happen by the
 * contract of {@link BehaviorMonitor#access}. Register it before every other filter, for all
 * dispatcher types, with asynchronous support. Thread-safe.
 */
public final class BlockFilter implements Filter {

  private static final String PASSED = BlockFilter.class.getName() + ".passed";

  private final BehaviorMonitor monitor;
  private final ServletSessions sessions;
  private final SubjectResolver subjects;
  private final ClientAddresses addresses;
  private final ServletSettings settings;
  private final ProblemWriter problems;
  private final Tokens tokens;
  private final Clock clock;

  /** Stands for whoever is not signed in: no account and no session has this name. */
  private final String nobody;

  BlockFilter(ServletParts parts) {
    this.monitor = parts.monitor();
    this.sessions = parts.sessions();
    this.subjects = parts.subjects();
    this.addresses = parts.addresses();
    this.settings = parts.settings();
    this.problems = parts.problems();
    this.tokens = parts.tokens();
    this.clock = parts.clock();
    this.nobody = "nobody " + tokens.next();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse out) {
      identified(http, out, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  /**
   * The check, unless this request's session has passed it already: for where a framework has found
   * out who it is, which may be nobody new.
   */
  public void doFilterAgain(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean passed =
        sessions
            .bound(request)
            .filter(bound -> bound.binding().session().equals(request.getAttribute(PASSED)))
            .isPresent();
    if (passed) {
      chain.doFilter(request, response);
    } else {
      doFilter(request, response, chain);
    }
  }

  private void identified(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String id = CorrelationId.of(request, tokens);
    String before = MDC.get(CorrelationId.MDC_KEY);
    MDC.put(CorrelationId.MDC_KEY, id);
    try {
      response.setHeader(CorrelationId.HEADER, id);
      checked(request, response, chain);
    } finally {
      if (before == null) {
        MDC.remove(CorrelationId.MDC_KEY);
      } else {
        MDC.put(CorrelationId.MDC_KEY, before);
      }
    }
  }

  private void checked(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<BoundSession> bound = sessions.bound(request);
    Access access = access(request, bound);
    if (access instanceof Access.Blocked blocked) {
      refuse(request, response, blocked.block(), bound.isPresent());
    } else if (bound.isPresent() && isOver(bound.get())) {
      sessions.end(request);
      problems.write(request, response, problems.denied(request, MessageKey.SESSION_ENDED));
    } else if (bound.isPresent() && mustProve(request, bound.get())) {
      askForProof(request, response);
    } else {
      bound.ifPresent(known -> request.setAttribute(PASSED, known.binding().session()));
      chain.doFilter(request, response);
    }
  }

  private Access access(HttpServletRequest request, Optional<BoundSession> bound) {
    String address = addresses.of(request);
    if (bound.isPresent()) {
      SessionBinding binding = bound.get().binding();
      return monitor.access(binding.subject(), binding.session(), binding.deviceId(), address);
    }
    SubjectId subject = // signed in without a session, or nobody yet
        subjects.find(request).orElseGet(() -> new SubjectId(subjects.tenant(request), nobody));
    return monitor.access(subject, new SessionId(nobody), null, address);
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, Block block, boolean signedIn)
      throws IOException {
    Duration left = Duration.between(clock.instant(), block.expiresAt());
    problems.write(
        request,
        response,
        Problem.of("blocked", HttpServletResponse.SC_FORBIDDEN, "Access blocked")
            .denied()
            .withMessage(problems.message(request, MessageKey.of(block, signedIn), left))
            .withRetryAfter(left));
  }

  /** Behaviour spoke against the subject, wherever that was decided. */
  private static boolean isOver(BoundSession bound) {
    return bound.binding().isOver()
        || bound.behavior().ended().filter(SessionEnd.DENIED::equals).isPresent();
  }

  /** Everything waits for the proof but the page for it and what the collector needs. */
  private boolean mustProve(HttpServletRequest request, BoundSession bound) {
    if (settings.challengePath() == null || !bound.binding().isChallenged()) {
      return false;
    }
    String path = Paths.of(request);
    return !path.equals(settings.challengePath())
        && !path.equals(settings.eventsPath())
        && !path.equals(settings.scriptPath());
  }

  private void askForProof(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean page = Accepted.prefers(request.getHeader("Accept"), "text/html", "application/json");
    if (page && !response.isCommitted()) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", request.getContextPath() + settings.challengePath());
      response.setHeader("Cache-Control", "no-store");
    } else {
      problems.write(
          request,
          response,
          Problem.of("challenge", HttpServletResponse.SC_UNAUTHORIZED, "Identity must be proved")
              .withMessage(problems.message(request, MessageKey.CHALLENGE, Duration.ZERO)));
    }
  }
}
