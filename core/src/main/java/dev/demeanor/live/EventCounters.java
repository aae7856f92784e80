package dev.demeanor.live;

import dev.demeanor.event.Admission;
import dev.demeanor.event.EventKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts events by kind and by what became of them. Thread-safe. */
final class EventCounters {

  private static final int ADMISSIONS = Admission.values().length;

  private final LongAdder[] counts = new LongAdder[EventKind.values().length * ADMISSIONS];

  EventCounters() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  void count(EventKind kind, Admission admission) {
    add(kind, admission, 1);
  }

  void add(EventKind kind, Admission admission, int events) {
    counts[kind.ordinal() * ADMISSIONS + admission.ordinal()].add(events);
  }

  Map<EventKind, Map<Admission, Long>> snapshot() {
    Map<EventKind, Map<Admission, Long>> snapshot = new EnumMap<>(EventKind.class);
    for (EventKind kind : EventKind.values()) {
      Map<Admission, Long> byAdmission = new EnumMap<>(Admission.class);
      for (Admission admission : Admission.values()) {
        long count = counts[kind.ordinal() * ADMISSIONS + admission.ordinal()].sum();
        if (count > 0) {
          byAdmission.put(admission, count);
        }
      }
      if (!byAdmission.isEmpty()) {
        snapshot.put(kind, Map.copyOf(byAdmission));
      }
    }
    return snapshot;
  }
}
