package dev.demeanor.model.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.spi.CorruptStateException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongSupplier;

/**
 * The lines of {@code activation.jsonl}. The one that belongs to a change waits in {@code
 * activation.next} until the manifest holds, and is taken over by whoever comes next. Used under
 * the lock of the directory.
 */
final class ActivationLog {

  private static final int MOST_BYTES = 64 << 20;
  private static final String LOG = "activation.jsonl";
  private static final String NEXT = "activation.next";

  private final Path directory;

  ActivationLog(Path directory) {
    this.directory = directory;
  }

  /** A line of the log, where in the log it belongs, and with which revision it holds. */
  private record Next(long revision, long place, String line) {

    static Next parse(String text) {
      String[] parts = text.strip().split(" ", 3);
      try {
        return new Next(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new CorruptStateException(
            NEXT
                + " is damaged; remove it: the change it belongs to is in the manifest or nowhere");
      }
    }

    @Override
    public String toString() {
      return revision + " " + place + " " + line + "\n";
    }
  }

  /** Puts a line aside that holds when the manifest has this revision. */
  void prepare(long revision, String line) throws IOException {
    long place = completeLines().getBytes(UTF_8).length;
    SyncedFiles.write(directory, NEXT, new Next(revision, place, line).toString().getBytes(UTF_8));
  }

  /** Takes over the line that was put aside, if it belongs to this revision of the manifest. */
  void recover(LongSupplier revision) throws IOException {
    Path file = directory.resolve(NEXT);
    if (Files.exists(file)) {
      Next next = Next.parse(new String(SyncedFiles.read(file, MOST_BYTES), UTF_8));
      if (next.revision() == revision.getAsLong()) {
        append(next);
      }
    }
    Files.deleteIfExists(file);
  }

  /** Writes a line to its place; again where a writer died who had done so. */
  private void append(Next next) throws IOException {
    Path log = directory.resolve(LOG);
    SyncedFiles.refuseLink(log, LOG);
    try (FileChannel channel =
        FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.truncate(next.place());
      channel.position(next.place());
      ByteBuffer bytes = ByteBuffer.wrap((next.line() + "\n").getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    SyncedFiles.sync(directory);
  }

  /** Returns the log without a line that was torn. */
  String completeLines() throws IOException {
    Path log = directory.resolve(LOG);
    if (!Files.exists(log)) {
      return "";
    }
    SyncedFiles.refuseLink(log, LOG);
    String text = Files.readString(log, UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }
}
