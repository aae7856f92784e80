package dev.demeanor.live;

import dev.demeanor.Health;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.RefusedException;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import dev.demeanor.spi.store.SecurityEventStore;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Security events on their way to the store and back. Recording never waits: events go through a
 * bounded queue, in order, and stay in it while the store fails; what finds no room is dropped and
 * counted. One that the store refuses keeps no other waiting: it is set aside, in memory, and
 * offered again now and then. The audit holds what they tell of in any case. Thread-safe.
 */
final class SecurityEvents {

  private static final Logger LOG = LoggerFactory.getLogger(SecurityEvents.class);
  private static final int CAPACITY = 10_000;
  private static final int REFUSED = 1_000;

  private final SecurityEventStore store;
  private final CircuitBreaker breaker;
  private final SerialExecutor writer;
  private final Queue<SecurityEvent> waiting = new ArrayDeque<>();

  /** Guarded by {@link #waiting}: what the store refuses while it takes others, by place. */
  private final Map<List<String>, SecurityEvent> refused = new LinkedHashMap<>();

  final LongAdder dropped = new LongAdder();
  final LongAdder refusals = new LongAdder();

  SecurityEvents(SecurityEventStore store, CircuitBreaker breaker, Executor executor) {
    this.store = store;
    this.breaker = breaker;
    this.writer = new SerialExecutor(executor, CAPACITY);
  }

  /** Takes an event to be stored; the same id twice is one event. */
  void record(SecurityEvent event) {
    boolean taken;
    synchronized (waiting) {
      taken = waiting.size() < CAPACITY && waiting.add(event);
    }
    if (!taken) {
      dropped.increment();
    }
    writeWaiting();
  }

  /** Tries to store what waits. */
  void writeWaiting() {
    writer.submit(this::write);
  }

  /** Tries again when something waits. */
  void retry() {
    if (waiting() > 0) {
      writeWaiting();
    }
  }

  private void write() {
    SecurityEvent next = peek();
    while (next != null) {
      SecurityEvent event = next;
      try {
        Breakers.run(breaker, () -> store.record(event));
      } catch (RefusedException e) {
        next = setAside(event, e);
        continue;
      } catch (RuntimeException e) {
        LOG.debug("security event {} waits: {}", event.id(), e.getMessage());
        return;
      }
      next = next(event);
    }
  }

  /** Takes an event out of the others' way, unless it was erased meanwhile; returns the next. */
  @SuppressWarnings("ReferenceEquality") // this very event, not one like it
  private @Nullable SecurityEvent setAside(SecurityEvent event, RefusedException why) {
    synchronized (waiting) {
      if (waiting.peek() == event) {
        refusals.increment();
        LOG.error(
            "security event {} is set aside, since the store refuses it: {}",
            event.id(),
            why.getMessage());
        if (refused.size() < REFUSED) {
          refused.put(place(event), event);
        } else {
          dropped.increment();
        }
      }
    }
    return next(event);
  }

  private static List<String> place(SecurityEvent event) {
    return List.of(event.tenant(), event.id());
  }

  /** Offers again what the store has refused. */
  void offerRefused() {
    if (refused() > 0) {
      boolean unused = writer.submit(this::writeRefused);
    }
  }

  private void writeRefused() {
    List<SecurityEvent> again;
    synchronized (waiting) {
      again = List.copyOf(refused.values());
    }
    for (SecurityEvent event : again) {
      try {
        Breakers.run(breaker, () -> store.record(event));
      } catch (RefusedException e) {
        continue;
      } catch (RuntimeException e) {
        return;
      }
      synchronized (waiting) {
        refused.remove(place(event), event);
      }
    }
  }

  private int refused() {
    synchronized (waiting) {
      return refused.size();
    }
  }

  private @Nullable SecurityEvent peek() {
    synchronized (waiting) {
      return waiting.peek();
    }
  }

  /** Takes out what was stored, unless it was erased meanwhile; returns what comes then. */
  @SuppressWarnings("ReferenceEquality") // this very event, not one like it
  private @Nullable SecurityEvent next(SecurityEvent stored) {
    synchronized (waiting) {
      if (waiting.peek() == stored) {
        waiting.remove();
      }
      return waiting.peek();
    }
  }

  int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  /** Waits until what waits is stored, or the store fails; returns how many are left. */
  int drain(long millis) {
    retry();
    writer.awaitIdle(millis);
    return waiting();
  }

  List<SecurityEvent> page(
      SecurityEventFilter filter, SecurityEvent.@Nullable Position after, int limit) {
    if (limit < 1 || limit > SecurityEventStore.MAX_PAGE) {
      throw new IllegalArgumentException(
          "limit must be in [1, " + SecurityEventStore.MAX_PAGE + "], was " + limit);
    }
    return Breakers.call(breaker, () -> store.page(filter, after, limit));
  }

  Optional<SecurityEvent> find(String tenant, String id) {
    return Breakers.call(breaker, () -> store.find(tenant, id));
  }

  SaveResult adjudicate(String tenant, String id, Adjudication adjudication, long expectedVersion) {
    return Breakers.call(
        breaker, () -> store.adjudicate(tenant, id, adjudication, expectedVersion));
  }

  /**
   * Removes the events of a subject, those that wait among them, and once more after what is under
   * way; returns how many were stored.
   */
  int erase(String tenant, String subjectKey) {
    Predicate<SecurityEvent> ofSubject =
        event -> event.tenant().equals(tenant) && event.subjectKey().equals(subjectKey);
    synchronized (waiting) {
      waiting.removeIf(ofSubject);
      refused.values().removeIf(ofSubject);
    }
    int erased = Breakers.call(breaker, () -> store.erase(tenant, subjectKey));
    boolean unused =
        writer.submit(() -> Breakers.run(breaker, () -> store.erase(tenant, subjectKey)));
    return erased;
  }

  /** Removes events that happened before this time; returns how many those were. */
  int deleteBefore(Instant time) {
    return Breakers.call(breaker, () -> store.deleteBefore(time));
  }

  Health.State health(HealthBoard board) {
    Health.State state = Breakers.state(breaker);
    if (state.status() != Health.Status.UP) {
      return state;
    }
    int left = waiting();
    if (left > 0) {
      return new Health.State(Health.Status.DEGRADED, left + " events wait to be stored");
    }
    int aside = refused();
    return aside > 0
        ? new Health.State(
            Health.Status.DEGRADED, aside + " events are refused by the store and set aside")
        : board.lossy("events", dropped.sum(), "security events were dropped", state.detail());
  }
}
