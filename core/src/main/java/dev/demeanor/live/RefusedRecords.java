package dev.demeanor.live;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.RefusedException;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spool.Spool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that the sink refuses while it takes others, out of the way of those: in files of the
 * spool, which offers them again when it is opened next; without a spool in memory, from where they
 * are offered again now and then. Bounded: what finds no room keeps waiting where it was.
 * Thread-safe.
 */
final class RefusedRecords {

  private static final Logger LOG = LoggerFactory.getLogger(RefusedRecords.class);
  private static final int IN_MEMORY = 1_000;

  private final @Nullable Spool spool;
  private final Map<String, AuditRecord> held = new LinkedHashMap<>();

  final LongAdder count = new LongAdder();

  RefusedRecords(@Nullable Spool spool) {
    this.spool = spool;
  }

  /**
   * Sets a record aside.
   *
   * @throws StoreException if there is no room for it
   */
  void add(AuditRecord record, RefusedException why) {
    Spool files = spool;
    boolean isNew = true;
    if (files != null) {
      files.setAside(record);
    } else {
      isNew = hold(record);
    }
    if (isNew) {
      count.increment();
      LOG.error(
          "audit record {} is set aside, since the sink refuses it: {}",
          record.id(),
          why.getMessage());
    }
  }

  private boolean hold(AuditRecord record) {
    synchronized (held) {
      if (held.size() >= IN_MEMORY && !held.containsKey(record.id())) {
        throw new StoreException(
            "the sink refuses more than " + IN_MEMORY + " records; use a spool to keep them", null);
      }
      return held.put(record.id(), record) == null;
    }
  }

  /** Returns what is set aside in memory. */
  List<AuditRecord> held() {
    synchronized (held) {
      return List.copyOf(held.values());
    }
  }

  /** Forgets a record that the sink has taken after all. */
  void taken(AuditRecord record) {
    synchronized (held) {
      held.remove(record.id());
    }
  }

  /** Returns how many records are set aside at present, as far as this run knows. */
  int waiting() {
    Spool files = spool;
    if (files != null) {
      return files.setAside();
    }
    synchronized (held) {
      return held.size();
    }
  }
}
