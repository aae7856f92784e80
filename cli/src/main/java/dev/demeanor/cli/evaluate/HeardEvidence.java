package dev.demeanor.cli.evaluate;

import dev.demeanor.decision.Evidence;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Listens to what each decision was based on: the evidence that also goes into the audit. Not
 * thread-safe.
 */
final class HeardEvidence implements DecisionListener {

  private final SortedSet<String> detectors = new TreeSet<>();
  private double sum;
  private int windows;

  /** Forgets what was heard of earlier attempts. */
  void clear() {
    sum = 0;
    windows = 0;
  }

  /** Returns what the evidence heard since comes to, 0 when there was none. */
  double score(Scoring scoring) {
    return scoring == Scoring.MEAN && windows > 0 ? sum / windows : sum;
  }

  /** Returns how many windows gave evidence since. */
  int windows() {
    return windows;
  }

  /** Returns whether there was any. */
  boolean isPresent() {
    return windows > 0;
  }

  /** Returns the names of the detectors that gave evidence. */
  SortedSet<String> detectors() {
    return detectors;
  }

  @Override
  public void onDecision(AuditRecord.Decided decided, Timings timings) {
    for (Evidence evidence : decided.evidence()) {
      if (evidence instanceof Evidence.Present heard) {
        sum += heard.value();
        windows++;
        detectors.add(heard.detector());
      }
    }
  }
}
