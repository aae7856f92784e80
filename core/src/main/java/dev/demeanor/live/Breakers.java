package dev.demeanor.live;

import dev.demeanor.Health;
import dev.demeanor.policy.Dependency;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.store.RefusedException;
import dev.demeanor.spi.store.StoreException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Circuit breakers around what can fail. While one is open its dependency is not asked at all, so
 * that a dead store costs a request nothing; it is tried again after a few seconds. A store that
 * finds something damaged, or refuses one thing, has answered: what is stored of one must not keep
 * it from all others. Thread-safe.
 */
final class Breakers {

  final CircuitBreaker templates;
  final CircuitBreaker blocks;
  final CircuitBreaker audit;
  final CircuitBreaker events;
  final CircuitBreaker samples;
  final CircuitBreaker models;

  Breakers(Clock clock) {
    this(clock, System::nanoTime);
  }

  /**
   * Makes breakers.
   *
   * @param wall when one that is open is tried again; set back, it is tried no later
   * @param ticker how long calls take, in nanoseconds
   */
  Breakers(Clock wall, LongSupplier ticker) {
    Clock clock = new ForwardClock(wall);
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .clock(clock)
            .currentTimestampFunction(unused -> ticker.getAsLong(), TimeUnit.NANOSECONDS)
            .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(20)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(50)
            .slowCallDurationThreshold(Duration.ofSeconds(2))
            .slowCallRateThreshold(80)
            .waitDurationInOpenState(Duration.ofSeconds(5))
            .permittedNumberOfCallsInHalfOpenState(2)
            .ignoreException(
                e ->
                    e instanceof CallNotPermittedException
                        || e instanceof CorruptStateException
                        || e instanceof RefusedException)
            .build();
    templates = CircuitBreaker.of("templates", config);
    blocks = CircuitBreaker.of("blocks", config);
    // one batch of many records at a time, which nobody waits for longer than the deadline
    audit =
        CircuitBreaker.of(
            "audit",
            CircuitBreakerConfig.from(config)
                .clock(clock)
                .currentTimestampFunction(unused -> ticker.getAsLong(), TimeUnit.NANOSECONDS)
                .slowCallDurationThreshold(Duration.ofSeconds(30))
                .build());
    events = CircuitBreaker.of("events", config);
    samples = CircuitBreaker.of("samples", config);
    models = CircuitBreaker.of("models", config);
  }

  List<CircuitBreaker> all() {
    return List.of(templates, blocks, audit, events, samples, models);
  }

  /** Returns bits of the reasons for what is not asked at present, beside templates and audit. */
  int unavailable() {
    return (isOpen(blocks) ? Dependency.BLOCKS.reason().bit() : 0)
        | (isOpen(samples) ? Dependency.SAMPLES.reason().bit() : 0)
        | (isOpen(events) ? Dependency.EVENTS.reason().bit() : 0);
  }

  static boolean isOpen(CircuitBreaker breaker) {
    CircuitBreaker.State state = breaker.getState();
    return state == CircuitBreaker.State.OPEN || state == CircuitBreaker.State.FORCED_OPEN;
  }

  /**
   * Calls what a breaker guards, for an operator.
   *
   * @throws StoreException if it fails, or has failed too often lately to be asked
   */
  static <T> T call(CircuitBreaker breaker, Supplier<T> task) {
    try {
      return breaker.executeSupplier(task);
    } catch (StoreException e) {
      throw e;
    } catch (CallNotPermittedException e) {
      throw new StoreException(
          breaker.getName() + " failed too often; asked again in a few seconds", e);
    } catch (RuntimeException e) {
      throw new StoreException(breaker.getName() + " failed: " + e.getClass().getSimpleName(), e);
    }
  }

  static void run(CircuitBreaker breaker, Runnable task) {
    call(
        breaker,
        () -> {
          task.run();
          return breaker;
        });
  }

  static Health.State state(CircuitBreaker breaker) {
    return switch (breaker.getState()) {
      case CLOSED, DISABLED, METRICS_ONLY -> new Health.State(Health.Status.UP, "answers");
      case HALF_OPEN -> new Health.State(Health.Status.DEGRADED, "is being tried again");
      case OPEN, FORCED_OPEN ->
          new Health.State(Health.Status.DOWN, "failed too often; is tried again in a few seconds");
    };
  }
}
