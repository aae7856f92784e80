package dev.demeanor.live;

import dev.demeanor.decision.Verdict;
import dev.demeanor.model.CandidateComparison;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version that is scored beside the active one without effect, and what was found so far.
 * Thread-safe.
 */
final class Candidate {

  /** After so long, whatever is new is reported. */
  private static final Duration PAUSE = Duration.ofHours(1);

  private final Serving serving;
  private final String version;
  private final String active;

  private long decisions;
  private long windows;
  private long abstained;
  private double difference;
  private double distance;
  private long stricter;
  private long milder;
  private long dropped;

  private final String reporter = UUID.randomUUID().toString();
  private long reported;
  private Instant reportedAt = Instant.EPOCH;

  Candidate(Serving serving, String version, String active) {
    this.serving = serving;
    this.version = version;
    this.active = active;
  }

  boolean isOf(@Nullable String wanted, String beside) {
    return Objects.equals(version, wanted) && active.equals(beside);
  }

  /** Returns the candidate retained, or null when it was replaced: release it. */
  @Nullable Serving acquire() {
    return serving.retain() ? serving : null;
  }

  void release() {
    serving.release();
  }

  synchronized void addWindow(double evidence, double beside) {
    windows++;
    difference += evidence - beside;
    distance += Math.abs(evidence - beside);
  }

  synchronized void addAbstention() {
    abstained++;
  }

  synchronized void addDecision(Verdict verdict, Verdict beside) {
    decisions++;
    stricter += verdict.compareTo(beside) > 0 ? 1 : 0;
    milder += verdict.compareTo(beside) < 0 ? 1 : 0;
  }

  synchronized void addDropped() {
    dropped++;
  }

  /** Returns the name by which this comparison is reported. */
  String reporter() {
    return reporter;
  }

  /**
   * Returns what is to be reported now: decisions are twice as many as at the last report, or an
   * hour has gone by. Few reports, then, however long it lasts.
   */
  synchronized Optional<CandidateComparison> due(Instant now) {
    boolean isDue = decisions >= 2 * reported || !now.isBefore(reportedAt.plus(PAUSE));
    return isDue ? unreported(now) : Optional.empty();
  }

  /** Returns what is new since the last report, which this counts as. */
  synchronized Optional<CandidateComparison> unreported(Instant now) {
    if (decisions == reported) {
      return Optional.empty();
    }
    reported = decisions;
    reportedAt = now;
    return Optional.of(comparison());
  }

  synchronized CandidateComparison comparison() {
    return new CandidateComparison(
        version,
        active,
        decisions,
        windows,
        abstained,
        windows == 0 ? 0 : difference / windows,
        windows == 0 ? 0 : distance / windows,
        stricter,
        milder,
        dropped);
  }
}
