package dev.demeanor.audit;

import dev.demeanor.spi.audit.AuditReader;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.audit.SubjectKeys;
import dev.demeanor.spi.store.StoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The latest records in memory; the oldest goes when full. For embedded defaults and tests.
 * Thread-safe.
 */
public final class InMemoryAuditSink implements AuditSink, AuditReader {

  private final Map<String, AuditRecord> records;
  private boolean closed;

  /** Makes a sink that keeps the latest {@code capacity} records. */
  public InMemoryAuditSink(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be >= 1, was " + capacity);
    }
    records =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, AuditRecord> eldest) {
            return size() > capacity;
          }
        };
  }

  @Override
  public synchronized void append(List<AuditRecord> appended) {
    if (closed) {
      throw new StoreException("audit sink is closed", null);
    }
    for (AuditRecord record : appended) {
      records.putIfAbsent(record.id(), record);
    }
  }

  @Override
  public void ofSubject(String subjectKey, AuditReader.Reader reader) {
    for (AuditRecord record : records()) {
      if (subjectKey.equals(SubjectKeys.of(record))) {
        reader.record(record);
      }
    }
  }

  /** Returns the records that are kept, oldest first. */
  public synchronized List<AuditRecord> records() {
    return List.copyOf(records.values());
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
