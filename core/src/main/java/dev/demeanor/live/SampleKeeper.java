package dev.demeanor.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.demeanor.Health;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.sample.KeptLesson;
import dev.demeanor.sample.KeptTemplate;
import dev.demeanor.sample.KeptWindow;
import dev.demeanor.spi.store.RefusedException;
import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SubjectId;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings assessed windows and what was learned of them to the sample store, off the request path,
 * in batches from a bounded queue, at once or after a while; what does not fit is dropped and
 * counted. Every so many lessons or hours the template itself is kept, too, so that earlier
 * versions can be made again without all lessons since the first. Does nothing without a store.
 * Thread-safe.
 */
final class SampleKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(SampleKeeper.class);
  private static final int BATCH = 256;
  private static final int QUEUE = 20_000;

  /** Lessons after which a template is kept again. */
  private static final int LESSONS = 64;

  /** How long after which it is: part of the retention that a replay cannot reach. */
  private static final Duration AGE = Duration.ofDays(1);

  private static final int REMEMBERED = 50_000;

  /** When a template was kept last. */
  private record Kept(long version, Instant at) {}

  private final @Nullable SampleStore store;
  private final CircuitBreaker breaker;
  private final SerialExecutor executor;
  private final Later later;
  private final Deque<Sample> queue = new ArrayDeque<>();
  private final Cache<TemplateKey, Kept> templates =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

  final LongAdder kept = new LongAdder();
  final LongAdder dropped = new LongAdder();

  SampleKeeper(
      @Nullable SampleStore store, CircuitBreaker breaker, SerialExecutor executor, Later later) {
    this.store = store;
    this.breaker = breaker;
    this.executor = executor;
    this.later = later;
  }

  boolean isOn() {
    return store != null;
  }

  /** Keeps a window as it was assessed. */
  void window(KeptWindow window, TemplateKey key, Instant at, Provenance provenance) {
    if (isOn()) {
      enqueue(() -> List.of(window.toSample(key, at, provenance)));
    }
  }

  /** Keeps what was learned of a window, and the template before it where that is due. */
  void lesson(KeptLesson lesson, EnrolledTemplate before, TemplateKey key, Instant at) {
    if (!isOn()) {
      return;
    }
    enqueue(
        () -> {
          List<Sample> samples = new ArrayList<>();
          Kept last = templates.getIfPresent(key);
          boolean due =
              last == null
                  || before.version() < last.version()
                  || before.version() - last.version() >= LESSONS
                  || Duration.between(last.at(), at).compareTo(AGE) >= 0;
          if (due) {
            templates.put(key, new Kept(before.version(), at));
            if (before.version() > 0) {
              samples.addAll(
                  KeptTemplate.toSamples(
                      "template-" + UUID.randomUUID(), before.toTemplate(key, at), at));
            }
          }
          samples.add(lesson.toSample("lesson-" + UUID.randomUUID(), key, at));
          return samples;
        });
  }

  /** Makes samples where nobody waits, and puts them into the queue. */
  private void enqueue(java.util.function.Supplier<List<Sample>> making) {
    boolean taken =
        executor.submit(
            () -> {
              try {
                add(making.get());
              } catch (IllegalArgumentException e) { // larger than a sample may be
                lost(1);
                LOG.warn("a window is not kept: {}", e.getMessage());
              }
              if (later.isNow() || waiting() >= BATCH) {
                writeQueued(BATCH);
              } else {
                later.run(this::writeSoon);
              }
            });
    if (!taken) {
      lost(1);
    }
  }

  private void writeSoon() {
    boolean unused = executor.submit(() -> writeQueued(1)); // refused: the next sample asks again
  }

  private void add(List<Sample> samples) {
    synchronized (queue) {
      queue.addAll(samples);
      while (queue.size() > QUEUE) {
        queue.removeFirst();
        lost(1);
      }
    }
  }

  /** A lesson may have been among what was lost: templates are kept anew with the next ones. */
  private void lost(int count) {
    dropped.add(count);
    templates.invalidateAll();
  }

  /** Writes full batches, or when nothing else is to be done, whatever waits. */
  private void writeQueued(int least) {
    while (true) {
      List<Sample> batch = peek();
      if (batch.isEmpty() || batch.size() < least && executor.hasMore()) {
        return;
      }
      SampleStore open = store;
      if (open == null) {
        return;
      }
      try {
        kept.add(append(open, batch));
      } catch (RuntimeException e) {
        LOG.debug("samples could not be kept; the next one tries again: {}", e.getMessage());
        return;
      }
      remove(batch);
    }
  }

  /**
   * Appends samples; those that the store refuses are lost and counted. Returns how many it has.
   */
  private int append(SampleStore open, List<Sample> samples) {
    try {
      Breakers.run(breaker, () -> open.append(samples));
      return samples.size();
    } catch (RefusedException e) {
      if (samples.size() == 1) {
        lost(1);
        LOG.warn("a sample is not kept, since the store refuses it: {}", e.getMessage());
        return 0;
      }
      int half = samples.size() / 2;
      return append(open, samples.subList(0, half))
          + append(open, samples.subList(half, samples.size()));
    }
  }

  private List<Sample> peek() {
    synchronized (queue) {
      return queue.stream().limit(BATCH).toList();
    }
  }

  /** Takes out what was kept; what was erased meanwhile is gone already. */
  private void remove(List<Sample> batch) {
    Set<Sample> stored = Collections.newSetFromMap(new IdentityHashMap<>());
    stored.addAll(batch);
    synchronized (queue) {
      while (!queue.isEmpty() && stored.contains(queue.peekFirst())) {
        queue.removeFirst();
      }
    }
  }

  /** Returns how many samples wait. */
  int waiting() {
    synchronized (queue) {
      return queue.size();
    }
  }

  /** Writes what waits, waiting at most this long; returns how many samples are left. */
  int drain(long millis) {
    if (isOn() && executor.submit(() -> writeQueued(1))) {
      executor.awaitIdle(millis);
    }
    return waiting();
  }

  /**
   * Erases the samples of a subject now, and once more after what is under way.
   *
   * @throws dev.demeanor.spi.store.StoreException if the store does not
   */
  int erase(SubjectId subject) {
    SampleStore open = store;
    if (open == null) {
      return 0;
    }
    forget(subject);
    int erased = Breakers.call(breaker, () -> open.erase(subject));
    boolean unused = executor.submit(() -> eraseAgain(open, subject));
    return erased;
  }

  private void eraseAgain(SampleStore open, SubjectId subject) {
    forget(subject);
    int unused = Breakers.call(breaker, () -> open.erase(subject));
  }

  private void forget(SubjectId subject) {
    synchronized (queue) {
      queue.removeIf(sample -> sample.key().subject().equals(subject));
    }
    templates.asMap().keySet().removeIf(key -> key.subject().equals(subject));
  }

  /** Lets the store remove what is older than its retention. */
  int expire(Instant now) {
    SampleStore open = store;
    return open == null ? 0 : Breakers.call(breaker, () -> open.expire(now));
  }

  /** Returns how the keeping goes, or empty when samples are not kept. */
  Optional<Health.State> health(HealthBoard board) {
    return isOn()
        ? Optional.of(
            board.lossy(
                "samples",
                dropped.sum(),
                "samples were dropped: what was learned of them cannot be replayed",
                kept.sum() + " samples kept, " + waiting() + " waiting"))
        : Optional.empty();
  }

  /** Returns the store, or null when samples are not kept. */
  @Nullable SampleStore store() {
    return store;
  }
}
