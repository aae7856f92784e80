package dev.demeanor.decision;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The answer to one assessment. Small and immutable; what stands behind it is in the audit record
 * of the same id and, on request, in an {@link Explanation}.
 */
public final class Decision {

  private static final ReasonCode[] CODES = ReasonCode.values();

  private final String sessionKey;
  private final long sequence;
  private final long atMillis;
  private final Verdict effective;
  private final Verdict computed;
  private final Mode mode;
  private final double trust;
  private final double confidence;
  private final int reasonBits;
  private final Consequence consequence;
  private final Consequence computedConsequence;

  /**
   * Makes a decision whose consequences are those of its verdicts and reasons.
   *
   * @param sessionKey keyed hash of the session: of its id and of when it was opened
   * @param sequence number of the decision within its session, from 1
   * @param atMillis wall-clock time, milliseconds since 1970
   * @param effective what the caller must do
   * @param computed what would apply if decisions were enforced
   * @param mode whether they are
   * @param trust posterior probability of genuine, 0 to 1
   * @param confidence how much evidence stands behind it, 0 to 1
   * @param reasonBits the bits of the {@link ReasonCode}s that apply
   */
  public Decision(
      String sessionKey,
      long sequence,
      long atMillis,
      Verdict effective,
      Verdict computed,
      Mode mode,
      double trust,
      double confidence,
      int reasonBits) {
    this(
        sessionKey,
        sequence,
        atMillis,
        effective,
        computed,
        mode,
        trust,
        confidence,
        reasonBits,
        Consequence.of(effective, reasonBits),
        Consequence.of(computed, reasonBits));
  }

  /**
   * Makes a decision.
   *
   * @param sessionKey keyed hash of the session: of its id and of when it was opened
   * @param sequence number of the decision within its session, from 1
   * @param atMillis wall-clock time, milliseconds since 1970
   * @param effective what the caller must do
   * @param computed what would apply if decisions were enforced
   * @param mode whether they are
   * @param trust posterior probability of genuine, 0 to 1
   * @param confidence how much evidence stands behind it, 0 to 1
   * @param reasonBits the bits of the {@link ReasonCode}s that apply
   * @param consequence what follows
   * @param computedConsequence what would follow if decisions were enforced
   */
  public Decision(
      String sessionKey,
      long sequence,
      long atMillis,
      Verdict effective,
      Verdict computed,
      Mode mode,
      double trust,
      double confidence,
      int reasonBits,
      Consequence consequence,
      Consequence computedConsequence) {
    this.sessionKey = sessionKey;
    this.sequence = sequence;
    this.atMillis = atMillis;
    this.effective = effective;
    this.computed = computed;
    this.mode = mode;
    this.trust = trust;
    this.confidence = confidence;
    this.reasonBits = reasonBits;
    this.consequence = consequence;
    this.computedConsequence = computedConsequence;
  }

  /**
   * Returns the id under which the decision stands in the audit: the session's keyed hash and the
   * sequence.
   */
  public String id() {
    return sessionKey + "-" + sequence;
  }

  /** Returns the keyed hash of the session; an id that is opened again has another. */
  public String sessionKey() {
    return sessionKey;
  }

  /** Returns the number of the decision within its session, from 1. */
  public long sequence() {
    return sequence;
  }

  /** Returns when it was made. */
  public Instant at() {
    return Instant.ofEpochMilli(atMillis);
  }

  /** Returns what the caller must do. In SHADOW always ALLOW, except under an operator's block. */
  public Verdict verdict() {
    return effective;
  }

  /** Returns the verdict that applies when decisions are enforced. */
  public Verdict computedVerdict() {
    return computed;
  }

  /**
   * Returns what follows for the session: what the host must do, beyond refusing a request, and
   * which block came into force with it. In SHADOW always NONE, except under an operator's block.
   */
  public Consequence consequence() {
    return consequence;
  }

  /** Returns what follows when decisions are enforced. */
  public Consequence computedConsequence() {
    return computedConsequence;
  }

  /** Returns whether decisions were enforced. */
  public Mode mode() {
    return mode;
  }

  /** Returns the posterior probability that this is the subject, in [0, 1]. */
  public double trust() {
    return trust;
  }

  /** Returns how much evidence stands behind the trust, in [0, 1]; 0 means none. */
  public double confidence() {
    return confidence;
  }

  /** Returns the reasons, in the order of their declaration; empty for a plain ALLOW. */
  public Set<ReasonCode> reasons() {
    EnumSet<ReasonCode> reasons = EnumSet.noneOf(ReasonCode.class);
    for (ReasonCode code : CODES) {
      if (has(code)) {
        reasons.add(code);
      }
    }
    return Collections.unmodifiableSet(reasons);
  }

  /** Returns whether a reason applies; allocates nothing. */
  public boolean has(ReasonCode code) {
    return (reasonBits & code.bit()) != 0;
  }

  /** Returns the reasons as bits. */
  public int reasonBits() {
    return reasonBits;
  }

  /**
   * Returns the same decision with another outcome and one more reason. A consequence whose verdict
   * is replaced is that of the new verdict.
   */
  public Decision with(Verdict newEffective, Verdict newComputed, ReasonCode reason) {
    return new Decision(
        sessionKey,
        sequence,
        atMillis,
        newEffective,
        newComputed,
        mode,
        trust,
        confidence,
        reasonBits | reason.bit(),
        newEffective == effective ? consequence : Consequence.of(newEffective, reasonBits),
        newComputed == computed ? computedConsequence : Consequence.of(newComputed, reasonBits));
  }

  /** Returns the same decision with other consequences. */
  public Decision with(Consequence newConsequence, Consequence newComputed) {
    return new Decision(
        sessionKey,
        sequence,
        atMillis,
        effective,
        computed,
        mode,
        trust,
        confidence,
        reasonBits,
        newConsequence,
        newComputed);
  }

  /** Compares all parts. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Decision that
        && sessionKey.equals(that.sessionKey)
        && sequence == that.sequence
        && atMillis == that.atMillis
        && effective == that.effective
        && computed == that.computed
        && mode == that.mode
        && Double.compare(trust, that.trust) == 0
        && Double.compare(confidence, that.confidence) == 0
        && reasonBits == that.reasonBits
        && consequence == that.consequence
        && computedConsequence == that.computedConsequence;
  }

  @Override
  public int hashCode() {
    return 31 * sessionKey.hashCode() + Long.hashCode(sequence);
  }

  @Override
  public String toString() {
    return "Decision["
        + id()
        + ", "
        + effective
        + (effective == computed ? "" : " (would be " + computed + ")")
        + String.format(java.util.Locale.ROOT, ", trust %.3f, confidence %.2f, ", trust, confidence)
        + reasons()
        + "]";
  }
}
