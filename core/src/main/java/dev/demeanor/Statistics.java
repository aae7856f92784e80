package dev.demeanor;

import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Admission;
import dev.demeanor.event.EventKind;
import java.util.Map;

/**
 * What a monitor has counted since it started. Immutable.
 *
 * @param events events offered, by kind and by what became of them
 * @param decisions decisions made, by the verdict that would apply when enforced
 * @param consequences decisions made, by what would follow from them when enforced
 * @param factorsRefused how often a sign-in factor was refused for a time, or would have been
 * @param securityEventsDropped security events that could not be stored
 * @param securityEventsRefused security events that the store refuses while it takes others
 * @param sessions open sessions
 * @param blocks active blocks
 * @param learned windows learned
 * @param learningFailures windows that could not be learned
 * @param adaptation what became of windows of subjects whose enrolment is complete
 * @param auditDropped routine records dropped because the queue was full
 * @param auditRefused records set aside because the sink refuses them while it takes others
 * @param notDurable decisions whose record was not durable by the deadline
 * @param listenerFailures exceptions thrown by listeners
 */
public record Statistics(
    Map<EventKind, Map<Admission, Long>> events,
    Map<Verdict, Long> decisions,
    Map<Consequence, Long> consequences,
    long factorsRefused,
    long securityEventsDropped,
    long securityEventsRefused,
    int sessions,
    int blocks,
    long learned,
    long learningFailures,
    Adaptation adaptation,
    long auditDropped,
    long auditRefused,
    long notDurable,
    long listenerFailures) {

  /**
   * What became of windows of subjects whose enrolment is complete. Immutable.
   *
   * @param adapted learned because nothing spoke against them
   * @param confirmed learned because the host vouched for the session or a challenge was passed
   * @param quarantined put aside until a challenge is passed
   * @param stopped decisions on a subject one of whose templates has spent its drift budget
   * @param held decisions in which a window was held to the anchor of its template
   */
  public record Adaptation(
      long adapted, long confirmed, long quarantined, long stopped, long held) {

    /** Nothing was adapted. */
    public static final Adaptation NONE = new Adaptation(0, 0, 0, 0, 0);
  }

  /** Copies the maps. */
  public Statistics {
    events = Map.copyOf(events);
    decisions = Map.copyOf(decisions);
    consequences = Map.copyOf(consequences);
  }
}
