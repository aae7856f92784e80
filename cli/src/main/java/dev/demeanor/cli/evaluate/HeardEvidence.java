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
  private boolean present;

  /** Forgets what was heard of earlier attempts. */
  void clear() {
    sum = 0;
    present = false;
  }

  /** Returns the evidence heard since, 0 when there was none. */
  double sum() {
    return sum;
  }

  /** Returns whether there was any. */
  boolean isPresent() {
    return present;
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
        present = true;
        detectors.add(heard.detector());
      }
    }
  }
}
