package dev.demeanor.store;

import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.spi.store.StoreException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Security events in memory, gone with the process; refuses a new event when full. Thread-safe: one
 * lock, held for as long as a look through all events takes.
 */
final class InMemorySecurityEventStore implements SecurityEventStore {

  private static final Comparator<SecurityEvent.Position> LATEST_FIRST =
      Comparator.comparing(SecurityEvent.Position::at)
          .thenComparing(SecurityEvent.Position::id)
          .reversed();

  private record Key(String tenant, String id) {}

  private final Map<Key, SecurityEvent> events = new HashMap<>();
  private final int capacity;
  private boolean closed;

  InMemorySecurityEventStore(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public synchronized void record(SecurityEvent event) {
    checkOpen();
    Key key = new Key(event.tenant(), event.id());
    if (events.size() >= capacity && !events.containsKey(key)) {
      throw new StoreException(
          "security event store is full: it holds " + capacity + " events", null);
    }
    events.putIfAbsent(key, event);
  }

  @Override
  public synchronized Optional<SecurityEvent> find(String tenant, String id) {
    checkOpen();
    return Optional.ofNullable(events.get(new Key(tenant, id)));
  }

  @Override
  public synchronized SaveResult adjudicate(
      String tenant, String id, Adjudication adjudication, long expectedVersion) {
    checkOpen();
    Key key = new Key(tenant, id);
    SecurityEvent event = events.get(key);
    if (event == null || event.version() != expectedVersion) {
      return new SaveResult.Conflict(event == null ? 0 : event.version());
    }
    events.put(key, event.with(adjudication));
    return new SaveResult.Saved(expectedVersion + 1);
  }

  @Override
  public synchronized List<SecurityEvent> page(
      SecurityEventFilter filter, SecurityEvent.@Nullable Position after, int limit) {
    checkOpen();
    Pages.checkLimit(limit, MAX_PAGE);
    return events.values().stream()
        .filter(filter::matches)
        .filter(event -> after == null || LATEST_FIRST.compare(event.position(), after) > 0)
        .sorted(Comparator.comparing(SecurityEvent::position, LATEST_FIRST))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized int erase(String tenant, String subjectKey) {
    return removeIf(
        event -> event.tenant().equals(tenant) && event.subjectKey().equals(subjectKey));
  }

  @Override
  public synchronized int deleteBefore(Instant time) {
    return removeIf(event -> event.at().isBefore(time));
  }

  private int removeIf(Predicate<SecurityEvent> condition) {
    checkOpen();
    int before = events.size();
    events.values().removeIf(condition);
    return before - events.size();
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private void checkOpen() {
    if (closed) {
      throw new StoreException("security event store is closed", null);
    }
  }
}
