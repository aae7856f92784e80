package dev.demeanor.live;

import dev.demeanor.Exemptions;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SecurityEventKind;
import dev.demeanor.SessionOptions;
import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.policy.Dependency;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.SecurityEvent;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * From verdicts to consequences: who is exempt, whose block was lifted a short time ago, and what
 * the block policy says of the alarms. Keeps nobody out itself. Thread-safe.
 */
final class Consequences {

  /**
   * A decision with what follows from it.
   *
   * @param record the decision
   * @param blocks the blocks that it asks for
   * @param alarm whether it raised an alarm
   */
  record Outcome(AuditRecord.Decided record, List<Block> blocks, boolean alarm) {}

  private final MonitorConfig config;
  private final boolean enforced;
  private final Exemptions exemptions;
  private final SecurityEvents events;
  private final Map<Consequence, LongAdder> counts;

  final AlarmBook book;

  Consequences(MonitorConfig config, Exemptions exemptions, SecurityEvents events, AlarmBook book) {
    this.config = config;
    this.enforced = config.mode() == Mode.ENFORCE;
    this.exemptions = exemptions;
    this.events = events;
    this.book = book;
    Map<Consequence, LongAdder> adders = new EnumMap<>(Consequence.class);
    for (Consequence consequence : Consequence.values()) {
      adders.put(consequence, new LongAdder());
    }
    this.counts = Collections.unmodifiableMap(adders);
  }

  /** Returns how many decisions had which consequence, would-be ones included. */
  Map<Consequence, Long> counts() {
    Map<Consequence, Long> snapshot = new EnumMap<>(Consequence.class);
    counts.forEach((consequence, count) -> snapshot.put(consequence, count.sum()));
    return snapshot;
  }

  void count(Decision decision) {
    LongAdder count = counts.get(decision.computedConsequence());
    if (count != null) {
      count.increment();
    }
  }

  /**
   * Returns what follows from a decision.
   *
   * @param isNews whether it is DENY by something it had not seen before
   */
  Outcome of(LiveSession session, AuditRecord.Decided record, boolean isNews) {
    Decision decision = record.decision();
    if (decision.computedVerdict() == Verdict.ALLOW || decision.has(ReasonCode.BLOCKED)) {
      return new Outcome(record, List.of(), false);
    }
    SessionOptions options = session.options;
    if (exemptions.isExempt(
        options.subject(), options.deviceId(), options.address(), options.segment())) {
      return new Outcome(
          record.with(
              decision
                  .with(Verdict.ALLOW, decision.computedVerdict(), ReasonCode.EXEMPT)
                  .with(Consequence.NONE, Consequence.NONE)),
          List.of(),
          false);
    }
    boolean denied =
        decision.computedVerdict() == Verdict.DENY
            && decision.has(ReasonCode.TRUST_BELOW_CHALLENGE);
    if (!denied) {
      return new Outcome(record, List.of(), false);
    }
    long now = decision.at().toEpochMilli();
    if (book.inGrace(options, now)) {
      return new Outcome(record.with(atMostChallenge(decision)), List.of(), false);
    }
    return isNews && !book.isHeld(options, now)
        ? alarm(options, record)
        : new Outcome(record, List.of(), false);
  }

  private Decision atMostChallenge(Decision decision) {
    return decision
        .with(
            enforced ? Verdict.CHALLENGE : Verdict.ALLOW,
            decision.computedVerdict(),
            ReasonCode.UNBLOCKED_RECENTLY)
        .with(enforced ? Consequence.CHALLENGE : Consequence.NONE, Consequence.CHALLENGE);
  }

  private Outcome alarm(SessionOptions options, AuditRecord.Decided record) {
    Decision decision = record.decision();
    AlarmBook.Raised raised = book.raise(options, decision);
    if (raised.graced()) {
      decision =
          decision.with(
              decision.verdict(), decision.computedVerdict(), ReasonCode.UNBLOCKED_RECENTLY);
    }
    Consequence consequence = config.blocking().consequence(raised.counts());
    decision = decision.with(enforced ? consequence : Consequence.NONE, consequence);
    return new Outcome(record.with(decision, raised.counts()), raised.blocks(), true);
  }

  /** Returns what is left when the decision could not be made durable: no block. */
  Decision notDurable(Decision decision, @Nullable String route) {
    boolean byPolicy =
        enforced && !decision.has(ReasonCode.BLOCKED) && !decision.has(ReasonCode.EXEMPT);
    Verdict effective =
        byPolicy ? config.failures().verdict(Dependency.AUDIT, route) : decision.verdict();
    Consequence consequence =
        decision.computedConsequence().atMost(Consequence.of(effective, decision.reasonBits()));
    return decision
        .with(effective, decision.computedVerdict(), ReasonCode.NOT_DURABLE)
        .with(consequence, decision.computedConsequence());
  }

  /** Records what a person should judge of an alarm: its blocks, or that there was none. */
  void tell(Outcome outcome, AuditRecord.Decided stands) {
    if (!outcome.alarm()) {
      return;
    }
    if (outcome.blocks().isEmpty() || stands.decision().has(ReasonCode.NOT_DURABLE)) {
      record(
          enforced ? SecurityEventKind.SESSION_DENIED : SecurityEventKind.WOULD_DENY_SESSION,
          stands.id(),
          stands);
      return;
    }
    for (Block block : outcome.blocks()) {
      record(kind(block), "block-" + block.id(), stands);
    }
  }

  private SecurityEventKind kind(Block block) {
    return switch (block.target().kind()) {
      case DEVICE ->
          enforced ? SecurityEventKind.DEVICE_BLOCKED : SecurityEventKind.WOULD_BLOCK_DEVICE;
      case ACCOUNT ->
          enforced ? SecurityEventKind.ACCOUNT_BLOCKED : SecurityEventKind.WOULD_BLOCK_ACCOUNT;
      default ->
          enforced ? SecurityEventKind.SESSION_BLOCKED : SecurityEventKind.WOULD_BLOCK_SESSION;
    };
  }

  private void record(SecurityEventKind kind, String recordId, AuditRecord.Decided decided) {
    String tenant = decided.tenant();
    events.record(
        SecurityEvent.pending(
            recordId,
            tenant == null ? "" : tenant,
            kind.name(),
            decided.at(),
            decided.subjectKey(),
            decided.decision().sessionKey(),
            recordId));
  }
}
