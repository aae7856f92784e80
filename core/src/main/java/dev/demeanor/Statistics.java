package dev.demeanor;

import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Admission;
import dev.demeanor.event.EventKind;
import java.util.Map;

/**
 * What a monitor has counted since it started. Immutable.
 *
 * @param events events offered, by kind and by what became of them
 * @param decisions decisions made, by the verdict that would apply when enforced
 * @param sessions open sessions
 * @param blocks active blocks
 * @param learned windows learned
 * @param learningFailures windows that could not be learned
 * @param auditDropped routine records dropped because the queue was full
 * @param notDurable decisions whose record was not durable by the deadline
 * @param listenerFailures exceptions thrown by listeners
 */
public record Statistics(
    Map<EventKind, Map<Admission, Long>> events,
    Map<Verdict, Long> decisions,
    int sessions,
    int blocks,
    long learned,
    long learningFailures,
    long auditDropped,
    long notDurable,
    long listenerFailures) {

  /** Copies the maps. */
  public Statistics {
    events = Map.copyOf(events);
    decisions = Map.copyOf(decisions);
  }
}
