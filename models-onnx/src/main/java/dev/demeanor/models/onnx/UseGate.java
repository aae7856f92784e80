package dev.demeanor.models.onnx;

import java.util.concurrent.locks.StampedLock;

/**
 * Lets many calls in and waits for all of them before it closes; after that it lets nobody in. A
 * native model that was freed during a call would take the whole process with it. Thread-safe, not
 * reentrant.
 */
final class UseGate {

  private final StampedLock lock = new StampedLock();
  private boolean closed;

  /**
   * Returns what {@link #leave} takes.
   *
   * @throws IllegalStateException if it is closed
   */
  long enter() {
    long stamp = lock.readLock();
    if (closed) {
      lock.unlockRead(stamp);
      throw new IllegalStateException("the model is closed");
    }
    return stamp;
  }

  void leave(long stamp) {
    lock.unlockRead(stamp);
  }

  /** Waits for calls under way, closes, then runs {@code last}, once. */
  void close(Runnable last) {
    long stamp = lock.writeLock();
    try {
      if (!closed) {
        closed = true;
        last.run();
      }
    } finally {
      lock.unlockWrite(stamp);
    }
  }
}
