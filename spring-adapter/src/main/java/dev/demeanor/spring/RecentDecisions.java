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

/**
 * The latest decisions of this process, as many as configured, newest first. For looking at; the
 * audit is what counts. Thread-safe.
 */
public final class RecentDecisions implements DecisionListener {

  private final int capacity;
  private final Map<String, RecentDecision> decisions = new LinkedHashMap<>();

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
    RecentDecision decision = RecentDecision.of(decided);
    synchronized (decisions) {
      decisions.put(decision.id(), decision);
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
      decisions.computeIfPresent(decisionId, (id, decision) -> decision.with(explanation));
    }
  }

  /** Returns the latest ones, newest first, at most {@code limit}. */
  public List<RecentDecision> latest(int limit) {
    synchronized (decisions) {
      List<RecentDecision> all = new ArrayList<>(decisions.values());
      Collections.reverse(all);
      return List.copyOf(all.subList(0, Math.min(Math.max(0, limit), all.size())));
    }
  }

  /** Returns a decision while it is kept. */
  public Optional<RecentDecision> find(String decisionId) {
    synchronized (decisions) {
      return Optional.ofNullable(decisions.get(decisionId));
    }
  }
}
