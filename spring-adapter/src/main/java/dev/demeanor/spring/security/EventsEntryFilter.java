package dev.demeanor.spring.security;

import dev.demeanor.servlet.Problem;
import dev.demeanor.servlet.ServletAdapter;
import dev.demeanor.servlet.ServletSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers a collector that nobody is signed in, where a chain would send it to a sign-in page: a
 * script cannot sign in, and must know that it is over. Thread-safe.
 */
final class EventsEntryFilter extends OncePerRequestFilter {

  private final ObjectProvider<ServletAdapter> adapter;
  private final String eventsPath;

  EventsEntryFilter(ObjectProvider<ServletAdapter> adapter, ServletSettings settings) {
    this.adapter = adapter;
    this.eventsPath = settings.eventsPath();
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().equals(request.getContextPath() + eventsPath);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ServletAdapter known = adapter.getObject();
    if (known.sessions().find(request).isPresent()) {
      chain.doFilter(request, response);
    } else {
      known
          .problems()
          .write(request, response, Problem.of("no-session", 401, "Nobody is signed in"));
    }
  }
}
