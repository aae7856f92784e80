package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that will be written at the end of long work. Opened before it, so that a wrong path is
 * noticed at once; written beside its target and moved there when complete, so that nobody ever
 * sees half a file. Not thread-safe.
 */
public final class OutputFile implements AutoCloseable {

  private final String option;
  private final Path target;
  private final Path written;
  private final Writer writer;

  private OutputFile(String option, Path target, Path written, Writer writer) {
    this.option = option;
    this.target = target;
    this.written = written;
    this.writer = writer;
  }

  /**
   * Opens a file.
   *
   * @param option the option that named it, for messages
   * @throws BadInput if it cannot be written
   */
  public static OutputFile open(String option, Path path) {
    try {
      Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      if (Files.isDirectory(target)) {
        throw new BadInput(option + " must name a file, " + path + " is a folder");
      }
      Path folder = target.getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw new BadInput(
            option + " " + path + " cannot be written: its folder does not exist; create it first");
      }
      // a device or a pipe cannot be replaced
      boolean replaceable = !Files.exists(target) || Files.isRegularFile(target);
      Path written = replaceable ? beside(target) : target;
      if (replaceable) {
        written.toFile().deleteOnExit();
      }
      BufferedWriter writer = Files.newBufferedWriter(written, StandardCharsets.UTF_8);
      return new OutputFile(option, target, written, writer);
    } catch (IOException e) {
      throw unwritable(option, path, e);
    }
  }

  /** What is to be written. */
  @FunctionalInterface
  public interface Content {

    /** Writes it. */
    void writeTo(Writer writer) throws IOException;
  }

  /** Writes the content and puts the file in its place. */
  public void write(Content content) {
    try {
      content.writeTo(writer);
      writer.close();
      if (!written.equals(target)) {
        Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw unwritable(option, target, e);
    }
  }

  /** Removes what was begun and not written. */
  @Override
  public void close() {
    try {
      writer.close();
      if (!written.equals(target)) {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      throw unwritable(option, target, e);
    }
  }

  private static Path beside(Path target) {
    return target.resolveSibling(
        "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
  }

  private static BadInput unwritable(String option, Path path, IOException e) {
    return new BadInput(
        option
            + " "
            + path
            + " cannot be written ("
            + e.getClass().getSimpleName()
            + "); check the permissions and the room on its disk",
        e);
  }
}
