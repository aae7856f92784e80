package dev.demeanor.servlet;

import dev.demeanor.wire.Abstention;
import dev.demeanor.wire.AbstentionReason;
import dev.demeanor.wire.Batch;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts batches. Types of problems are a fixed list, so the map is bounded. Thread-safe. */
final class IngestCounters {

  private final LongAdder batches = new LongAdder();
  private final LongAdder events = new LongAdder();
  private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
  private final LongAdder[] abstentions = new LongAdder[AbstentionReason.values().length];

  IngestCounters() {
    for (int i = 0; i < abstentions.length; i++) {
      abstentions[i] = new LongAdder();
    }
  }

  void taken(Batch batch) {
    batches.increment();
    events.add(batch.events().size());
    for (Abstention abstention : batch.abstentions()) {
      abstentions[abstention.reason().ordinal()].increment();
    }
  }

  void refused(String problem) {
    refused.computeIfAbsent(problem, type -> new LongAdder()).increment();
  }

  IngestStatistics statistics() {
    Map<String, Long> problems = new TreeMap<>();
    refused.forEach((type, count) -> problems.put(type, count.sum()));
    Map<AbstentionReason, Long> reasons = new EnumMap<>(AbstentionReason.class);
    for (AbstentionReason reason : AbstentionReason.values()) {
      reasons.put(reason, abstentions[reason.ordinal()].sum());
    }
    return new IngestStatistics(batches.sum(), events.sum(), problems, reasons);
  }
}
