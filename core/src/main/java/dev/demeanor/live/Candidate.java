package dev.demeanor.live;

import dev.demeanor.decision.Verdict;
import dev.demeanor.model.CandidateComparison;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A version that is scored beside the active one without effect, and what was found so far.
 * Thread-safe.
 */
final class Candidate {

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
