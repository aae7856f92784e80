package dev.demeanor.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which paths are neither observed nor decided about. Immutable; thread-safe. */
public final class UnobservedPaths {

  private final List<PathPattern> patterns;

  /**
   * Makes it.
   *
   * @param patterns path patterns such as {@code /poll/**}
   * @throws IllegalArgumentException if one of them is not
   */
  public UnobservedPaths(List<String> patterns) {
    this.patterns = patterns.stream().map(PathPatternParser.defaultInstance::parse).toList();
  }

  /** Returns whether a request is one of them. */
  public boolean matches(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    PathContainer parsed = PathContainer.parsePath(path);
    return patterns.stream().anyMatch(pattern -> pattern.matches(parsed));
  }
}
