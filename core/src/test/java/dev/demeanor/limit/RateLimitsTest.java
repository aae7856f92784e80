package dev.demeanor.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.simulated.Allocated;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {

  private static final long SECOND = 1_000_000_000L;
  private static final SubjectId ALICE = SubjectId.of("alice@example.org");

  private final AtomicLong now = new AtomicLong();
  private final List<Violation> violations = new ArrayList<>();

  private RateLimits limits(LimitConfig config) {
    return RateLimits.builder(config).ticker(now::get).violations(violations::add).build();
  }

  private RateLimits limits() {
    return limits(LimitConfig.defaults());
  }

  @Test
  void attempt_letsTwentyThroughInSixtySeconds() {
    RateLimits limits = limits();
    for (int i = 0; i < 20; i++) {
      assertThat(limits.attempt("a")).isTrue();
    }
    assertThat(limits.attempt("a")).isFalse();
    assertThat(limits.attempt("b")).isTrue();
    now.addAndGet(60 * SECOND);
    assertThat(limits.attempt("a")).as("a window of 60 s still holds both ends").isFalse();
    now.addAndGet(1);
    assertThat(limits.attempt("a")).isTrue();
  }

  @Test
  void attempt_doesNotCountWhatWasRefused() {
    RateLimits limits = limits(LimitConfig.defaults().withAttempts(1, Duration.ofSeconds(60)));
    assertThat(limits.attempt("a")).isTrue();
    for (int i = 0; i < 61; i++) {
      assertThat(limits.attempt("a")).isFalse();
      now.addAndGet(i < 60 ? SECOND : 1);
    }
    assertThat(limits.attempt("a")).isTrue();
  }

  @Test
  void attempt_letsNoBurstThroughAtTheEdgeOfAWindow() {
    RateLimits limits = limits();
    int letThrough = 0;
    now.set(59 * SECOND);
    for (int i = 0; i < 20; i++) {
      letThrough += limits.attempt("a") ? 1 : 0;
    }
    now.set(61 * SECOND);
    for (int i = 0; i < 20; i++) {
      letThrough += limits.attempt("a") ? 1 : 0;
    }
    assertThat(letThrough).isEqualTo(20);
  }

  /** Against a list of everything that was let through. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 20})
  void attempt_answersAsAListOfAllAttemptsWould(int limit) {
    for (int seed = 0; seed < 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RateLimits limits =
          limits(LimitConfig.defaults().withAttempts(limit, Duration.ofSeconds(60)));
      Map<String, Deque<Long>> naive = new HashMap<>();
      for (int i = 0; i < 600; i++) {
        now.addAndGet(random.nextInt(4) == 0 ? random.nextLong(90 * SECOND) : random.nextInt(9));
        String key = "key-" + random.nextInt(5);
        Deque<Long> times = naive.computeIfAbsent(key, unused -> new ArrayDeque<>());
        while (!times.isEmpty() && now.get() - times.getFirst() > 60 * SECOND) {
          times.removeFirst();
        }
        boolean expected = times.size() < limit;
        if (expected) {
          times.addLast(now.get());
        }
        assertThat(limits.retryAfter(key).isZero()).isEqualTo(expected);
        assertThat(limits.attempt(key)).as("seed %d, attempt %d", seed, i).isEqualTo(expected);
      }
    }
  }

  @Test
  void attempt_ofManyThreadsAndRandomClocks_neverExceedsTheLimitInAnyWindow() throws Exception {
    for (int seed = 0; seed < 4; seed++) {
      int threads = 64;
      int each = 400;
      AtomicLong clock = new AtomicLong(seed == 0 ? Long.MAX_VALUE - 100 * SECOND : 0);
      long start = clock.get();
      Map<String, Queue<Long>> before = new ConcurrentHashMap<>();
      Map<String, Queue<Long>> after = new ConcurrentHashMap<>();
      LongAdder refused = new LongAdder();
      // a clock that reads differently in each thread, may stand still, and may even go back
      LongSupplier ticker = () -> clock.get() - ThreadLocalRandom.current().nextLong(SECOND);
      RateLimits limits =
          RateLimits.builder(LimitConfig.defaults().withCapacity(seed == 1 ? 2 : 100, 10))
              .ticker(ticker)
              .violations(violation -> {})
              .build();
      int base = seed;
      inParallel(
          threads,
          thread -> {
            SplittableRandom random = new SplittableRandom(base * 1_000L + thread);
            for (int i = 0; i < each; i++) {
              String key = "key-" + random.nextInt(5);
              long earliest = clock.get() - start - SECOND;
              if (limits.attempt(key)) {
                before.computeIfAbsent(key, k -> new ConcurrentLinkedQueue<>()).add(earliest);
                after
                    .computeIfAbsent(key, k -> new ConcurrentLinkedQueue<>())
                    .add(clock.get() - start);
              } else {
                refused.increment();
              }
              clock.addAndGet(random.nextLong(SECOND / 20));
            }
          });
      long kept = 0;
      for (String key : after.keySet()) {
        // when exactly a thread was let through nobody knows, but it was between its two looks
        List<Long> latest = after.get(key).stream().sorted().toList();
        List<Long> earliest = before.get(key).stream().sorted().toList();
        kept += latest.size();
        for (int i = 20; i < latest.size(); i++) {
          assertThat(latest.get(i) - earliest.get(i - 20)).isGreaterThan(60 * SECOND);
        }
      }
      assertThat(kept).as("not trivial").isGreaterThan(200);
      assertThat(kept + refused.sum()).isEqualTo((long) threads * each);
      assertThat(limits.statistics().refusedAttempts()).isEqualTo(refused.sum());
    }
  }

  @Test
  void attempt_ofManyThreadsAtOneMoment_letsExactlyTheLimitThrough() throws Exception {
    for (int round = 0; round < 30; round++) {
      RateLimits limits = limits();
      AtomicInteger letThrough = new AtomicInteger();
      inParallel(
          64,
          thread -> {
            for (int i = 0; i < 5; i++) {
              if (limits.attempt("a")) {
                letThrough.incrementAndGet();
              }
            }
          });
      assertThat(letThrough).hasValue(20);
      assertThat(limits.statistics().refusedAttempts()).isEqualTo(300);
    }
  }

  @Test
  void attempt_whenTheTableIsFull_stillHoldsTheLimitOfEachKey() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RateLimits limits =
          limits(LimitConfig.defaults().withAttempts(3, Duration.ofSeconds(60)).withCapacity(4, 1));
      Map<String, List<Long>> letThrough = new HashMap<>();
      for (int i = 0; i < 3_000; i++) {
        now.addAndGet(random.nextLong(8 * SECOND));
        String key = "key-" + random.nextInt(12);
        if (limits.attempt(key)) {
          letThrough.computeIfAbsent(key, unused -> new ArrayList<>()).add(now.get());
        }
      }
      letThrough
          .values()
          .forEach(
              times -> {
                for (int i = 3; i < times.size(); i++) {
                  assertThat(times.get(i) - times.get(i - 3)).isGreaterThan(60 * SECOND);
                }
              });
      LimitStatistics statistics = limits.statistics();
      assertThat(statistics.addresses()).isLessThanOrEqualTo(4);
      assertThat(statistics.sharedAttempts()).as("not trivial").isPositive();
    }
  }

  @Test
  void keys_areForgottenWhenNothingOfThemCounts() {
    RateLimits limits = limits(LimitConfig.defaults().withCapacity(100, 1));
    for (int i = 0; i < 10_000; i++) {
      assertThat(limits.attempt("key-" + i)).isTrue();
      now.addAndGet(SECOND);
    }
    assertThat(limits.statistics().sharedAttempts()).isZero();
    assertThat(limits.statistics().addresses()).isEqualTo(60);
    now.addAndGet(100 * SECOND);
    assertThat(limits.statistics().addresses()).isZero();
  }

  @Test
  void violations_areToldOnceForEachKeyAndWindow() {
    RateLimits limits = limits();
    for (int second = 0; second < 130; second++) {
      for (int i = 0; i < 40; i++) {
        limits.attempt("203.0.113.9");
      }
      now.addAndGet(SECOND);
    }
    assertThat(violations).hasSize(3);
    assertThat(violations.get(0).kind()).isEqualTo(Violation.Kind.ATTEMPTS);
    assertThat(violations.get(0).key()).hasSize(32).doesNotContain("203.0.113.9");
    assertThat(violations.get(0)).isEqualTo(violations.get(1));
  }

  @Test
  void attempt_ofKnownKey_allocatesNothing() {
    RateLimits limits =
        RateLimits.builder(LimitConfig.defaults()).violations(violation -> {}).build();
    String[] keys = new String[256];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = "key-" + i;
      for (int j = 0; j < 30; j++) {
        limits.attempt(keys[i]);
      }
    }
    assertThat(
            Allocated.leastBytes(
                () -> {
                  for (String key : keys) {
                    limits.attempt(key);
                  }
                }))
        .isZero();
  }

  @Test
  void connect_letsFiveThroughAndOneMoreForEachThatIsClosed() {
    RateLimits limits = limits();
    List<Connection> open = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      open.add(limits.connect(ALICE).orElseThrow());
    }
    assertThat(limits.connect(ALICE)).isEmpty();
    assertThat(limits.connect(new SubjectId("other", ALICE.account()))).isPresent();
    open.get(0).close();
    open.get(0).close();
    assertThat(limits.connect(ALICE)).isPresent();
    assertThat(limits.connect(ALICE)).isEmpty();
    assertThat(violations).singleElement().extracting("kind").isEqualTo(Violation.Kind.CONNECTIONS);
    assertThat(limits.statistics().connections()).isEqualTo(6);
    assertThat(limits.statistics().subjects()).isEqualTo(2);
    assertThat(limits.statistics().refusedConnections()).isEqualTo(2);
  }

  @Test
  void connect_ofManyThreads_neverExceedsTheLimitAndEndsWithNone() throws Exception {
    RateLimits limits = limits();
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    inParallel(
        64,
        thread -> {
          for (int i = 0; i < 300; i++) {
            Optional<Connection> connection = limits.connect(ALICE);
            if (connection.isPresent()) {
              most.accumulateAndGet(open.incrementAndGet(), Math::max);
              open.decrementAndGet();
              connection.get().close();
            }
          }
        });
    assertThat(most.get()).isBetween(1, 5);
    assertThat(limits.statistics().subjects()).isZero();
    assertThat(limits.statistics().connections()).isZero();
  }

  @Test
  void connect_whenTheTableIsFull_refusesFurtherSubjects() {
    RateLimits limits = limits(LimitConfig.defaults().withCapacity(1, 2));
    Connection first = limits.connect(SubjectId.of("a")).orElseThrow();
    assertThat(limits.connect(SubjectId.of("b"))).isPresent();
    assertThat(limits.connect(SubjectId.of("c"))).isEmpty();
    first.close();
    assertThat(limits.connect(SubjectId.of("c"))).isPresent();
  }

  @Test
  void config_refusesWhatMakesNoSense() {
    LimitConfig defaults = LimitConfig.defaults();
    assertThatThrownBy(() -> defaults.withAttempts(0, Duration.ofSeconds(1)))
        .hasMessage("attempts must be >= 1, was 0");
    assertThatThrownBy(() -> defaults.withAttempts(10_001, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> defaults.withAttempts(1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> defaults.withConnections(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private interface Work {
    void run(int thread) throws Exception;
  }

  private static void inParallel(int threads, Work work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        done.add(
            pool.submit(
                () -> {
                  start.await();
                  work.run(thread);
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
