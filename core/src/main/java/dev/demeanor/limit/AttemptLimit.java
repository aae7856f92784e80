package dev.demeanor.limit;

import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * An exact sliding window for each key: never more than the limit in any window of that length,
 * wherever it begins. Refused attempts do not count. When the table is full, and nothing in it has
 * expired, further keys share a fixed number of windows among them: the limit holds for each of
 * them all the same, but one may be refused for what another did. A key that is later followed by
 * itself takes over what its share was let through. Thread-safe.
 */
final class AttemptLimit {

  /** Windows that keys share when the table is full; a power of two. */
  private static final int SHARED = 1024;

  /**
   * Entries looked at for expiry with every key that is added: the table is cleaned as it grows.
   */
  private static final int CLEANED = 4;

  private final int limit;
  private final long windowNanos;
  private final int capacity;
  private final LongSupplier ticker;
  private final Consumer<String> violations;
  private final ConcurrentHashMap<String, AttemptWindow> windows = new ConcurrentHashMap<>();
  private final AttemptWindow[] shared = new AttemptWindow[SHARED];

  /** Held while keys are added and removed, and before the monitor of a window. */
  private final Object table = new Object();

  private Iterator<AttemptWindow> sweep = Collections.emptyIterator();
  private int size;

  final LongAdder refused = new LongAdder();
  final LongAdder sharedAttempts = new LongAdder();

  /**
   * Makes a limit.
   *
   * @param violations is given a key that was refused, once in each window
   */
  AttemptLimit(LimitConfig config, LongSupplier ticker, Consumer<String> violations) {
    this.limit = config.attempts();
    this.windowNanos = config.window().toNanos();
    this.capacity = config.addresses();
    this.ticker = ticker;
    this.violations = violations;
    long now = ticker.getAsLong();
    for (int i = 0; i < SHARED; i++) {
      shared[i] = new AttemptWindow("", limit, now);
    }
  }

  /** Returns whether an attempt is let through. */
  boolean attempt(String key) {
    AttemptWindow window = windows.get(key);
    if (window != null) {
      synchronized (window) {
        if (!window.dead) {
          return window.attempt(ticker.getAsLong(), limit, windowNanos) || refuse(window, key);
        }
      }
    }
    return attemptOfNewKey(key);
  }

  private boolean attemptOfNewKey(String key) {
    synchronized (table) {
      AttemptWindow window = windows.get(key);
      if (window == null) {
        clean(CLEANED);
        window = size < capacity ? add(key) : shared(key);
      }
      synchronized (window) {
        return window.attempt(ticker.getAsLong(), limit, windowNanos) || refuse(window, key);
      }
    }
  }

  private boolean refuse(AttemptWindow window, String key) {
    refused.increment();
    if (window.tells(windowNanos)) {
      violations.accept(key);
    }
    return false;
  }

  private AttemptWindow add(String key) {
    AttemptWindow window = new AttemptWindow(key, limit, ticker.getAsLong());
    AttemptWindow share = slot(key);
    if (!share.isEmpty() && !share.isExpired(ticker.getAsLong(), windowNanos)) {
      window.copyFrom(share);
    }
    windows.put(key, window);
    size++;
    return window;
  }

  private AttemptWindow shared(String key) {
    sharedAttempts.increment();
    return slot(key);
  }

  private AttemptWindow slot(String key) {
    int hash = key.hashCode();
    return shared[(hash ^ hash >>> 16) & SHARED - 1];
  }

  /** Looks at some entries and removes those in which nothing counts any more. */
  private void clean(int entries) {
    for (int i = 0; i < entries; i++) {
      if (!sweep.hasNext()) {
        sweep = windows.values().iterator();
        if (!sweep.hasNext()) {
          return;
        }
      }
      AttemptWindow window = sweep.next();
      synchronized (window) {
        if (!window.dead && window.isExpired(ticker.getAsLong(), windowNanos)) {
          window.dead = true;
          windows.remove(window.key, window);
          size--;
        }
      }
    }
  }

  /** Returns how long until an attempt of this key is let through, 0 when it is now. */
  long waitNanos(String key) {
    synchronized (table) {
      AttemptWindow own = windows.get(key);
      AttemptWindow window = own == null ? slot(key) : own;
      synchronized (window) {
        return window.waitNanos(ticker.getAsLong(), limit, windowNanos);
      }
    }
  }

  /** Returns how many keys are followed, after cleaning. */
  int keys() {
    synchronized (table) {
      sweep = windows.values().iterator();
      clean(size);
      return size;
    }
  }
}
