package dev.demeanor.live;

import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Records that nobody waits for, in order. An ALLOW with nothing new joins the one of its session
 * that waits already: always, or only when the queue is half full. When it is full a routine record
 * is dropped, and what must not be lost may go beyond, up to ten times as many. Both are counted.
 * Thread-safe.
 */
final class RoutineQueue {

  /** So many times the capacity may wait of what must not be lost: minutes without any disk. */
  private static final int DURABLE_BEYOND = 10;

  /** When so large a part of the capacity waits, it is time to write. */
  private static final int PRESSING = 4;

  private final int capacity;
  private final boolean merges;
  private final Deque<Slot> slots = new ArrayDeque<>();
  private final Map<String, Slot> latestOfSession = new HashMap<>();

  private int routine;

  final LongAdder dropped = new LongAdder();
  final LongAdder merged = new LongAdder();

  /**
   * Makes a queue.
   *
   * @param merges whether an ALLOW joins another even when there is room for both
   */
  RoutineQueue(int capacity, boolean merges) {
    this.capacity = capacity;
    this.merges = merges;
  }

  /** A record that waits, and what has joined it. */
  private static final class Slot {
    final AuditRecord record;
    @Nullable Repetition repetition;
    boolean sealed;

    Slot(AuditRecord record) {
      this.record = record;
    }

    int size() {
      return repetition == null ? 1 : 2;
    }

    /** Takes in the decision that follows in the session; returns whether it could. */
    boolean join(AuditRecord.Decided decided) {
      if (sealed
          || !(record instanceof AuditRecord.Decided first)
          || !Repetition.isRepeated(first, decided)) {
        return false;
      }
      Repetition joined = repetition;
      long last = joined == null ? first.decision().sequence() : joined.lastSequence();
      if (decided.decision().sequence() != last + 1) {
        return false;
      }
      if (joined != null) {
        return joined.add(decided);
      }
      repetition = new Repetition(decided);
      return true;
    }
  }

  /** Adds a record; when there is no room, drops a routine one instead of what must not be lost. */
  void add(AuditRecord record) {
    add(record, false);
  }

  /**
   * Adds a record.
   *
   * @param goesOn whether it is a decision before which nothing but time has moved the session's
   *     trust since the decision before
   */
  synchronized void add(AuditRecord record, boolean goesOn) {
    boolean mayJoin = goesOn && (merges || slots.size() * 2 >= capacity);
    if (mayJoin && record instanceof AuditRecord.Decided decided && join(decided)) {
      merged.increment();
      return;
    }
    if (slots.size() >= capacity && !makeRoomFor(record)) {
      return;
    }
    Slot slot = new Slot(record);
    slots.add(slot);
    routine += record.mustBeDurable() ? 0 : 1;
    if (record instanceof AuditRecord.Decided decided) {
      latestOfSession.put(decided.decision().sessionKey(), slot);
    }
  }

  private boolean join(AuditRecord.Decided decided) {
    Slot before = latestOfSession.get(decided.decision().sessionKey());
    return before != null && before.join(decided);
  }

  /** What must not be lost takes the place of something routine, or goes beyond the capacity. */
  private boolean makeRoomFor(AuditRecord record) {
    if (!record.mustBeDurable()) {
      dropped.increment();
      return false;
    }
    if (routine > 0) {
      removeOldestRoutine();
      dropped.increment();
      return true;
    }
    if (slots.size() < (long) DURABLE_BEYOND * capacity) {
      return true;
    }
    dropped.increment();
    return false;
  }

  private void removeOldestRoutine() {
    for (Slot slot : slots) {
      if (!slot.record.mustBeDurable()) {
        slots.remove(slot);
        forget(slot);
        return;
      }
    }
  }

  private void forget(Slot slot) {
    routine -= slot.record.mustBeDurable() ? 0 : 1;
    if (slot.record instanceof AuditRecord.Decided decided) {
      latestOfSession.remove(decided.decision().sessionKey(), slot);
    }
  }

  /** Takes the oldest out. */
  synchronized Batch take(int atMost) {
    List<Slot> batch = new ArrayList<>(Math.min(atMost, slots.size()));
    while (batch.size() < atMost && !slots.isEmpty()) {
      Slot slot = slots.removeFirst();
      forget(slot);
      slot.sealed = true; // it may be kept even when the sink says that it failed
      batch.add(slot);
    }
    return new Batch(batch);
  }

  /** Puts back what could not be written, before all others. */
  synchronized void putBack(Batch batch) {
    int back = (int) batch.slots.stream().filter(slot -> !slot.record.mustBeDurable()).count();
    int room = capacity - slots.size() - (batch.slots.size() - back);
    int drop = back - Math.max(0, Math.min(back, room)); // the oldest routine ones go
    dropped.add(drop);
    List<Slot> kept = new ArrayList<>(batch.slots.size());
    for (Slot slot : batch.slots) {
      if (drop > 0 && !slot.record.mustBeDurable()) {
        drop--;
      } else {
        kept.add(slot);
      }
    }
    for (int i = kept.size() - 1; i >= 0; i--) {
      routine += kept.get(i).record.mustBeDurable() ? 0 : 1;
      slots.addFirst(kept.get(i)); // beyond the capacity by a batch at most, of what must not go
    }
  }

  /** What was taken out. */
  static final class Batch {
    private final List<Slot> slots;

    private Batch(List<Slot> slots) {
      this.slots = slots;
    }

    /** Returns the records, those that were merged as one. */
    List<AuditRecord> records() {
      List<AuditRecord> records = new ArrayList<>(slots.size());
      for (Slot slot : slots) {
        records.add(slot.record);
        if (slot.repetition != null) {
          records.add(slot.repetition.toRecord());
        }
      }
      return records;
    }
  }

  /** Returns whether so much waits that it should be written now. */
  synchronized boolean isPressing() {
    return slots.size() * PRESSING >= capacity;
  }

  synchronized boolean isEmpty() {
    return slots.isEmpty();
  }

  synchronized int size() {
    return slots.stream().mapToInt(Slot::size).sum();
  }

  /** What makes a decision routine: nothing but the passing of time can have moved it. */
  static boolean isRoutine(AuditRecord.Decided decided) {
    return decided.decision().computedVerdict() == Verdict.ALLOW && decided.evidence().isEmpty();
  }
}
