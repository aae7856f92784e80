package dev.demeanor.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.policy.Dependency;
import dev.demeanor.policy.FailurePolicy;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Failure policies in the JSON of a policy: {@code templatesUnavailable}, {@code auditUnavailable}
 * and so on, and under {@code routes} the same for each route that has its own. Stateless.
 */
final class FailureJson {

  private FailureJson() {}

  static void write(FailurePolicy failures, ObjectNode root) {
    write(failures.verdicts(), root);
    if (!failures.routes().isEmpty()) {
      ObjectNode routes = root.putObject("routes");
      new TreeMap<>(failures.routes()).forEach((name, own) -> write(own, routes.putObject(name)));
    }
  }

  private static void write(Map<Dependency, Verdict> verdicts, ObjectNode node) {
    new TreeMap<>(verdicts)
        .forEach((dependency, verdict) -> node.put(setting(dependency), verdict.name()));
  }

  static FailurePolicy read(Fields root, FailurePolicy base) {
    FailurePolicy failures = base;
    for (Dependency dependency : Dependency.values()) {
      Verdict before = base.verdict(dependency, null);
      failures = failures.with(dependency, verdict(root, dependency, before));
    }
    Fields routes = root.object("routes");
    for (String route : routes.names()) {
      Fields own = routes.object(route);
      for (Dependency dependency : Dependency.values()) {
        if (own.names().contains(setting(dependency))) {
          failures = failures.with(route, dependency, verdict(own, dependency, Verdict.ALLOW));
        }
      }
      own.expectNoOthers();
    }
    return failures;
  }

  private static Verdict verdict(Fields fields, Dependency dependency, Verdict otherwise) {
    return Verdict.valueOf(fields.text(setting(dependency), otherwise.name()));
  }

  private static String setting(Dependency dependency) {
    return dependency.name().toLowerCase(Locale.ROOT) + "Unavailable";
  }
}
