package dev.demeanor.live;

import dev.demeanor.MonitorConfig;
import dev.demeanor.decision.Mode;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes decisions durable where they must be before they count, and lets the blocks that follow
 * from them take effect then, and only then. Thread-safe.
 */
final class Settlement {

  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  private final MonitorConfig config;
  private final Blocks blocks;
  private final Consequences consequences;
  private final AuditTrail audit;

  Settlement(MonitorConfig config, Blocks blocks, Consequences consequences, AuditTrail audit) {
    this.config = config;
    this.blocks = blocks;
    this.consequences = consequences;
    this.audit = audit;
  }

  /** A record as it stands after it was to be made durable, and the blocks that came with it. */
  record Settled(AuditRecord.Decided record, List<AuditRecord.Blocked> blocks) {}

  /**
   * Makes a record durable where it must be, with the blocks that follow from it.
   *
   * @param goesOn whether nothing but time has moved the session's trust since the decision before
   */
  Settled of(LiveSession session, Consequences.Outcome outcome, boolean goesOn, Deadline deadline) {
    AuditRecord.Decided record = outcome.record();
    if (!outcome.alarm()) {
      return new Settled(of(record, goesOn, deadline), List.of());
    }
    AuditRecord.Decided notDurable = notDurable(record);
    boolean enforced = config.mode() == Mode.ENFORCE;
    List<AuditRecord.Blocked> blocked =
        outcome.blocks().stream().map(block -> blocks.record(block, enforced)).toList();
    List<AuditRecord> records = new ArrayList<>(List.of(record));
    records.addAll(blocked);
    List<AuditRecord> ifFailed = new ArrayList<>(List.of(notDurable));
    if (!enforced) {
      ifFailed.addAll(blocked); // an enforced one never held, so it is not told
    }
    Runnable ifLate = () -> takeEffectLate(outcome, notDurable, blocked);
    if (!audit.append(records, deadline, ifLate, ifFailed)) {
      if (enforced) {
        undo(session, outcome);
      }
      consequences.tell(outcome, notDurable);
      return new Settled(notDurable, List.of());
    }
    consequences.tell(outcome, record);
    if (enforced) {
      outcome.blocks().forEach(block -> takeEffect(block, deadline));
    }
    return new Settled(record, blocked);
  }

  private void takeEffect(Block block, Deadline deadline) {
    if (!deadline.await(blocks.takeEffect(block))) {
      LOG.warn("block {} is in the audit, but not in the block store in time", block.id());
    }
  }

  /** What cannot be proved does not count: the same evidence may raise its alarm again. */
  private void undo(LiveSession session, Consequences.Outcome outcome) {
    consequences.book.undo(session.options, outcome.record().decision(), outcome.blocks());
    synchronized (session) {
      session.inAlarm = false;
    }
  }

  /** Makes a record durable where it must be; answers what then stands. */
  AuditRecord.Decided of(AuditRecord.Decided record, boolean goesOn, Deadline deadline) {
    if (!record.mustBeDurable()) {
      audit.enqueue(record, goesOn);
      return record;
    }
    AuditRecord.Decided notDurable = notDurable(record);
    boolean durable =
        audit.append(
            List.of(record), deadline, () -> audit.enqueue(notDurable), List.of(notDurable));
    return durable ? record : notDurable;
  }

  private void takeEffectLate(
      Consequences.Outcome outcome,
      AuditRecord.Decided notDurable,
      List<AuditRecord.Blocked> blocked) {
    audit.enqueue(notDurable);
    for (Block block : outcome.blocks()) {
      if (config.mode() == Mode.ENFORCE) {
        consequences.book.restore(block);
        CompletableFuture<?> unused = blocks.takeEffect(block);
      }
    }
    consequences.tell(outcome, outcome.record());
    blocked.forEach(audit::tell);
  }

  /** What stands when the record cannot be made durable. A block that holds keeps holding. */
  private AuditRecord.Decided notDurable(AuditRecord.Decided record) {
    return record.with(consequences.notDurable(record.decision(), record.route()));
  }
}
