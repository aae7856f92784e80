package dev.demeanor.spi.audit;

/**
 * A sink that can be asked what it holds of a subject: optional, for the export of everything about
 * one. Thread-safe.
 */
public interface AuditReader {

  /** Takes what is held. */
  interface Reader {
    /** Takes a record that was kept alone. */
    void record(AuditRecord record);

    /** Takes the text of a chained record, a JSON object in one line. */
    void line(String text);
  }

  /**
   * Hands over the records that carry the keyed hash of a subject, each chain from its beginning.
   *
   * @throws dev.demeanor.spi.store.StoreException if they cannot be read
   */
  void ofSubject(String subjectKey, Reader reader);
}
