package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The rules DL-1 to DL-3 of {@link DecisionListener}, as far as a listener keeps them: it bears
 * many threads, returns quickly, and gives nobody cause to count its failures. Write {@link
 * #newListener}. All records are simulated.
 */
public abstract class DecisionListenerTck {

  private static final Timings TIMINGS = new Timings(1_000, 2_000, 3_000, 7_000);
  private static final int CALLS = 500;
  private static final int THREADS = 4;
  private static final int ATTEMPTS = 3;

  /** Makes this inherited test. */
  protected DecisionListenerTck() {}

  /** Returns a listener that has heard nothing. */
  protected abstract DecisionListener newListener();

  /**
   * Returns how many decisions the listener has heard of, once work it handed to other threads is
   * done. Empty by default, for listeners that do not count; that skips tests.
   */
  protected OptionalLong heardDecisions(DecisionListener listener) {
    return OptionalLong.empty();
  }

  /** Returns how long {@value #CALLS} calls may take; 5 seconds by default. */
  protected Duration quickly() {
    return Duration.ofSeconds(5);
  }

  @Test
  @DisplayName("DL-1 hears every decision once, in the order of a session")
  void dl1_hearsEveryDecision() {
    DecisionListener listener = newListener();
    for (int i = 1; i <= CALLS; i++) {
      listener.onDecision(SimulatedRecords.decided("s", i, Verdict.values()[i % 3]), TIMINGS);
    }
    assertThat(heard(listener)).as("decisions heard").isEqualTo(CALLS);
  }

  @Test
  @DisplayName("DL-1 hears every decision that comes from many threads")
  void dl1_hearsManyThreads() throws Exception {
    DecisionListener listener = newListener();
    for (int round = 0; round < 10; round++) {
      callFromManyThreads(listener);
    }
    assertThat(heard(listener)).as("decisions heard").isEqualTo(10L * THREADS * CALLS);
  }

  @Test
  @DisplayName("DL-1 calls from many threads never fail")
  void dl1_manyThreadsNeverFail() throws Exception {
    callFromManyThreads(newListener());
  }

  private static void callFromManyThreads(DecisionListener listener) throws Exception {
    Race.run(
        THREADS,
        thread -> {
          for (int i = 1; i <= CALLS; i++) {
            listener.onDecision(
                SimulatedRecords.decided("t" + thread, i, Verdict.CHALLENGE), TIMINGS);
          }
          return thread;
        });
  }

  @Test
  @DisplayName("DL-2 returns quickly")
  void dl2_returnsQuickly() {
    for (int attempt = 1; ; attempt++) {
      try {
        assertReturnsQuickly(newListener());
        return;
      } catch (AssertionError e) { // a machine that stands still does not three times
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void assertReturnsQuickly(DecisionListener listener) {
    Assertions.assertTimeoutPreemptively(
        quickly(),
        () -> {
          for (int i = 1; i <= CALLS; i++) {
            listener.onDecision(SimulatedRecords.decided("s", i, Verdict.ALLOW), TIMINGS);
          }
        });
  }

  @Test
  @DisplayName("DL-3 throws for no record or verdict there is")
  void dl3_neverThrows() {
    DecisionListener listener = newListener();
    for (Verdict verdict : Verdict.values()) {
      for (int sequence = 1; sequence <= 2; sequence++) {
        AuditRecord.Decided decided = SimulatedRecords.decided("s", sequence, verdict);
        assertThatCode(() -> listener.onDecision(decided, new Timings(0, 0, 0, 0)))
            .as("%s", verdict)
            .doesNotThrowAnyException();
      }
    }
    for (AuditRecord record : SimulatedRecords.others()) {
      assertThatCode(() -> listener.onRecord(record))
          .as("%s", record.getClass())
          .doesNotThrowAnyException();
    }
  }

  private long heard(DecisionListener listener) {
    OptionalLong heard = heardDecisions(listener);
    assumeTrue(heard.isPresent(), "override heardDecisions() to test what is heard");
    return heard.getAsLong();
  }
}
