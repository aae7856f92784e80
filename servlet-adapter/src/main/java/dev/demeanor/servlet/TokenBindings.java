package dev.demeanor.servlet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.demeanor.BehaviorMonitor;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.function.LongSupplier;

/**
 * Bindings of sessions that have no HTTP session, by what their requests bring along. Bounded; what
 * was not asked for a day is forgotten. A block holds in the monitor, whatever is forgotten here.
 * Thread-safe.
 */
final class TokenBindings {

  private static final int MOST = 100_000;
  private static final Duration IDLE = Duration.ofDays(1);

  private final BehaviorMonitor monitor;
  private final Cache<SessionId, SessionBinding> bindings;

  TokenBindings(BehaviorMonitor monitor, LongSupplier ticker) {
    Ticker time = ticker::getAsLong;
    this.monitor = monitor;
    this.bindings =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(IDLE)
            .ticker(time)
            .executor(Runnable::run)
            .build();
  }

  /** Returns the binding of a subject's session, the same for the same key. */
  SessionBinding of(SubjectId subject, String key) {
    return bindings.get(id(subject, key), session -> new SessionBinding(session, subject, monitor));
  }

  /** Nobody has the session of somebody else by bringing the same key. */
  private static SessionId id(SubjectId subject, String key) {
    String whole = subject.tenant() + '\0' + subject.account() + '\0' + key;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
      return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
