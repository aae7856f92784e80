package dev.demeanor.spring.web;

import dev.demeanor.servlet.ServletSessions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Feeds each visit of a handler to the session of whoever is signed in: the route's template, never
 * a path with values in it. Static resources are no visits. Thread-safe.
 */
final class VisitInterceptor implements HandlerInterceptor {

  private static final long MICROS_PER_MILLI = 1_000;

  private final ServletSessions sessions;
  private final UnobservedPaths unobserved;
  private final Clock clock;

  VisitInterceptor(ServletSessions sessions, UnobservedPaths unobserved, Clock clock) {
    this.sessions = sessions;
    this.unobserved = unobserved;
    this.clock = clock;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    Object template = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    if (request.getDispatcherType() == DispatcherType.REQUEST
        && template != null
        && !(handler instanceof ResourceHttpRequestHandler)
        && !unobserved.matches(request)) {
      sessions
          .find(request)
          .ifPresent(
              session -> session.visit(template.toString(), clock.millis() * MICROS_PER_MILLI));
    }
    return true;
  }
}
