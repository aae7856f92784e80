package dev.demeanor.spring.security;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.FactorAccess;
import dev.demeanor.message.MessageKey;
import dev.demeanor.servlet.Problem;
import dev.demeanor.servlet.ProblemWriter;
import dev.demeanor.servlet.ServletAdapter;
import dev.demeanor.servlet.ServletSettings;
import dev.demeanor.spring.web.Subjects;
import dev.demeanor.subject.SubjectId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a password that failed too often for an account, before it is looked at: whether the
 * account exists makes no difference, and other factors of it work. Thread-safe.
 */
final class FactorFilter extends OncePerRequestFilter {

  private static final int TOO_MANY_REQUESTS = 429;

  private final BehaviorMonitor monitor;
  private final ObjectProvider<ServletAdapter> adapter;
  private final ServletSettings settings;
  private final String tenant;
  private final String nameParameter;
  private final Clock clock;

  FactorFilter(
      BehaviorMonitor monitor,
      ObjectProvider<ServletAdapter> adapter,
      ServletSettings settings,
      String tenant,
      String nameParameter,
      Clock clock) {
    this.monitor = monitor;
    this.adapter = adapter;
    this.settings = settings;
    this.tenant = tenant;
    this.nameParameter = nameParameter;
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST") || !settings.attemptPaths().contains(path(request));
  }

  /** Decoded, as the sign-in form's own filter compares it. */
  private static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    return info == null ? request.getServletPath() : request.getServletPath() + info;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String name = request.getParameter(nameParameter);
    Optional<SubjectId> subject =
        Subjects.of(tenant, name == null ? null : name.trim()); // as the form's own filter does
    if (subject.isPresent()
        && monitor.factor(subject.get(), SignInFactors.PASSWORD)
            instanceof FactorAccess.Refused refused) {
      Duration left = Duration.between(clock.instant(), refused.until());
      ProblemWriter problems = adapter.getObject().problems();
      problems.write(
          request,
          response,
          Problem.of("factor", TOO_MANY_REQUESTS, "Too many failed attempts")
              .withMessage(problems.message(request, MessageKey.FACTOR_REFUSED, left))
              .withRetryAfter(left));
    } else {
      chain.doFilter(request, response);
    }
  }
}
