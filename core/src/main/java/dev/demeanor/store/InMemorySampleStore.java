package dev.demeanor.store;

import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Samples in memory, gone with the process; refuses new samples when full. Thread-safe: one lock.
 */
final class InMemorySampleStore implements SampleStore {

  private static final Comparator<Sample.Position> EARLIEST_FIRST =
      Comparator.comparing(Sample.Position::at).thenComparing(Sample.Position::id);

  private record Id(String tenant, String id) {
    static Id of(Sample sample) {
      return new Id(sample.key().subject().tenant(), sample.id());
    }
  }

  private final Map<TemplateKey, NavigableMap<Sample.Position, Sample>> byKey = new HashMap<>();
  private final Set<Id> ids = new HashSet<>();
  private final int capacity;
  private final Duration retention;
  private boolean closed;

  InMemorySampleStore(int capacity, Duration retention) {
    this.capacity = capacity;
    this.retention = retention;
  }

  @Override
  public synchronized void append(List<Sample> samples) {
    checkOpen();
    Map<Id, Sample> fresh = new HashMap<>();
    for (Sample sample : samples) {
      if (!ids.contains(Id.of(sample))) {
        fresh.putIfAbsent(Id.of(sample), sample);
      }
    }
    if (ids.size() + fresh.size() > capacity) {
      throw new StoreException("sample store is full: it holds " + capacity + " samples", null);
    }
    ids.addAll(fresh.keySet());
    for (Sample sample : fresh.values()) {
      byKey
          .computeIfAbsent(sample.key(), key -> new TreeMap<>(EARLIEST_FIRST))
          .put(sample.position(), sample);
    }
  }

  @Override
  public synchronized List<Sample> read(
      TemplateKey key, Instant from, Instant until, Sample.@Nullable Position after, int limit) {
    checkOpen();
    Pages.checkLimit(limit, MAX_PAGE);
    NavigableMap<Sample.Position, Sample> samples = byKey.get(key);
    if (samples == null) {
      return List.of();
    }
    NavigableMap<Sample.Position, Sample> rest =
        after == null
            ? samples.tailMap(new Sample.Position(from, ""), true)
            : samples.tailMap(after, false);
    List<Sample> page = new ArrayList<>();
    for (Sample sample : rest.values()) {
      if (page.size() == limit || !sample.at().isBefore(until)) {
        break;
      }
      if (!sample.at().isBefore(from)) {
        page.add(sample);
      }
    }
    return page;
  }

  @Override
  public synchronized List<TemplateKey> keys(SubjectId subject) {
    checkOpen();
    return byKey.keySet().stream().filter(key -> key.subject().equals(subject)).toList();
  }

  @Override
  public synchronized List<Sample> scan(
      Instant from, Instant until, Sample.@Nullable Position after, int limit) {
    List<Sample> page = new ArrayList<>();
    for (TemplateKey key : byKey.keySet()) {
      page.addAll(read(key, from, until, after, limit));
    }
    checkOpen();
    Pages.checkLimit(limit, MAX_PAGE);
    page.sort(Comparator.comparing(Sample::position, EARLIEST_FIRST));
    return List.copyOf(page.subList(0, Math.min(limit, page.size())));
  }

  @Override
  public synchronized int erase(SubjectId subject) {
    return removeIf(sample -> sample.key().subject().equals(subject));
  }

  @Override
  public synchronized int expire(Instant now) {
    Instant oldest = now.minus(retention);
    return removeIf(sample -> sample.at().isBefore(oldest));
  }

  private int removeIf(Predicate<Sample> condition) {
    checkOpen();
    int before = ids.size();
    Iterator<NavigableMap<Sample.Position, Sample>> keys = byKey.values().iterator();
    while (keys.hasNext()) {
      NavigableMap<Sample.Position, Sample> samples = keys.next();
      samples.values().removeIf(sample -> condition.test(sample) && ids.remove(Id.of(sample)));
      if (samples.isEmpty()) {
        keys.remove();
      }
    }
    return before - ids.size();
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private void checkOpen() {
    if (closed) {
      throw new StoreException("sample store is closed", null);
    }
  }
}
