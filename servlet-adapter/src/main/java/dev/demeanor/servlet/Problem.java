package dev.demeanor.servlet;

import dev.demeanor.decision.Verdict;
import dev.demeanor.wire.Message;
import dev.demeanor.wire.RefusedBatch;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused: problem details of RFC 9457, or a small page for browsers. Immutable.
 *
 * @param type last part of the problem's URI, {@code https://demeanor.dev/problems/...}
 * @param status HTTP status
 * @param title what it is, in English and always the same
 * @param message what to tell the person, or null
 * @param verdict DENY when the session is over, else null
 * @param retryAfter when to try again, or null
 * @param nonce the next nonce, or null
 * @param mistake what is wrong with a batch, or null
 */
public record Problem(
    String type,
    int status,
    String title,
    @Nullable Message message,
    @Nullable Verdict verdict,
    @Nullable Duration retryAfter,
    @Nullable String nonce,
    @Nullable RefusedBatch mistake) {

  /** Where types of problems live. */
  public static final String TYPES = "https://demeanor.dev/problems/";

  /** Returns a problem with nothing but its name. */
  public static Problem of(String type, int status, String title) {
    return new Problem(type, status, title, null, null, null, null, null);
  }

  /** Returns a copy with something to tell the person. */
  public Problem withMessage(Message newMessage) {
    return new Problem(type, status, title, newMessage, verdict, retryAfter, nonce, mistake);
  }

  /** Returns a copy that says the session is over. */
  public Problem denied() {
    return new Problem(type, status, title, message, Verdict.DENY, retryAfter, nonce, mistake);
  }

  /** Returns a copy that says when to try again; at least a second. */
  public Problem withRetryAfter(Duration newRetryAfter) {
    return new Problem(type, status, title, message, verdict, newRetryAfter, nonce, mistake);
  }

  /** Returns a copy with the next nonce. */
  public Problem withNonce(String newNonce) {
    return new Problem(type, status, title, message, verdict, retryAfter, newNonce, mistake);
  }

  /** Returns a copy that says what is wrong with a batch. */
  public Problem withMistake(RefusedBatch newMistake) {
    return new Problem(type, status, title, message, verdict, retryAfter, nonce, newMistake);
  }

  @Override
  public String toString() {
    return "Problem[" + type + ", " + status + "]";
  }
}
