package dev.demeanor.live;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what has happened; what they throw is counted and logged. Thread-safe. */
final class Listeners {

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final List<DecisionListener> all;

  final LongAdder failures = new LongAdder();

  Listeners(List<DecisionListener> all) {
    this.all = List.copyOf(all);
  }

  void tellDecision(AuditRecord.Decided decided, Timings timings) {
    LogContext.of(decided).around(() -> tell(listener -> listener.onDecision(decided, timings)));
  }

  void tell(AuditRecord record) {
    LogContext.of(record).around(() -> tell(listener -> listener.onRecord(record)));
  }

  private void tell(Consumer<DecisionListener> what) {
    for (DecisionListener listener : all) {
      try {
        what.accept(listener);
      } catch (RuntimeException | Error e) { // neither the others nor the caller pay for it
        failures.increment();
        LOG.warn("listener {} failed", listener.getClass().getName(), e);
      }
    }
  }
}
