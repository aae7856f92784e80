package dev.demeanor.replay;

import dev.demeanor.MonitorConfig;
import dev.demeanor.decision.AlarmCounts;
import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.policy.Alarms;
import dev.demeanor.spi.audit.AuditRecord;

/** The alarms of one session under another policy, as a live session would count them. */
final class SessionLadder {

  private final Alarms alarms = new Alarms();
  private boolean inAlarm;

  /** Returns what follows from a decision that was made again. */
  Consequence consequence(MonitorConfig config, AuditRecord.Decided decided, Outcome outcome) {
    boolean denied = Redecision.isDenied(outcome.computed(), outcome.reasons());
    boolean isNews =
        denied
            && (!inAlarm
                || decided.evidence().stream().anyMatch(Evidence.Present.class::isInstance));
    inAlarm = denied;
    boolean spared =
        decided.decision().has(ReasonCode.EXEMPT)
            || decided.decision().has(ReasonCode.UNBLOCKED_RECENTLY);
    if (!isNews || spared) {
      return outcome.consequence();
    }
    long now = decided.at().toEpochMilli();
    alarms.add(decided.id(), now);
    AlarmCounts then = decided.alarms();
    return config
        .blocking()
        .consequence(
            new AlarmCounts(
                alarms.count(now, config.blocking().window().toMillis()),
                then == null ? 0 : then.onDevice(),
                then == null ? 0 : then.onAccount()));
  }
}
