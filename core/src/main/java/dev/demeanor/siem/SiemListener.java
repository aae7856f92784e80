package dev.demeanor.siem;

import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * Writes what happens to a host's writer, one line for each record, for a SIEM to collect: a file
 * that its agent follows, or a socket to its collector. Subjects and sessions appear as keyed
 * hashes, blocks with the hash of their target. Plain ALLOWs are left out unless asked for. Each
 * line is flushed. A writer that blocks holds up decisions: give it one that buffers or hands over.
 * What it throws is counted by the monitor and changes nothing; the audit, not this, is the record
 * that must not be lost. Thread-safe.
 */
public final class SiemListener implements DecisionListener, AutoCloseable {

  private final Writer writer;
  private final SiemFormat format;
  private final boolean withAllow;

  /**
   * Makes a listener.
   *
   * @param writer where lines go; closed by {@link #close}
   * @param format how they are written
   * @param withAllow whether plain ALLOWs are told, too
   */
  public SiemListener(Writer writer, SiemFormat format, boolean withAllow) {
    this.writer = writer;
    this.format = format;
    this.withAllow = withAllow;
  }

  @Override
  public void onDecision(AuditRecord.Decided decided, Timings timings) {
    if (withAllow || decided.decision().computedVerdict() != Verdict.ALLOW) {
      write(decided);
    }
  }

  @Override
  public void onRecord(AuditRecord record) {
    write(record);
  }

  private void write(AuditRecord record) {
    String line = format.write(record) + '\n';
    synchronized (writer) {
      try {
        writer.write(line);
        writer.flush();
      } catch (IOException e) {
        throw new UncheckedIOException("SIEM cannot be told: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (writer) {
      writer.close();
    }
  }
}
