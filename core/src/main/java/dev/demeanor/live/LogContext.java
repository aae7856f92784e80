package dev.demeanor.live;

import dev.demeanor.spi.audit.AuditRecord;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts {@code correlation_id}, {@code session_id} and {@code username} of what is being told into
 * the logging context (MDC) of this thread, the last two as keyed hashes, and at the end puts back
 * what stood there. What is not known is left as the host has set it. Used by one thread.
 */
final class LogContext {

  private final Map<String, String> values = new HashMap<>(4);

  private LogContext() {}

  static LogContext of(AuditRecord record) {
    LogContext context = new LogContext();
    if (record instanceof AuditRecord.Decided decided) {
      return of(
          decided.correlationId(), decided.decision().sessionKey(), decided.subjectKey(), context);
    } else if (record instanceof AuditRecord.FeedbackGiven feedback) {
      return of(null, feedback.sessionKey(), feedback.subjectKey(), context);
    } else if (record instanceof AuditRecord.Erased erased) {
      return of(null, null, erased.subjectKey(), context);
    }
    return context;
  }

  /** Returns the context of a request. */
  static LogContext of(@Nullable String correlationId, String sessionKey, String subjectKey) {
    return of(correlationId, sessionKey, subjectKey, new LogContext());
  }

  private static LogContext of(
      @Nullable String correlationId,
      @Nullable String sessionKey,
      String subjectKey,
      LogContext context) {
    context.put("correlation_id", correlationId);
    context.put("session_id", sessionKey);
    context.put("username", subjectKey);
    return context;
  }

  private void put(String key, @Nullable String value) {
    if (value != null) {
      values.put(key, value);
    }
  }

  /** Runs a task in this context. */
  void around(Runnable task) {
    Map<String, @Nullable String> before = new HashMap<>(4);
    values.forEach(
        (key, value) -> {
          before.put(key, MDC.get(key));
          MDC.put(key, value);
        });
    try {
      task.run();
    } finally {
      before.forEach(LogContext::restore);
    }
  }

  private static void restore(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}
