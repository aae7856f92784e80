package dev.demeanor.benchmarks;

import dev.demeanor.limit.LimitConfig;
import dev.demeanor.limit.RateLimits;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Attempts of 1 M known addresses by Zipf's law against 20 in 60 seconds each, beside Bucket4j's
 * local buckets in a {@link ConcurrentHashMap} with the same limit, which lets more through in a
 * window. Frequent addresses are refused, rare ones let through; or all are let through, by a
 * window of a microsecond.
 */
final class LimitLoad implements Load {

  private static final int REQUESTS = 1 << 12;
  private static final int BITS = 20;
  private static final int ATTEMPTS = 20;
  private static final Duration WINDOW = Duration.ofSeconds(60);

  private static final int FAST = 1 << 24;

  private final boolean accepted;
  private final RateLimits limits;
  private final Map<String, Bucket> lockFree = new ConcurrentHashMap<>();
  private final Map<String, Bucket> locking = new ConcurrentHashMap<>();
  private final String[] addresses = new String[REQUESTS];
  private final Zipf zipf = new Zipf(BITS, 1);

  /** When time began to run; 0 while it stands still. */
  private long start;

  LimitLoad(boolean accepted) {
    this.accepted = accepted;
    limits =
        RateLimits.builder(LimitConfig.defaults().withCapacity(1 << BITS, 1))
            .ticker(this::ticker)
            .violations(violation -> {})
            .build();
    for (int i = 0; i < 1 << BITS; i++) {
      String address = Names.address(i);
      for (int attempt = 0; attempt <= ATTEMPTS; attempt++) {
        limits.attempt(address);
      }
      lockFree.put(address, bucket(false));
      locking.put(address, bucket(true));
    }
    check(Duration.ofDays(1));
    start = System.nanoTime();
  }

  /** Stands still while addresses are added, then goes on after a window; fast where all pass. */
  private long ticker() {
    return start == 0
        ? 0
        : WINDOW.toNanos() + 1 + (System.nanoTime() - start) * (accepted ? FAST : 1L);
  }

  private Bucket bucket(boolean locks) {
    Bandwidth limit =
        Bandwidth.builder()
            .capacity(ATTEMPTS)
            .refillGreedy(ATTEMPTS, accepted ? Duration.ofNanos(1_000) : WINDOW)
            .build();
    var builder = Bucket.builder().addLimit(limit);
    return locks
        ? builder
            .withSynchronizationStrategy(
                io.github.bucket4j.local.SynchronizationStrategy.SYNCHRONIZED)
            .build()
        : builder.build();
  }

  /** A limit that lets everything through, or nothing, would be fast, too. */
  private static void check(Duration slow) {
    RateLimits checked =
        RateLimits.builder(LimitConfig.defaults().withAttempts(ATTEMPTS, slow)).build();
    Bucket bucket =
        Bucket.builder()
            .addLimit(Bandwidth.builder().capacity(ATTEMPTS).refillGreedy(ATTEMPTS, slow).build())
            .build();
    for (int i = 0; i < 2 * ATTEMPTS; i++) {
      boolean expected = i < ATTEMPTS;
      if (checked.attempt("a") != expected || bucket.tryConsume(1) != expected) {
        throw new IllegalStateException("attempt " + i + " should be let through: " + expected);
      }
    }
  }

  @Override
  public List<Slice> slices() {
    return List.of(
        slice("Bucket4j, lock-free", address -> tryConsume(lockFree, address)),
        slice("Bucket4j, synchronized", address -> tryConsume(locking, address)),
        slice("RateLimits.attempt", limits::attempt));
  }

  private static boolean tryConsume(Map<String, Bucket> buckets, String address) {
    Bucket bucket = buckets.get(address);
    return bucket != null && bucket.tryConsume(1);
  }

  private interface Attempt {
    boolean of(String address);
  }

  private Slice slice(String name, Attempt attempt) {
    return new Slice() {
      @Override
      public String name() {
        return name + (accepted ? ", all let through" : ", hot ones refused");
      }

      @Override
      public int operations() {
        return REQUESTS;
      }

      @Override
      public void prepare() {
        for (int i = 0; i < REQUESTS; i++) {
          addresses[i] = Names.address(zipf.next());
        }
      }

      @Override
      public long run() {
        long passed = 0;
        for (int i = 0; i < REQUESTS; i++) {
          passed += attempt.of(addresses[i]) ? 1 : 0;
        }
        return passed;
      }
    };
  }
}
