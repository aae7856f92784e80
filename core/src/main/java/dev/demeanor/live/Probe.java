package dev.demeanor.live;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Asks something that has failed too often whether it answers again, so that its breaker does not
 * stay open for want of somebody who asks. Thread-safe.
 */
final class Probe {

  private final CircuitBreaker breaker;
  private final Runnable question;
  private final Executor executor;
  private final Retry retry;

  private Probe(CircuitBreaker breaker, Runnable question, Executor executor, Retry retry) {
    this.breaker = breaker;
    this.question = question;
    this.executor = executor;
    this.retry = retry;
  }

  /**
   * Watches a breaker.
   *
   * @param question a call that is cheap for who is asked
   */
  static void watch(CircuitBreaker breaker, Runnable question, Executor executor, Retry retry) {
    Probe probe = new Probe(breaker, question, executor, retry);
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> {
              if (event.getStateTransition().getToState() != CircuitBreaker.State.CLOSED) {
                retry.later(probe::askElsewhere);
              }
            });
  }

  private void askElsewhere() {
    try {
      executor.execute(this::ask);
    } catch (RejectedExecutionException e) {
      retry.later(this::askElsewhere);
    }
  }

  private void ask() {
    if (breaker.getState() == CircuitBreaker.State.CLOSED) {
      return;
    }
    try {
      Breakers.run(breaker, question);
      retry.succeeded();
    } catch (RuntimeException e) {
      // it will be asked again
    }
    if (breaker.getState() != CircuitBreaker.State.CLOSED) {
      retry.later(this::askElsewhere);
    }
  }
}
