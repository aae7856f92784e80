package dev.demeanor.spi.audit;

/**
 * Hears of decisions and other records after they have been made. Rules: <b>DL-1</b> calls come
 * from many threads, in order for one session; <b>DL-2</b> a listener returns quickly and hands
 * long work to a thread of its own; <b>DL-3</b> what it throws is counted and logged and changes
 * nothing.
 */
public interface DecisionListener {

  /** Hears of a decision. */
  default void onDecision(AuditRecord.Decided decision, Timings timings) {}

  /** Hears of every other record. */
  default void onRecord(AuditRecord record) {}
}
