package dev.demeanor.limit;

import dev.demeanor.pseudonym.Pseudonyms;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often an address may try and how many connections a subject may hold at once. Exact: never
 * more attempts than the limit in any window of its length, whatever the threads and wherever the
 * window begins. Time is measured with a monotonic clock, so that a wall clock that jumps does not
 * matter. Bounded, cleaned as it is used, with no thread of its own. Thread-safe.
 */
public final class RateLimits {

  private static final Logger LOG = LoggerFactory.getLogger(RateLimits.class);

  private final LimitConfig config;
  private final AttemptLimit attempts;
  private final ConnectionLimit connections;

  private RateLimits(Builder builder) {
    config = builder.config;
    Pseudonyms names = new Pseudonyms(builder.pseudonymKey);
    Consumer<Violation> told = builder.violations;
    attempts =
        new AttemptLimit(
            config,
            builder.ticker,
            address ->
                told.accept(
                    new Violation(
                        Violation.Kind.ATTEMPTS,
                        names.of("address", "", address),
                        config.attempts())));
    connections =
        new ConnectionLimit(
            config,
            builder.ticker,
            key -> {
              int end = key.indexOf('\0');
              told.accept(
                  new Violation(
                      Violation.Kind.CONNECTIONS,
                      names.of("subject", key.substring(0, end), key.substring(end + 1)),
                      config.connections()));
            });
  }

  /** Begins to make limits. */
  public static Builder builder(LimitConfig config) {
    return new Builder(config);
  }

  /**
   * Returns whether an attempt of an address is let through, and counts it if so. Allocates nothing
   * for an address that is known.
   *
   * @param address any text that names where the attempt comes from; of IPv6 better the first 64
   *     bits, since whoever has one address there has them all
   */
  public boolean attempt(String address) {
    return attempts.attempt(address);
  }

  /** Returns after what time an attempt of an address would be let through, zero when at once. */
  public Duration retryAfter(String address) {
    return Duration.ofNanos(attempts.waitNanos(address));
  }

  /** Opens a connection of a subject; empty when it holds as many as it may. */
  public Optional<Connection> connect(SubjectId subject) {
    String key = subject.tenant() + '\0' + subject.account();
    if (!connections.open(key)) {
      return Optional.empty();
    }
    AtomicBoolean open = new AtomicBoolean(true);
    return Optional.of(
        () -> {
          if (open.compareAndSet(true, false)) {
            connections.close(key);
          }
        });
  }

  /** Returns what the limits are doing; looks at every address. */
  public LimitStatistics statistics() {
    return new LimitStatistics(
        attempts.keys(),
        connections.keys(),
        connections.connections(),
        attempts.refused.sum(),
        connections.refused(),
        attempts.sharedAttempts.sum(),
        config);
  }

  private static void log(Violation violation) {
    LOG.atWarn()
        .addKeyValue("event", "RATE_LIMITED")
        .addKeyValue("kind", violation.kind())
        .addKeyValue("key", violation.key())
        .addKeyValue("limit", violation.limit())
        .log("rate limit");
  }

  /** Makes limits. Not thread-safe. */
  public static final class Builder {
    private final LimitConfig config;
    private LongSupplier ticker = System::nanoTime;
    private Consumer<Violation> violations = RateLimits::log;
    private byte @Nullable [] pseudonymKey;

    private Builder(LimitConfig config) {
      this.config = config;
    }

    /** Sets the monotonic clock, in nanoseconds; {@link System#nanoTime} when left out. */
    public Builder ticker(LongSupplier nanoTime) {
      ticker = nanoTime;
      return this;
    }

    /**
     * Sets the key of the hashes that stand for addresses and subjects, at least 32 bytes; a random
     * one when left out. With that of the monitor, subjects have the same hash as in its records.
     */
    public Builder pseudonymKey(byte[] key) {
      pseudonymKey = key.clone();
      return this;
    }

    /**
     * Sets who is told of violations, once for each key and window; logged as a warning when left
     * out. Called within the limit's locks: return quickly.
     */
    public Builder violations(Consumer<Violation> listener) {
      violations = listener;
      return this;
    }

    /** Makes the limits. */
    public RateLimits build() {
      return new RateLimits(this);
    }
  }
}
