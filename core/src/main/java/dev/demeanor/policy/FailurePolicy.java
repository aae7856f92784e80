package dev.demeanor.policy;

import dev.demeanor.decision.Verdict;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What applies while something that decisions depend on does not answer. Of {@link
 * Dependency#AUDIT} it is the verdict in place of a CHALLENGE or DENY whose record is not durable
 * in time: what cannot be proved later takes effect only if this says so. Of all others it is the
 * verdict at least. Routes may have verdicts of their own. Immutable.
 *
 * @param verdicts verdict of each dependency; ALLOW where it is left out
 * @param routes verdicts by route: the name that the host gives to {@code assess}, or its beginning
 *     and {@code **}. A name comes before a beginning, a longer beginning before a shorter one;
 *     what a route leaves out is as for all
 */
public record FailurePolicy(
    Map<Dependency, Verdict> verdicts, Map<String, Map<Dependency, Verdict>> routes) {

  private static final FailurePolicy DEFAULTS = new FailurePolicy(Map.of(), Map.of());
  private static final String ANY = "**";

  /** Copies the maps. */
  public FailurePolicy {
    verdicts = complete(verdicts);
    Map<String, Map<Dependency, Verdict>> copies = new HashMap<>();
    routes.forEach(
        (route, own) -> {
          if (route.isBlank()) {
            throw new IllegalArgumentException("a route of a failure policy must not be blank");
          }
          copies.put(route, Map.copyOf(own));
        });
    routes = Map.copyOf(copies);
  }

  /** Makes a policy for templates and audit; ALLOW for all others, and on every route. */
  public FailurePolicy(Verdict templatesUnavailable, Verdict auditUnavailable) {
    this(
        Map.of(Dependency.TEMPLATES, templatesUnavailable, Dependency.AUDIT, auditUnavailable),
        Map.of());
  }

  private static Map<Dependency, Verdict> complete(Map<Dependency, Verdict> given) {
    Map<Dependency, Verdict> all = new EnumMap<>(Dependency.class);
    for (Dependency dependency : Dependency.values()) {
      all.put(dependency, given.getOrDefault(dependency, Verdict.ALLOW));
    }
    return Map.copyOf(all);
  }

  /** Returns the defaults: ALLOW, whatever fails. */
  public static FailurePolicy defaults() {
    return DEFAULTS;
  }

  /**
   * Returns the verdict while a dependency does not answer, on a route or on none in particular.
   */
  public Verdict verdict(Dependency dependency, @Nullable String route) {
    Verdict own = route == null || routes.isEmpty() ? null : own(dependency, route);
    return own == null ? verdicts.getOrDefault(dependency, Verdict.ALLOW) : own;
  }

  private @Nullable Verdict own(Dependency dependency, String route) {
    Map<Dependency, Verdict> exact = routes.get(route);
    if (exact != null && exact.containsKey(dependency)) {
      return exact.get(dependency);
    }
    Optional<Verdict> longest =
        routes.entrySet().stream()
            .filter(entry -> begins(entry.getKey(), route))
            .filter(entry -> entry.getValue().containsKey(dependency))
            .max(Comparator.comparingInt(entry -> entry.getKey().length()))
            .map(entry -> entry.getValue().getOrDefault(dependency, Verdict.ALLOW));
    return longest.orElse(null);
  }

  private static boolean begins(String pattern, String route) {
    return pattern.endsWith(ANY)
        && route.startsWith(pattern.substring(0, pattern.length() - ANY.length()));
  }

  /** Returns the verdict, at least, when templates cannot be read in time. */
  public Verdict templatesUnavailable() {
    return verdict(Dependency.TEMPLATES, null);
  }

  /** Returns the verdict in place of one whose record is not durable in time. */
  public Verdict auditUnavailable() {
    return verdict(Dependency.AUDIT, null);
  }

  /** Returns a copy with another verdict of a dependency. */
  public FailurePolicy with(Dependency dependency, Verdict verdict) {
    Map<Dependency, Verdict> all = new EnumMap<>(verdicts);
    all.put(dependency, verdict);
    return new FailurePolicy(all, routes);
  }

  /** Returns a copy with another verdict of a dependency on a route; see {@link #routes}. */
  public FailurePolicy with(String route, Dependency dependency, Verdict verdict) {
    Map<String, Map<Dependency, Verdict>> all = new HashMap<>(routes);
    Map<Dependency, Verdict> own = new EnumMap<>(Dependency.class);
    own.putAll(all.getOrDefault(route, Map.of()));
    own.put(dependency, verdict);
    all.put(route, own);
    return new FailurePolicy(verdicts, all);
  }

  /** Returns what decides, as a text that is equal exactly for equal policies. */
  public String canonical() {
    TreeMap<String, Object> sorted = new TreeMap<>();
    routes.forEach((route, own) -> sorted.put(route, new TreeMap<>(own)));
    return new TreeMap<>(verdicts) + "\n" + sorted;
  }
}
