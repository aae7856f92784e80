package dev.demeanor.spi.store;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a person has come in judging a security event. Immutable.
 *
 * @param status whether it has been judged
 * @param decision what was found, there exactly when the status is {@link Status#DECIDED}
 * @param reviewerId who reviews; null exactly while the status is {@link Status#PENDING}
 * @param reviewerNotes why, in the reviewer's words, at most 4,000 characters; never null once
 *     decided
 */
public record Adjudication(
    Status status,
    @Nullable Decision decision,
    @Nullable String reviewerId,
    @Nullable String reviewerNotes) {

  /** Nobody has looked at it yet: how every event begins. */
  public static final Adjudication PENDING = new Adjudication(Status.PENDING, null, null, null);

  private static final int MAX_REVIEWER = 256;
  private static final int MAX_NOTES = 4_000;

  /** Whether an event has been judged. */
  public enum Status {
    /** Nobody has looked at it yet. */
    PENDING,
    /** Somebody has taken it on. */
    IN_REVIEW,
    /** Judged. */
    DECIDED;

    /** Returns the name in lower case, as stores and APIs write it: {@code pending}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a reviewer found. */
  public enum Decision {
    /** It was the subject: a false alarm. */
    GENUINE,
    /** It was somebody else. */
    IMPOSTOR,
    /** It cannot be told. */
    INCONCLUSIVE;

    /** Returns the name in lower case, as stores and APIs write it: {@code genuine}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks that the parts fit each other. */
  public Adjudication {
    if ((decision != null) != (status == Status.DECIDED)) {
      throw new IllegalArgumentException(
          "decision must be given exactly when the status is DECIDED, was "
              + decision
              + " under "
              + status);
    }
    if ((reviewerId != null) != (status != Status.PENDING)) {
      throw new IllegalArgumentException(
          "reviewerId must be given exactly when the status is not PENDING, was "
              + (reviewerId == null ? "missing" : "given")
              + " under "
              + status);
    }
    text("reviewerId", reviewerId, MAX_REVIEWER);
    text("reviewerNotes", reviewerNotes, MAX_NOTES);
    if (status == Status.DECIDED && reviewerNotes == null) {
      throw new IllegalArgumentException("reviewerNotes must say why when the status is DECIDED");
    }
  }

  /** Returns the state of an event that somebody has taken on. */
  public static Adjudication inReview(String reviewerId) {
    return new Adjudication(Status.IN_REVIEW, null, reviewerId, null);
  }

  /** Returns the state of an event that was judged. */
  public static Adjudication decided(Decision decision, String reviewerId, String reviewerNotes) {
    return new Adjudication(Status.DECIDED, decision, reviewerId, reviewerNotes);
  }

  private static void text(String name, @Nullable String value, int max) {
    if (value != null && (value.isBlank() || value.length() > max)) {
      throw new IllegalArgumentException(
          name + " must have 1 to " + max + " characters and not be blank, had " + value.length());
    }
  }

  /** Leaves out what the reviewer wrote. */
  @Override
  public String toString() {
    return "Adjudication[" + status + (decision == null ? "" : ", " + decision) + "]";
  }
}
