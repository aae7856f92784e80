package dev.demeanor.audit;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Appends records to a file, one JSON object a line (see {@link AuditJson}), and syncs before it
 * answers. A batch is written whole or not at all: what a failed write left behind is cut off. A
 * last line that was torn by a crash was never acknowledged and is cut off before anything is
 * appended. One process writes a file and holds its lock while it does. Thread-safe.
 */
final class JsonLinesAuditSink implements AuditSink {

  /** Ids remembered to recognise a record that is appended again. */
  private static final int REMEMBERED = 10_000;

  private static final int TAIL = 8192;

  private final Path file;
  private FileChannel channel;

  /** Where the last acknowledged line ends; what stands behind it is cut off. */
  private long end;

  private boolean closed;
  private final Map<String, Boolean> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  private JsonLinesAuditSink(Path file, FileChannel channel, long end) {
    this.file = file;
    this.channel = channel;
    this.end = end;
  }

  static JsonLinesAuditSink open(Path file) {
    try {
      FileChannel channel = openChannel(file);
      try {
        long end = endOfLastLine(channel);
        channel.truncate(end);
        return new JsonLinesAuditSink(file, channel, end);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StoreException("cannot open audit file " + file + ": " + e.getMessage(), e);
    }
  }

  private static FileChannel openChannel(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new IOException("another process writes it");
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new IOException("it is open in this process already", e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return channel;
  }

  private static long endOfLastLine(FileChannel channel) throws IOException {
    long end = channel.size();
    ByteBuffer tail = ByteBuffer.allocate(TAIL);
    while (end > 0) {
      long from = Math.max(0, end - TAIL);
      tail.clear().limit((int) (end - from));
      while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {
        // reads until the piece is whole
      }
      for (int i = tail.position() - 1; i >= 0; i--) {
        if (tail.get(i) == '\n') {
          return from + i + 1;
        }
      }
      end = from;
    }
    return 0;
  }

  @Override
  public synchronized void append(List<AuditRecord> records) {
    if (closed) {
      throw new StoreException("audit file " + file + " is closed", null);
    }
    Map<String, String> lines = new LinkedHashMap<>();
    for (AuditRecord record : records) {
      if (!recent.containsKey(record.id()) && !lines.containsKey(record.id())) {
        lines.put(record.id(), AuditJson.write(record) + '\n');
      }
    }
    if (lines.isEmpty()) {
      return;
    }
    boolean interrupted = Thread.interrupted(); // it would close the channel for everybody
    try {
      write(String.join("", lines.values()).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StoreException("cannot append to audit file " + file + ": " + e.getMessage(), e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    lines.keySet().forEach(id -> recent.put(id, Boolean.TRUE));
  }

  private void write(byte[] lines) throws IOException {
    if (!channel.isOpen()) {
      channel = openChannel(file); // an interrupt closed it
    }
    if (channel.size() < end) {
      end = endOfLastLine(channel); // somebody rotated the file
    }
    channel.truncate(end);
    channel.position(end);
    try {
      ByteBuffer bytes = ByteBuffer.wrap(lines);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException e) {
      cutOff();
      throw e;
    }
    end += lines.length;
  }

  private void cutOff() {
    try {
      channel.truncate(end);
    } catch (IOException e) {
      // the next append or open does it; the caller learns of the first failure
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException("cannot close audit file " + file + ": " + e.getMessage(), e);
    }
  }
}
