package dev.demeanor.spi.audit;

import java.util.List;

/**
 * Keeps audit records, append-only. Rules:
 *
 * <ul>
 *   <li><b>AS-1</b> When {@link #append} returns, the records are kept to the degree the sink
 *       offers (on disk: synced), all of them, in the order given.
 *   <li><b>AS-2</b> Appending a record whose id is kept already is harmless: it counts as one
 *       event.
 *   <li><b>AS-3</b> A failure is a {@link dev.demeanor.spi.store.StoreException}, and then none or
 *       all of the records may have been kept: the caller may append them again.
 *   <li><b>AS-4</b> Many threads may append at once; no record is lost or torn.
 *   <li><b>AS-5</b> After {@link #close}, {@link #append} is a {@link
 *       dev.demeanor.spi.store.StoreException}; closing twice is harmless.
 *   <li><b>AS-6</b> A record that the sink cannot hold, as it is, is refused with a {@link
 *       dev.demeanor.spi.store.RefusedException}; nothing of that call is kept, and all others can
 *       be appended without it. A sink that is down, slow or full does not say so.
 * </ul>
 *
 * Thread-safe. Calls may block; core bounds how long it waits.
 */
public interface AuditSink extends AutoCloseable {

  /** Appends records. */
  void append(List<AuditRecord> records);

  @Override
  void close();
}
