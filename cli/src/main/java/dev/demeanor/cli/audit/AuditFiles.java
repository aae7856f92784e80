package dev.demeanor.cli.audit;

import dev.demeanor.cli.BadInput;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The audit files behind a path: a file, or those of a folder that end in {@code .jsonl} or {@code
 * .jsonl.gz}, in the order of their names. Read line by line, however long they are. Immutable.
 */
final class AuditFiles implements AuditSource {

  private static final int MAX_LINE = 16 << 20;

  private final List<Path> files;

  private AuditFiles(List<Path> files) {
    this.files = List.copyOf(files);
  }

  static AuditFiles of(Path path) {
    if (!Files.exists(path)) {
      throw new BadInput(
          "--audit " + path + ": no such file or folder; name the file of the json-lines sink");
    }
    List<Path> files =
        Files.isDirectory(path) ? filesIn(path, ".jsonl", ".jsonl.gz") : List.of(path);
    if (files.isEmpty()) {
      throw new BadInput("--audit " + path + ": no file in it ends in .jsonl or .jsonl.gz");
    }
    return new AuditFiles(files);
  }

  @Override
  public List<Path> anchors() {
    List<Path> found = new ArrayList<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName()).replaceFirst("\\.gz$", "");
      Path anchors = file.resolveSibling(name + ".anchors");
      if (Files.exists(anchors)) {
        found.add(anchors);
      }
    }
    return found;
  }

  @Override
  public String shown() {
    return files.size() == 1 ? files.get(0).toString() : files.size() + " files";
  }

  @Override
  public void close() {}

  private static List<Path> filesIn(Path folder, String... endings) {
    try (Stream<Path> listed = Files.list(folder)) {
      return listed
          .filter(Files::isRegularFile)
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  @Override
  public void read(Reader reader) throws IOException {
    for (Path file : files) {
      lines(file, reader);
    }
  }

  /** Reads the lines of one file. */
  static void lines(Path file, Reader reader) {
    try (InputStream in = open(file)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      long number = 1;
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          reader.line(file.toString(), number++, line.toByteArray(), true);
          line.reset();
        } else if (line.size() == MAX_LINE) {
          throw new BadInput(
              file + " line " + number + " is longer than 16 MiB; it is no audit file");
        } else {
          line.write(next);
        }
      }
      if (line.size() > 0) {
        reader.line(file.toString(), number, line.toByteArray(), false);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    if (!file.toString().endsWith(".gz")) {
      return in;
    }
    try {
      return new BufferedInputStream(new GZIPInputStream(in), 1 << 16);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static BadInput unreadable(Path path, IOException e) {
    return new BadInput(path + " cannot be read: " + e.getMessage() + "; check its permissions", e);
  }
}
