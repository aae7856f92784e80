package dev.demeanor.limit;

/**
 * When the latest attempts of one key were let through: a ring that grows up to the limit. Times
 * are nanoseconds of a monotonic clock and never go back within a window. Guarded by its own
 * monitor.
 */
final class AttemptWindow {

  private static final int FIRST_SIZE = 4;

  final String key;

  /** Times in order of age; the oldest is at {@code next} once the ring is full. */
  private long[] times;

  private int next;
  private int count;

  /** Time of the latest attempt, let through or not. */
  private long latest;

  /** When a violation was told last; only valid when {@code told}. */
  private long toldAt;

  private boolean told;

  /** Set when the window was taken out of the table: whoever still holds it looks again. */
  boolean dead;

  AttemptWindow(String key, int limit, long now) {
    this.key = key;
    times = new long[Math.min(limit, FIRST_SIZE)];
    latest = now;
  }

  /** Takes over what another key was let through, as if it had been this one. */
  void copyFrom(AttemptWindow other) {
    times = other.times.clone();
    next = other.next;
    count = other.count;
    latest = other.latest;
  }

  /** Lets an attempt through unless as many as the limit were within the window before it. */
  boolean attempt(long ticker, int limit, long windowNanos) {
    long now = ticker - latest > 0 ? ticker : latest;
    latest = now;
    if (count == times.length && count < limit) {
      grow(limit);
    }
    if (count == times.length) {
      if (now - times[next] <= windowNanos) {
        return false;
      }
    } else {
      count++;
    }
    times[next] = now;
    next = next + 1 == times.length ? 0 : next + 1;
    return true;
  }

  private void grow(int limit) {
    long[] larger = new long[Math.min(limit, 2 * times.length)];
    System.arraycopy(times, next, larger, 0, times.length - next);
    System.arraycopy(times, 0, larger, times.length - next, next);
    next = times.length;
    times = larger;
  }

  /** Returns whether a violation is to be told: none was within a window before. */
  boolean tells(long windowNanos) {
    if (told && latest - toldAt <= windowNanos) {
      return false;
    }
    told = true;
    toldAt = latest;
    return true;
  }

  /** Returns how long it takes until an attempt is let through, 0 when it is now. */
  long waitNanos(long ticker, int limit, long windowNanos) {
    if (count < limit) {
      return 0;
    }
    long now = ticker - latest > 0 ? ticker : latest;
    return Math.max(0, windowNanos - (now - times[next]) + 1);
  }

  /** Returns whether nothing was ever let through. */
  boolean isEmpty() {
    return count == 0;
  }

  /** Returns whether nothing in it counts any more. */
  boolean isExpired(long ticker, long windowNanos) {
    return ticker - latest > windowNanos;
  }
}
