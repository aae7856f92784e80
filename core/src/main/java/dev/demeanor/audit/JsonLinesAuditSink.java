package dev.demeanor.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditReader;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.ChainKeeper;
import dev.demeanor.spi.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends records to a file, one JSON object a line (see {@link AuditJson}), and syncs before it
 * answers. A batch is written whole or not at all: what a failed write left behind is cut off. A
 * last line that was torn by a crash was never acknowledged and is cut off before anything is
 * appended. One process writes a file and holds its lock while it does. Anchors also go to a file
 * beside it, named like it with {@code .anchors} behind: without it, nobody could tell that the end
 * was cut off. What is asked for of a subject is looked for in this file only, not in those that
 * were rotated away. Thread-safe.
 */
final class JsonLinesAuditSink implements ChainKeeper, AuditReader {

  private static final Logger LOG = LoggerFactory.getLogger(JsonLinesAuditSink.class);

  /** Ids remembered to recognise a record that is appended again. */
  private static final int REMEMBERED = 10_000;

  private final Path file;
  private FileChannel channel;

  /** Where the last acknowledged line ends; what stands behind it is cut off. */
  private long end;

  private final boolean torn;

  /** Sequence of the last chained record, or -1 when only the file knows. */
  private long lastLink = -1;

  private boolean closed;
  private final Map<String, Boolean> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  private JsonLinesAuditSink(Path file, FileChannel channel, long end, boolean torn) {
    this.file = file;
    this.channel = channel;
    this.end = end;
    this.torn = torn;
  }

  static JsonLinesAuditSink open(Path file) {
    try {
      FileChannel channel = openChannel(file);
      try {
        long end = LastLines.end(channel);
        long tornBytes = channel.size() - end;
        if (tornBytes > 0) {
          LOG.warn("{} bytes of a torn last line were cut off from {}", tornBytes, file);
        }
        channel.truncate(end);
        return new JsonLinesAuditSink(file, channel, end, tornBytes > 0);
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

  @Override
  public synchronized void append(List<AuditRecord> records) {
    if (closed) {
      throw new StoreException("audit file " + file + " is closed", null);
    }
    Map<String, String> lines = new LinkedHashMap<>();
    for (AuditRecord record : records) {
      String name = name(record);
      if (!isKept(record) && !lines.containsKey(name)) {
        lines.put(name, AuditJson.write(record) + '\n');
      }
    }
    if (lines.isEmpty()) {
      return;
    }
    uninterrupted(
        "append to",
        () -> {
          write(String.join("", lines.values()).getBytes(UTF_8));
          lines.keySet().forEach(name -> recent.put(name, Boolean.TRUE));
          for (AuditRecord record : records) {
            if (record instanceof AuditRecord.Chained link) {
              lastLink = Math.max(lastLink, link.sequence());
              keepAnchor(link);
            }
          }
          return lines.size();
        });
  }

  /** Works on the file; an interrupt waits, since it would close the channel for everybody. */
  private <T> T uninterrupted(String what, Callable<T> work) {
    boolean interrupted = Thread.interrupted();
    try {
      return work.call();
    } catch (StoreException e) {
      throw e;
    } catch (Exception e) {
      throw new StoreException("cannot " + what + " audit file " + file + ": " + e.getMessage(), e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What a record is recognised by: a chained one by its text, so that none is left out. */
  private static String name(AuditRecord record) {
    return record instanceof AuditRecord.Chained link ? link.hash() : record.id();
  }

  private boolean isKept(AuditRecord record) {
    if (recent.containsKey(name(record))) {
      return true;
    }
    if (record instanceof AuditRecord.Chained link) {
      if (lastLink < 0) {
        lastLink = sequenceOfLastLine();
      }
      if (link.sequence() <= lastLink) {
        int back = Math.toIntExact(lastLink - link.sequence() + 1);
        if (latest(link.node(), back).contains(link.text())) {
          return true;
        }
        throw new StoreException(
            "audit file "
                + file
                + " already has another record "
                + link.sequence()
                + " of node "
                + link.node(),
            null);
      }
    }
    return false;
  }

  private long sequenceOfLastLine() {
    List<String> last = latest("", 1);
    ChainLink link = last.isEmpty() ? null : ChainLink.parse(last.get(0).getBytes(UTF_8));
    return link == null ? 0 : link.sequence();
  }

  private void keepAnchor(AuditRecord.Chained link) {
    if (link.record() instanceof AuditRecord.Anchored) {
      Path anchors = file.resolveSibling(file.getFileName() + ".anchors");
      try {
        Files.writeString(
            anchors,
            link.text() + '\n',
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        LOG.warn("anchor {} could not be written to {}", link.id(), anchors, e);
      }
    }
  }

  /** A file holds one chain; its last lines, whoever's they are. */
  @Override
  public synchronized List<String> latest(String node, int atMost) {
    if (closed) {
      throw new StoreException("audit file " + file + " is closed", null);
    }
    return uninterrupted(
        "read",
        () -> {
          if (!channel.isOpen()) {
            channel = openChannel(file); // an interrupt closed it
          }
          return LastLines.read(channel, Math.min(end, channel.size()), atMost);
        });
  }

  @Override
  public void ofSubject(String subjectKey, AuditReader.Reader reader) {
    long acknowledged;
    synchronized (this) {
      if (closed) {
        throw new StoreException("audit file " + file + " is closed", null);
      }
      acknowledged = end;
    }
    try {
      SubjectLines.read(file, acknowledged, subjectKey, reader);
    } catch (IOException | CorruptStateException e) {
      throw new StoreException("cannot read audit file " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public boolean cutOffTornRecord() {
    return torn;
  }

  private void write(byte[] lines) throws IOException {
    if (!channel.isOpen()) {
      channel = openChannel(file); // an interrupt closed it
    }
    if (channel.size() < end) {
      end = LastLines.end(channel); // somebody rotated the file
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
