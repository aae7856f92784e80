package dev.demeanor.testkit;

import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Remembers what a monitor tells its listeners. Unbounded, for tests. Thread-safe; lists answered
 * are copies.
 */
public final class RecordingListener implements DecisionListener {

  private final List<AuditRecord> records = new ArrayList<>();

  /** Makes a listener that has heard nothing. */
  public RecordingListener() {}

  @Override
  public synchronized void onDecision(AuditRecord.Decided decision, Timings timings) {
    records.add(decision);
  }

  @Override
  public synchronized void onRecord(AuditRecord record) {
    records.add(record);
  }

  /** Returns all records, decisions included, in the order heard. */
  public synchronized List<AuditRecord> records() {
    return List.copyOf(records);
  }

  /** Returns the records of one kind, in the order heard. */
  public <T extends AuditRecord> List<T> records(Class<T> kind) {
    return records().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Returns the decisions, in the order heard. */
  public List<AuditRecord.Decided> decisions() {
    return records(AuditRecord.Decided.class);
  }

  /** Returns the decisions whose effective verdict was this one, in the order heard. */
  public List<AuditRecord.Decided> decisions(Verdict verdict) {
    return decisions().stream().filter(record -> record.decision().verdict() == verdict).toList();
  }

  /** Returns the decision heard last, or empty. */
  public Optional<AuditRecord.Decided> lastDecision() {
    List<AuditRecord.Decided> all = decisions();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** Forgets everything. */
  public synchronized void clear() {
    records.clear();
  }
}
