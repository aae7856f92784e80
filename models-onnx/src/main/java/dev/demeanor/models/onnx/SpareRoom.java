package dev.demeanor.models.onnx;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a few things that are dear to make while nobody uses them. Each taker has what it took for
 * itself alone. Thread-safe, without locks and without thread-locals, so that it serves virtual
 * threads, too.
 *
 * @param <T> what is kept
 */
final class SpareRoom<T> {

  private final AtomicReferenceArray<@Nullable T> places;

  SpareRoom(int size) {
    places = new AtomicReferenceArray<>(size);
  }

  /** Returns something that was put back, or null. */
  @Nullable T take() {
    for (int i = 0; i < places.length(); i++) {
      if (places.get(i) != null) {
        T found = places.getAndSet(i, null);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** Returns whether there was room for it. */
  boolean put(T spare) {
    for (int i = 0; i < places.length(); i++) {
      if (places.get(i) == null && places.compareAndSet(i, null, spare)) {
        return true;
      }
    }
    return false;
  }
}
