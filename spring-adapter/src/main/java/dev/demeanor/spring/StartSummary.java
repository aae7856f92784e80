package dev.demeanor.spring;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.ClassUtils;

/**
 * One line at the start: the mode, where things are kept, which backends were found, and what is
 * missing. Immutable.
 */
public final class StartSummary implements SmartInitializingSingleton {

  private static final Logger LOG = LoggerFactory.getLogger("dev.demeanor");
  private static final String BACKEND = "backend.";

  private final BehaviorMonitor monitor;
  private final boolean hasSecret;
  private final @Nullable String store;
  private final ClassLoader loader;

  StartSummary(
      BehaviorMonitor monitor, boolean hasSecret, @Nullable String store, ClassLoader loader) {
    this.monitor = monitor;
    this.hasSecret = hasSecret;
    this.store = store;
    this.loader = loader;
  }

  @Override
  public void afterSingletonsInstantiated() {
    LOG.info("{}", text());
  }

  /** Returns the line. */
  public String text() {
    Health health = monitor.health();
    List<String> missing = missing();
    return "Demeanor watches: mode "
        + mode(health)
        + ", store "
        + (store == null ? "memory" : store)
        + ", backends "
        + backends(health)
        + ", models "
        + models(health)
        + ", missing "
        + (missing.isEmpty() ? "nothing" : String.join("; ", missing));
  }

  private static String mode(Health health) {
    return health.enforcement() == null
        ? health.mode() + " (affects nobody)"
        : health.mode() + " by " + health.enforcement().actor();
  }

  private static String models(Health health) {
    Health.State state = health.dependencies().get("models");
    return state == null ? "none" : state.detail();
  }

  private static String backends(Health health) {
    String found =
        health.dependencies().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(BACKEND))
            .map(
                entry ->
                    entry.getKey().substring(BACKEND.length())
                        + (entry.getValue().status() == Health.Status.UP ? "" : " (unavailable)"))
            .collect(Collectors.joining(" and "));
    return found.isEmpty() ? "none" : found;
  }

  private List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (store == null) {
      missing.add("a store that outlives the process (a DataSource, or demeanor.store.file)");
    }
    if (!hasSecret) {
      missing.add("demeanor.secret (hashes differ after a restart)");
    }
    absent("org.springframework.security.web.SecurityFilterChain", "Spring Security", missing);
    absent("org.springframework.boot.actuate.endpoint.annotation.Endpoint", "Actuator", missing);
    absent("io.micrometer.core.instrument.MeterRegistry", "Micrometer", missing);
    return missing;
  }

  private void absent(String className, String name, List<String> missing) {
    if (!ClassUtils.isPresent(className, loader)) {
      missing.add(name);
    }
  }
}
