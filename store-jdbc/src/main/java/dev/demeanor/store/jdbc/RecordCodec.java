package dev.demeanor.store.jdbc;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.audit.AuditRecord;
import java.time.DateTimeException;

/**
 * The stored form of audit records, format version 2: version, type, and the parts in their order,
 * doubles by their bits, so that what is read back is equal to the last bit. Version 1 knew neither
 * tenants of decisions, feedback and erasures nor consequences. Stateless.
 */
final class RecordCodec {

  private static final int VERSION = 2;

  private RecordCodec() {}

  /** Returns the type of a record as it stands in the column {@code kind}. */
  static String kind(AuditRecord record) {
    return record.getClass().getSimpleName();
  }

  /** Returns the type as it stands in the stored form: another where parts were added. */
  private static String form(AuditRecord record) {
    if (record instanceof AuditRecord.Decided decision && decision.modelVersion() != null) {
      return DecidedCodec.BY_MODEL;
    }
    return record instanceof AuditRecord.Repeated repeated && !repeated.pauses().isEmpty()
        ? RepeatedCodec.TIMED
        : kind(record);
  }

  static byte[] write(AuditRecord record) {
    StateWriter out = new StateWriter().putInt(VERSION).putString(form(record));
    return new RecordWriter(out).visit(record).toByteArray();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws CorruptStateException if it is damaged, or of an unknown version or type
   */
  static AuditRecord read(byte[] bytes) {
    StateReader in = new StateReader(bytes);
    int version = in.getInt();
    if (version < 1 || version > VERSION) {
      throw new CorruptStateException(
          "stored audit record must have format version 1 to " + VERSION + ", was " + version);
    }
    try {
      AuditRecord record = RecordReader.read(in, in.getString(), version);
      in.expectEnd();
      return record;
    } catch (IllegalArgumentException | DateTimeException e) { // no such name, or out of range
      throw new CorruptStateException("stored audit record is damaged");
    }
  }
}
