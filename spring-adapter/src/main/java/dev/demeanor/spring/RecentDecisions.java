package dev.demeanor.spring;

import dev.demeanor.decision.Explanation;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The latest decisions of this process, as many as configured, newest first. For looking at; the
 * audit is what counts. Thread-safe.
 */
public final class RecentDecisions implements DecisionListener {

  private final int capacity;
  private final Map<String, Kept> decisions = new LinkedHashMap<>();

  /** What is made readable only when somebody looks at it: few decisions are ever looked at. */
  private record Kept(AuditRecord.Decided decided, @Nullable Explanation explanation) {
    RecentDecision read() {
      RecentDecision decision = RecentDecision.of(decided);
      return explanation == null ? decision : decision.with(explanation);
    }
  }

  /**
   * Makes an empty list.
   *
   * @param capacity how many are kept, at least 1
   */
  public RecentDecisions(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be >= 1, was " + capacity);
    }
    this.capacity = capacity;
  }

  @Override
  public void onDecision(AuditRecord.Decided decided, Timings timings) {
    String id = decided.decision().id();
    synchronized (decisions) {
      decisions.put(id, new Kept(decided, null));
      if (decisions.size() > capacity) {
        var oldest = decisions.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
    }
  }

  /** Keeps what stands behind a decision with it, for as long as it is kept itself. */
  public void explain(String decisionId, Explanation explanation) {
    synchronized (decisions) {
      decisions.computeIfPresent(decisionId, (id, kept) -> new Kept(kept.decided, explanation));
    }
  }

  /** Returns the latest ones, newest first, at most {@code limit}. */
  public List<RecentDecision> latest(int limit) {
    List<Kept> all;
    synchronized (decisions) {
      all = new ArrayList<>(decisions.values());
    }
    Collections.reverse(all);
    return all.stream().limit(Math.max(0, limit)).map(Kept::read).toList();
  }

  /** Returns a decision while it is kept. */
  public Optional<RecentDecision> find(String decisionId) {
    synchronized (decisions) {
      return Optional.ofNullable(decisions.get(decisionId)).map(Kept::read);
    }
  }
}
