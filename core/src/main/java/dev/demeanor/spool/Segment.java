package dev.demeanor.spool;

import dev.demeanor.spi.audit.AuditRecord;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file of a spool: lines at its end, read from its beginning. What lies behind {@link #length}
 * was never acknowledged. Not thread-safe.
 */
final class Segment {

  final long number;
  final Path path;

  /** How many bytes count. */
  long length;

  /** Up to where the sink has the records. */
  long settled;

  /** Records behind {@link #settled}. */
  int waiting;

  /** Lines that are not what was written. */
  int damaged;

  private @Nullable FileChannel channel;

  /** Records, and where the file goes on behind them. */
  record Batch(List<AuditRecord> records, long end) {}

  Segment(long number, Path path) {
    this.number = number;
    this.path = path;
  }

  /** Begins to write to a new file. */
  void create() throws IOException {
    channel = OwnerOnly.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  boolean isOpen() {
    return channel != null;
  }

  /** Writes and syncs; after a failure the file is as long as before, and not written any more. */
  void append(byte[] lines, int records) throws IOException {
    FileChannel open = channel;
    if (open == null) {
      throw new IOException("segment is not open");
    }
    try {
      ByteBuffer buffer = ByteBuffer.wrap(lines);
      while (buffer.hasRemaining()) {
        open.write(buffer, length + buffer.position());
      }
      open.force(false);
    } catch (IOException e) {
      cut(open, e);
      throw e;
    }
    length += lines.length;
    waiting += records;
  }

  private void cut(FileChannel open, IOException cause) {
    try {
      open.truncate(length);
      open.force(false);
    } catch (IOException e) {
      cause.addSuppressed(e); // what is left of it is a torn line, and told by its checksum
    } finally {
      close();
    }
  }

  void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // everything acknowledged is synced
      }
    }
  }

  /** Finds out what a file of an earlier run holds, and cuts off a line that was torn. */
  void recover(long settledBefore) throws IOException {
    long size = Files.size(path);
    settled = Math.min(settledBefore, size);
    length = size;
    Batch all = read(Integer.MAX_VALUE);
    waiting = all.records().size();
    length = all.end();
    if (length < size) {
      try (FileChannel torn = FileChannel.open(path, StandardOpenOption.WRITE)) {
        torn.truncate(length);
        torn.force(true);
      }
    }
  }

  /** Returns the next records that are not settled; damaged lines are left out and counted. */
  Batch read(int atMost) throws IOException {
    List<AuditRecord> records = new ArrayList<>();
    long end = settled;
    int bad = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      in.skipNBytes(settled);
      ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
      for (long at = settled; at < length && records.size() < atMost; at++) {
        int next = in.read();
        if (next < 0) {
          break;
        }
        if (next != '\n') {
          line.write(next);
          continue;
        }
        AuditRecord record = SpoolLine.read(line.toByteArray());
        line.reset();
        end = at + 1;
        if (record == null) {
          bad++;
        } else {
          records.add(record);
        }
      }
    }
    damaged = Math.max(damaged, bad);
    return new Batch(records, end);
  }
}
