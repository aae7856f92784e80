package dev.demeanor.audit;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Appends records to a file, one JSON object a line (see {@link AuditJson}), and syncs before it
 * answers. A batch is written whole or not at all: what a failed write left behind is cut off. A
 * last line that was torn by a crash was never acknowledged and is cut off when the file is opened.
 * One process writes a file. Thread-safe.
 */
final class JsonLinesAuditSink implements AuditSink {

  /** Ids remembered to recognise a record that is appended again. */
  private static final int REMEMBERED = 10_000;

  private static final int TAIL = 8192;

  private final Path file;
  private final FileChannel channel;
  private final Map<String, Boolean> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  private JsonLinesAuditSink(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static JsonLinesAuditSink open(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      channel.truncate(endOfLastLine(channel));
      channel.position(channel.size());
      return new JsonLinesAuditSink(file, channel);
    } catch (IOException e) {
      throw new StoreException("cannot open audit file " + file + ": " + e.getMessage(), e);
    }
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
    StringBuilder lines = new StringBuilder();
    for (AuditRecord record : records) {
      if (!recent.containsKey(record.id())) {
        lines.append(AuditJson.write(record)).append('\n');
      }
    }
    if (!channel.isOpen()) {
      throw new StoreException("audit file " + file + " is closed", null);
    }
    long before = -1;
    try {
      before = channel.position();
      ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException e) {
      cutOff(before);
      throw new StoreException("cannot append to audit file " + file + ": " + e.getMessage(), e);
    }
    records.forEach(record -> recent.put(record.id(), Boolean.TRUE));
  }

  private void cutOff(long length) {
    try {
      if (length >= 0) {
        channel.truncate(length);
        channel.position(length);
      }
    } catch (IOException e) {
      // the next open cuts off a torn line; the caller learns of the first failure
    }
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException("cannot close audit file " + file + ": " + e.getMessage(), e);
    }
  }
}
