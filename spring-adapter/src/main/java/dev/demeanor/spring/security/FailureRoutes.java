package dev.demeanor.spring.security;

import dev.demeanor.MonitorConfig;
import dev.demeanor.spring.InvalidConfigurationException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * The routes that have failure policies of their own, as path patterns: a chain decides before
 * Spring knows the handler. What a decision is told is the pattern, never a path with values in it.
 * Immutable.
 */
final class FailureRoutes {

  private final List<PathPattern> patterns;

  private FailureRoutes(List<PathPattern> patterns) {
    this.patterns = patterns;
  }

  static FailureRoutes of(MonitorConfig config) {
    return new FailureRoutes(parsed(config.failures().routes().keySet()));
  }

  /** A name that is no path is one of the host's own, which it gives to {@code assess} itself. */
  private static List<PathPattern> parsed(Collection<String> routes) {
    return routes.stream()
        .filter(route -> route.startsWith("/"))
        .map(FailureRoutes::parsed)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static PathPattern parsed(String route) {
    try {
      return PathPatternParser.defaultInstance.parse(route);
    } catch (PatternParseException e) {
      throw new InvalidConfigurationException(
          "demeanor.failure.routes",
          "must be path patterns, was \"" + route + "\": " + e.getMessage(),
          "Write patterns such as /transfers/** or /accounts/{id}.",
          e);
    }
  }

  /** Returns the most specific pattern that a request matches. */
  Optional<String> find(HttpServletRequest request) {
    if (patterns.isEmpty()) {
      return Optional.empty();
    }
    String path = request.getRequestURI().substring(request.getContextPath().length());
    PathContainer parsed = PathContainer.parsePath(path);
    return patterns.stream()
        .filter(pattern -> pattern.matches(parsed))
        .map(PathPattern::getPatternString)
        .findFirst();
  }
}
