package dev.demeanor.servlet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.subject.SessionId;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Single-use nonces, each bound to the session it was given to. A session keeps its latest 16, so
 * that nobody can push out those of another; sessions are bounded and expire. What is forgotten is
 * answered with a fresh nonce, so forgetting costs one request. Thread-safe.
 */
final class CaptureNonces {

  private static final int SESSIONS = 100_000;

  /** Digests of batches have to outlive the nonces, or an old batch could come again. */
  private static final Duration IDLE = Duration.ofHours(8);

  private final Tokens tokens;
  private final LongSupplier ticker;
  private final long lifeNanos;
  private final Cache<String, NonceRing> rings;

  CaptureNonces(Tokens tokens, Duration life, LongSupplier ticker) {
    this.tokens = tokens;
    this.ticker = ticker;
    this.lifeNanos = life.toNanos();
    this.rings =
        Caffeine.newBuilder()
            .maximumSize(SESSIONS)
            .expireAfterAccess(IDLE)
            .ticker(ticker::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  String give(SessionId session) {
    String nonce = tokens.next();
    ring(session).give(nonce, ticker.getAsLong());
    return nonce;
  }

  NonceRing.State use(SessionId session, String nonce) {
    return ring(session).use(nonce, ticker.getAsLong(), lifeNanos);
  }

  /** Returns whether the session has sent these events before, whatever nonce they came with. */
  boolean isRepeated(SessionId session, EventBuffer events) {
    return events.size() > 0 && ring(session).isRepeated(BatchDigest.of(events));
  }

  private NonceRing ring(SessionId session) {
    return rings.get(session.value(), id -> new NonceRing());
  }
}
