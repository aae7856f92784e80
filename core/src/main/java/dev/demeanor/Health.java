package dev.demeanor;

import dev.demeanor.decision.Mode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of a monitor. Immutable.
 *
 * @param status the worst of the dependencies' states
 * @param mode whether decisions have consequences
 * @param enforcement by whom and why SHADOW was overridden, or null when it was not
 * @param live whether the monitor works at all; false only after it was closed, or when nothing but
 *     a new start helps
 * @param ready whether requests should be sent here: live, room for new blocks, and nothing that is
 *     DOWN makes the failure policy deny everybody
 * @param dependencies state of each dependency, by name: {@code templates}, {@code blocks}, {@code
 *     audit}, {@code events} (security events), {@code sessions}, {@code learning}, {@code
 *     population} (its detail says which, or that there is none), {@code models} where there is a
 *     repository, and {@code backend.<name>} for each model backend that was found
 */
public record Health(
    Status status,
    Mode mode,
    MonitorConfig.@Nullable Enforcement enforcement,
    boolean live,
    boolean ready,
    Map<String, State> dependencies) {

  /** Makes the health of a monitor that is live and ready. */
  public Health(
      Status status,
      Mode mode,
      MonitorConfig.@Nullable Enforcement enforcement,
      Map<String, State> dependencies) {
    this(status, mode, enforcement, true, true, dependencies);
  }

  /** How well something works, best first. */
  public enum Status {
    /** Works. */
    UP,
    /** Works with loss, or something optional does not. */
    DEGRADED,
    /** Does not work; the failure policy applies. */
    DOWN
  }

  /**
   * The state of one dependency.
   *
   * @param status how well it works
   * @param detail what is wrong, or what it is
   * @param since since when the status is this one, or null when nobody keeps count
   */
  public record State(Status status, String detail, @Nullable Instant since) {
    /** Makes the state of something whose beginning nobody keeps. */
    public State(Status status, String detail) {
      this(status, detail, null);
    }
  }

  /** Copies the map, sorted by name. */
  public Health {
    dependencies = java.util.Collections.unmodifiableMap(new TreeMap<>(dependencies));
  }
}
