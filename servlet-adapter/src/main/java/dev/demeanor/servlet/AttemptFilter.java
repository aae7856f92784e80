package dev.demeanor.servlet;

import dev.demeanor.limit.RateLimits;
import dev.demeanor.message.MessageKey;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Limits how often an address may try to sign in: POSTs to {@link ServletSettings#attemptPaths}.
 * Over the limit: 429 with {@code Retry-After}. Thread-safe.
 */
public final class AttemptFilter implements Filter {

  private static final int TOO_MANY_REQUESTS = 429;

  private final ServletSettings settings;
  private final ClientAddresses addresses;
  private final RateLimits limits;
  private final ProblemWriter problems;

  AttemptFilter(ServletParts parts) {
    this.settings = parts.settings();
    this.addresses = parts.addresses();
    this.limits = parts.attemptLimits();
    this.problems = parts.problems();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest http
        && response instanceof HttpServletResponse out
        && isAttempt(http)) {
      String network = addresses.networkOf(http);
      if (!limits.attempt(network)) {
        Duration wait = limits.retryAfter(network);
        problems.write(
            http,
            out,
            Problem.of("attempts", TOO_MANY_REQUESTS, "Too many attempts")
                .withMessage(problems.message(http, MessageKey.FACTOR_REFUSED, wait))
                .withRetryAfter(wait));
        return;
      }
    }
    chain.doFilter(request, response);
  }

  private boolean isAttempt(HttpServletRequest request) {
    return request.getMethod().equals("POST")
        && settings.attemptPaths().contains(Paths.of(request));
  }
}
