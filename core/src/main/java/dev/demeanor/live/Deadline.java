package dev.demeanor.live;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Until when one call may wait. */
final class Deadline {

  private final LongSupplier ticker;
  private final long untilNanos;

  private Deadline(LongSupplier ticker, long untilNanos) {
    this.ticker = ticker;
    this.untilNanos = untilNanos;
  }

  static Deadline in(Duration duration, LongSupplier ticker) {
    return new Deadline(ticker, ticker.getAsLong() + duration.toNanos());
  }

  /** Returns how long there is, 0 when it is over. */
  long nanos() {
    return Math.max(0, untilNanos - ticker.getAsLong());
  }

  /** Returns the deadline that leaves half of the time there is. */
  Deadline half() {
    return new Deadline(ticker, ticker.getAsLong() + nanos() / 2);
  }

  /** Waits for a task; returns whether it ended well in time. A task that is late goes on. */
  boolean await(CompletableFuture<?> task) {
    try {
      task.get(nanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException | TimeoutException | CancellationException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
