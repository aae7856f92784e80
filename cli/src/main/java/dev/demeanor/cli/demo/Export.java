package dev.demeanor.cli.demo;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.EventLogWriter;
import dev.demeanor.cli.dataset.SessionSetup;
import dev.demeanor.event.BehaviorEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events of the play to the neutral event log, packed when the name ends in {@code .gz}.
 * Opened before the play, so that a wrong path is noticed at once; written beside its target and
 * moved there by {@link #finish}. Not thread-safe.
 */
final class Export implements AutoCloseable {

  /** Writes nothing. */
  static final Export NONE = new Export(null, null, null);

  private final @Nullable Path target;
  private final @Nullable Path part;
  private final @Nullable EventLogWriter log;

  private Export(@Nullable Path target, @Nullable Path part, @Nullable EventLogWriter log) {
    this.target = target;
    this.part = part;
    this.log = log;
  }

  /**
   * Opens a file.
   *
   * @throws BadInput if it cannot be written
   */
  static Export to(Path path) {
    String name = path.toString();
    if (!name.endsWith(".jsonl") && !name.endsWith(".jsonl.gz")) {
      throw new BadInput("--export must name a file ending in .jsonl or .jsonl.gz, was " + path);
    }
    Path part = Path.of(path + ".part");
    try {
      OutputStream file = Files.newOutputStream(part);
      OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(file) : file;
      return new Export(
          path, part, new EventLogWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /** Returns whether anything is written. */
  boolean isWanted() {
    return log != null;
  }

  /** Writes events of one session with its label. */
  void write(String session, boolean genuine, List<BehaviorEvent> events) {
    if (log == null || target == null) {
      return;
    }
    EventLogWriter.Session of =
        new EventLogWriter.Session(
            Stage.SUBJECT.account(),
            session,
            SessionSetup.field(Stage.FIELD),
            Optional.of(genuine));
    try {
      for (BehaviorEvent event : events) {
        log.write(of, event);
      }
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  /** Puts the file in its place. */
  void finish() {
    if (log == null || target == null || part == null) {
      return;
    }
    try {
      log.close();
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  /** Removes what was begun and not finished. */
  @Override
  public void close() {
    if (log == null || target == null || part == null) {
      return;
    }
    try {
      log.close();
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  private static BadInput unwritable(Path path, IOException e) {
    return new BadInput(
        "--export "
            + path
            + " cannot be written ("
            + e.getClass().getSimpleName()
            + "); its folder must exist and have room",
        e);
  }
}
