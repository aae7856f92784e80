package dev.demeanor.limit;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How many connections each key holds. A key is forgotten with its last connection; when the table
 * is full further keys are refused, since an open connection cannot be forgotten. Thread-safe.
 */
final class ConnectionLimit {

  private final int limit;
  private final int capacity;
  private final long windowNanos;
  private final LongSupplier ticker;
  private final Consumer<String> violations;
  private final Map<String, Held> keys = new HashMap<>();
  private int connections;
  private long refused;
  private final Held full = new Held();

  private static final class Held {
    int count;
    boolean told;
    long toldAt;
  }

  ConnectionLimit(LimitConfig config, LongSupplier ticker, Consumer<String> violations) {
    this.limit = config.connections();
    this.capacity = config.subjects();
    this.windowNanos = config.window().toNanos();
    this.ticker = ticker;
    this.violations = violations;
  }

  synchronized boolean open(String key) {
    Held held = keys.get(key);
    if (held == null && keys.size() < capacity) {
      held = new Held();
      keys.put(key, held);
    }
    if (held == null || held.count == limit) {
      refused++;
      tell(held == null ? full : held, key);
      return false;
    }
    held.count++;
    connections++;
    return true;
  }

  private void tell(Held held, String key) {
    long now = ticker.getAsLong();
    if (!held.told || now - held.toldAt > windowNanos) {
      held.told = true;
      held.toldAt = now;
      violations.accept(key);
    }
  }

  synchronized void close(String key) {
    Held held = keys.get(key);
    if (held != null) {
      connections--;
      if (--held.count == 0) {
        keys.remove(key);
      }
    }
  }

  synchronized int keys() {
    return keys.size();
  }

  synchronized int connections() {
    return connections;
  }

  synchronized long refused() {
    return refused;
  }
}
