package dev.demeanor.live;

import dev.demeanor.Health;
import dev.demeanor.MonitorConfig;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.policy.Dependency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the monitor says of its own health: each part tells its state, the worst of them is the
 * state of the whole, and the failure policy says whether anybody can still be let in. Parts are
 * added before the first question; then thread-safe.
 */
final class HealthReport {

  private final MonitorConfig config;
  private final Breakers breakers;
  private final AuditTrail audit;
  private final Blocks blocks;
  private final HealthBoard board;
  private final Map<String, Supplier<Optional<Health.State>>> parts = new LinkedHashMap<>();

  HealthReport(
      MonitorConfig config, Breakers breakers, AuditTrail audit, Blocks blocks, HealthBoard board) {
    this.config = config;
    this.breakers = breakers;
    this.audit = audit;
    this.blocks = blocks;
    this.board = board;
    breakers.all().forEach(board::watch);
    add("templates", () -> Breakers.state(breakers.templates));
    add("blocks", blocks::health);
  }

  /** Adds a part that always has a state. */
  HealthReport add(String name, Supplier<Health.State> part) {
    return addIfAny(name, () -> Optional.of(part.get()));
  }

  /** Adds a part that has nothing to say at times. */
  HealthReport addIfAny(String name, Supplier<Optional<Health.State>> part) {
    parts.put(name, part);
    return this;
  }

  /**
   * Returns the state of the whole.
   *
   * @param live whether the monitor is still open
   */
  Health of(boolean live) {
    Map<String, Health.State> states = new HashMap<>();
    parts.forEach(
        (name, part) -> part.get().ifPresent(state -> states.put(name, board.note(name, state))));
    Health.Status worst = live ? Health.Status.UP : Health.Status.DOWN;
    for (Health.State state : states.values()) {
      worst = state.status().compareTo(worst) > 0 ? state.status() : worst;
    }
    boolean ready = live && !blocks.isFull() && !blocks.isMissingSome() && !deniesEverybody();
    return new Health(worst, config.mode(), config.enforcement(), live, ready, states);
  }

  /** Returns whether the failure policy turns everybody away at present, on routes without one. */
  private boolean deniesEverybody() {
    boolean noAudit =
        Breakers.isOpen(breakers.audit) && (!audit.hasSpool() || audit.spoolTrouble() != null);
    return config.mode() == Mode.ENFORCE
        && (denies(Dependency.TEMPLATES, Breakers.isOpen(breakers.templates))
            || denies(Dependency.BLOCKS, Breakers.isOpen(breakers.blocks))
            || denies(Dependency.SAMPLES, Breakers.isOpen(breakers.samples))
            || denies(Dependency.MODELS, Breakers.isOpen(breakers.models))
            || denies(Dependency.EVENTS, Breakers.isOpen(breakers.events))
            || denies(Dependency.AUDIT, noAudit));
  }

  private boolean denies(Dependency dependency, boolean down) {
    return down && config.failures().verdict(dependency, null) == Verdict.DENY;
  }
}
