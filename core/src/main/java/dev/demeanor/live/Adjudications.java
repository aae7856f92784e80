package dev.demeanor.live;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.StoreException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judgements of security events and what follows from them. The store says who judged first; then
 * the judgement is recorded, then it takes effect. Thread-safe.
 */
final class Adjudications {

  private static final Logger LOG = LoggerFactory.getLogger(Adjudications.class);
  private static final String BLOCK_RECORD = "block-";

  /** What a judgement does to sessions and alarms. */
  interface Effects {
    /** Returns the open session of this key. */
    @Nullable LiveSession open(String sessionKey);

    /** Forgives the session and learns what it put aside. */
    void genuine(LiveSession session);

    /** Marks the session as an impostor's. */
    void impostor(LiveSession session);

    /** Takes back the alarms of a session, open or not; returns whether there were any. */
    boolean retractAlarms(String sessionKey);
  }

  private final SecurityEvents events;
  private final AuditTrail audit;
  private final Blocks blocks;
  private final Effects effects;
  private final Consumer<Block> unblocked;
  private final Clock clock;

  Adjudications(
      SecurityEvents events,
      AuditTrail audit,
      Blocks blocks,
      Effects effects,
      Consumer<Block> unblocked,
      Clock clock) {
    this.events = events;
    this.audit = audit;
    this.blocks = blocks;
    this.effects = effects;
    this.unblocked = unblocked;
    this.clock = clock;
  }

  SaveResult judge(
      String tenant,
      String id,
      Adjudication adjudication,
      long expectedVersion,
      boolean liftBlock) {
    SecurityEvent event = events.find(tenant, id).orElse(null);
    if (event == null) {
      return new SaveResult.Conflict(0);
    }
    SaveResult result = events.adjudicate(tenant, id, adjudication, expectedVersion);
    if (result instanceof SaveResult.Saved saved) {
      carryOut(event, adjudication, saved.version(), liftBlock);
    }
    return result;
  }

  @SuppressWarnings("NullAway") // reads the annotated nested type from the class file wrongly
  private void carryOut(
      SecurityEvent event, Adjudication adjudication, long version, boolean liftBlock) {
    List<String> done = new ArrayList<>();
    String sessionKey = event.sessionKey();
    LiveSession session = sessionKey == null ? null : effects.open(sessionKey);
    if (adjudication.decision() == Adjudication.Decision.GENUINE) {
      if (sessionKey != null && effects.retractAlarms(sessionKey)) {
        done.add("ALARM_RETRACTED");
      }
      if (session != null) {
        effects.genuine(session);
        done.add("RELEASED");
      }
      if (liftBlock && lift(event, adjudication)) {
        done.add("UNBLOCKED");
      }
    } else if (adjudication.decision() == Adjudication.Decision.IMPOSTOR && session != null) {
      effects.impostor(session);
      done.add("MARKED_IMPOSTOR");
    }
    AuditRecord record =
        new AuditRecord.Adjudicated(
            "adjudicated-" + event.tenant() + "-" + event.id() + "-" + version,
            clock.instant(),
            event.tenant(),
            event.id(),
            event.subjectKey(),
            sessionKey,
            adjudication.status(),
            adjudication.decision(),
            adjudication.reviewerId(),
            version,
            done);
    keep(record);
    audit.tell(record);
  }

  /**
   * The judgement stands in the store; its record must follow, at once or when the audit answers.
   */
  private void keep(AuditRecord record) {
    try {
      audit.appendNow(List.of(record));
    } catch (StoreException e) {
      LOG.warn("the record of a judgement waits for the audit: {}", e.getMessage());
      audit.enqueue(record);
    }
  }

  private boolean lift(SecurityEvent event, Adjudication adjudication) {
    String recordId = event.recordId();
    String reviewer = adjudication.reviewerId();
    if (recordId == null || reviewer == null || !recordId.startsWith(BLOCK_RECORD)) {
      return false;
    }
    String blockId = recordId.substring(BLOCK_RECORD.length());
    Optional<Block> lifted =
        blocks.lift(blockId, reviewer, "security event " + event.id() + " was judged GENUINE");
    lifted.ifPresent(unblocked);
    return lifted.isPresent();
  }
}
