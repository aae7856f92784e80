package dev.demeanor.spi.audit;

import java.util.function.Consumer;

/**
 * A sink that can be asked what it holds of a subject: optional, for the export of everything about
 * one. Thread-safe.
 */
public interface AuditReader {

  /**
   * Hands over the records that carry the keyed hash of a subject, earliest first.
   *
   * @throws dev.demeanor.spi.store.StoreException if they cannot be read
   */
  void ofSubject(String subjectKey, Consumer<AuditRecord> reader);
}
