package dev.demeanor.spring.actuate;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.Health;
import dev.demeanor.Statistics;
import dev.demeanor.decision.Mode;
import dev.demeanor.spring.RecentDecision;
import dev.demeanor.spring.RecentDecisions;
import dev.demeanor.spring.StartSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * {@code /actuator/demeanor}: the mode, what was counted, and the latest decisions with their
 * reasons and how far enrolment has come. Subjects and sessions are keyed hashes. Exposed only
 * where an application exposes it. Thread-safe.
 */
@Endpoint(id = "demeanor")
final class DemeanorEndpoint {

  private static final int DEFAULT_LIMIT = 50;

  private final BehaviorMonitor monitor;
  private final RecentDecisions decisions;
  private final StartSummary summary;

  DemeanorEndpoint(BehaviorMonitor monitor, RecentDecisions decisions, StartSummary summary) {
    this.monitor = monitor;
    this.decisions = decisions;
    this.summary = summary;
  }

  /**
   * What the endpoint shows.
   *
   * @param mode whether decisions have consequences
   * @param enforcedBy who says so, or null
   * @param summary the line of the start, as it would read now
   * @param statistics what was counted
   * @param decisions the latest, newest first
   */
  record Overview(
      Mode mode,
      @Nullable String enforcedBy,
      String summary,
      Statistics statistics,
      List<RecentDecision> decisions) {}

  @ReadOperation
  Overview overview(@Nullable Integer limit) {
    Health health = monitor.health();
    return new Overview(
        health.mode(),
        health.enforcement() == null ? null : health.enforcement().actor(),
        summary.text(),
        monitor.statistics(),
        decisions.latest(limit == null ? DEFAULT_LIMIT : limit));
  }

  @ReadOperation
  @Nullable RecentDecision decision(@Selector String id) {
    return decisions.find(id).orElse(null);
  }
}
