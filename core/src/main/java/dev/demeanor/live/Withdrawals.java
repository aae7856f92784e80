package dev.demeanor.live;

import dev.demeanor.subject.SubjectId;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts how often something was taken from subjects: erased, removed, or a consent. Who notes the
 * count before asking a store sees by another count afterwards that the answer may be out of date.
 * Several subjects share a count, which costs them a question to the store at most. Thread-safe.
 */
final class Withdrawals {

  private static final int COUNTS = 1 << 12;

  private final AtomicLongArray counts = new AtomicLongArray(COUNTS);

  long of(SubjectId subject) {
    return counts.get(index(subject));
  }

  /** Counts one more and returns the count. */
  long add(SubjectId subject) {
    return counts.incrementAndGet(index(subject));
  }

  private static int index(SubjectId subject) {
    int hash = subject.hashCode();
    return (hash ^ hash >>> 16) & COUNTS - 1;
  }
}
