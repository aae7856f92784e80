package dev.demeanor.live;

import dev.demeanor.spi.model.VectorScorer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model's scorer that never throws: what it cannot score is {@link Double#NaN}, which its reader
 * takes for an abstention. One that failed too often is not asked for a few seconds. Thread-safe.
 */
final class GuardedScorer implements VectorScorer {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedScorer.class);

  private final VectorScorer scorer;
  private final CircuitBreaker breaker;

  GuardedScorer(VectorScorer scorer, CircuitBreaker breaker) {
    this.scorer = scorer;
    this.breaker = breaker;
  }

  @Override
  public int inputs() {
    return scorer.inputs();
  }

  @Override
  public void score(float[] rows, int count, double[] scores) {
    if (!breaker.tryAcquirePermission()) {
      Arrays.fill(scores, 0, count, Double.NaN);
      return;
    }
    long start = System.nanoTime();
    try {
      scorer.score(rows, count, scores);
      breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    } catch (RuntimeException | LinkageError e) {
      breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
      Arrays.fill(scores, 0, count, Double.NaN);
      LOG.debug("a model did not score: {}", e.getClass().getName());
    }
  }

  @Override
  public void close() {
    scorer.close();
  }
}
