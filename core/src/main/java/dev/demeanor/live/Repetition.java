package dev.demeanor.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.decision.Decision;
import dev.demeanor.spi.audit.AuditRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** ALLOWs of one session with nothing new, on their way to one record. Not thread-safe. */
final class Repetition {

  /** So many may become one record at most. */
  private static final int MOST = 1_000;

  private final List<Integer> pauses = new ArrayList<>();
  private final AuditRecord.Decided first;
  private final MessageDigest digest;
  private Decision last;
  private double lowestTrust;

  Repetition(AuditRecord.Decided first) {
    this.first = first;
    this.last = first.decision();
    this.lowestTrust = last.trust();
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    digest(first);
  }

  /**
   * Returns whether a decision says nothing that one before it does not say: both are ALLOWs of one
   * session, under one policy, for the same reasons, and the later one has no evidence.
   */
  static boolean isRepeated(AuditRecord.Decided before, AuditRecord.Decided decided) {
    Decision was = before.decision();
    Decision is = decided.decision();
    return RoutineQueue.isRoutine(decided)
        && !before.mustBeDurable()
        && was.verdict() == is.verdict()
        && was.computedVerdict() == is.computedVerdict()
        && was.mode() == is.mode()
        && was.reasonBits() == is.reasonBits()
        && before.segment().equals(decided.segment())
        && before.thresholds().equals(decided.thresholds())
        && before.policyVersion().equals(decided.policyVersion())
        && Objects.equals(before.modelVersion(), decided.modelVersion())
        && Objects.equals(before.route(), decided.route())
        && before.subjectKey().equals(decided.subjectKey());
  }

  /** Adds the next one; returns whether there was room for it. */
  boolean add(AuditRecord.Decided decided) {
    long pause = decided.decision().at().toEpochMilli() - last.at().toEpochMilli();
    if (pauses.size() + 1 >= MOST || (int) pause != pause) {
      return false;
    }
    last = decided.decision();
    lowestTrust = Math.min(lowestTrust, last.trust());
    pauses.add((int) pause);
    digest(decided);
    return true;
  }

  private void digest(AuditRecord.Decided decided) {
    String correlation = Objects.requireNonNullElse(decided.correlationId(), "-");
    digest.update((decided.id() + " " + correlation + "\n").getBytes(UTF_8));
  }

  /** Returns the number of the last one in its session. */
  long lastSequence() {
    return last.sequence();
  }

  AuditRecord.Repeated toRecord() {
    Decision from = first.decision();
    return new AuditRecord.Repeated(
        from.sessionKey(),
        first.subjectKey(),
        from.sequence(),
        last.sequence(),
        pauses.size() + 1L,
        from.at(),
        last.at(),
        lowestTrust,
        from.reasonBits(),
        first.segment(),
        first.policyVersion(),
        hash(),
        pauses);
  }

  private String hash() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's SHA-256 can be copied", e);
    }
  }
}
