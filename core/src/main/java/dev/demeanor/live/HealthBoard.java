package dev.demeanor.live;

import dev.demeanor.Health;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Remembers since when each dependency has its state, and logs when one changes: at once where a
 * breaker tells, otherwise when somebody looks. What was lost counts against health for five
 * minutes, not for ever. Thread-safe.
 */
final class HealthBoard {

  private static final Logger LOG = LoggerFactory.getLogger("dev.demeanor.health");
  private static final Duration MEMORY = Duration.ofMinutes(5);

  private final Clock clock;
  private final Instant start;
  private final Map<String, Health.State> states = new HashMap<>();
  private final Map<String, Loss> losses = new HashMap<>();

  /** How much was lost, and when that was last found to have grown. */
  private record Loss(long count, Instant grownAt) {}

  HealthBoard(Clock clock) {
    this.clock = clock;
    this.start = clock.instant();
  }

  /** Hears of the changes of a breaker, which is named as what it guards. */
  void watch(CircuitBreaker breaker) {
    breaker
        .getEventPublisher()
        .onStateTransition(event -> note(breaker.getName(), Breakers.state(breaker)));
  }

  /** Returns a state with the time since when it lasts. */
  synchronized Health.State note(String name, Health.State now) {
    Health.State before = states.get(name);
    Health.Status was = before == null ? Health.Status.UP : before.status();
    Instant since =
        before != null && was == now.status() && before.since() != null ? before.since() : null;
    if (since == null) {
      since = before == null && now.status() == Health.Status.UP ? start : clock.instant();
    }
    Health.State noted = new Health.State(now.status(), now.detail(), since);
    states.put(name, noted);
    if (was != now.status()) {
      LOG.atLevel(now.status() == Health.Status.UP ? Level.INFO : Level.WARN)
          .addKeyValue("event", "HEALTH")
          .addKeyValue("dependency", name)
          .addKeyValue("status", now.status())
          .addKeyValue("was", was)
          .addKeyValue("detail", now.detail())
          .log("health");
    }
    return noted;
  }

  /** Returns DEGRADED while something was lost within the last five minutes. */
  synchronized Health.State lossy(String name, long count, String what, String otherwise) {
    Instant now = clock.instant();
    Loss loss = losses.getOrDefault(name, new Loss(0, Instant.MIN));
    if (count > loss.count) {
      loss = new Loss(count, now);
      losses.put(name, loss);
    }
    boolean lately = count > 0 && now.isBefore(loss.grownAt.plus(MEMORY));
    return lately
        ? new Health.State(Health.Status.DEGRADED, count + " " + what)
        : new Health.State(Health.Status.UP, otherwise);
  }
}
