package dev.demeanor.live;

import dev.demeanor.Health;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;

/**
 * Circuit breakers around what can fail. While one is open its dependency is not asked at all, so
 * that a dead store costs a request nothing; it is tried again after a few seconds. Thread-safe.
 */
final class Breakers {

  final CircuitBreaker templates;
  final CircuitBreaker blocks;
  final CircuitBreaker audit;

  Breakers(Clock clock) {
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .clock(clock)
            .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(20)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(50)
            .slowCallDurationThreshold(Duration.ofSeconds(2))
            .slowCallRateThreshold(80)
            .waitDurationInOpenState(Duration.ofSeconds(5))
            .permittedNumberOfCallsInHalfOpenState(2)
            .ignoreException(CallNotPermittedException.class::isInstance)
            .build();
    templates = CircuitBreaker.of("templates", config);
    blocks = CircuitBreaker.of("blocks", config);
    audit = CircuitBreaker.of("audit", config);
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
