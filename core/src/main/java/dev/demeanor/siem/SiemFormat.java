package dev.demeanor.siem;

import dev.demeanor.spi.audit.AuditRecord;

/** The form in which a SIEM is told. */
public enum SiemFormat {

  /** Common Event Format, version 0 (ArcSight, {@code CEF:0|...}): one line for each record. */
  CEF {
    @Override
    public String write(AuditRecord record) {
      return Cef.write(SiemEvent.of(record));
    }
  },

  /** Elastic Common Schema, version 8.11, as JSON: one object a line. */
  ECS {
    @Override
    public String write(AuditRecord record) {
      return Ecs.write(SiemEvent.of(record));
    }
  };

  /** Returns a record in one line, without its end. */
  public abstract String write(AuditRecord record);
}
