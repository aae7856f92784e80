package dev.demeanor.cli.input;

import dev.demeanor.cli.BadInput;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/**
 * Reads the files behind a path: a file, or all files of a folder in the order of their names.
 * Packed ones ({@code .gz}, {@code .xz}, {@code .zip}, {@code .tar} and their combinations) are
 * unpacked on the way, in memory, within bounds; nothing is written to disk. Not thread-safe.
 */
public final class InputFiles {

  private static final long MAX_BYTES = 512L << 20;
  private static final long MAX_LINE = 1L << 20;
  private static final int MAX_DEPTH = 8;
  private static final int XZ_MEMORY_KIB = 128 << 10;

  /** Takes one file. */
  @FunctionalInterface
  public interface Reader {

    /**
     * Takes one file.
     *
     * @param name the file's name as the user can find it, with the archive it is in
     * @param content its unpacked content
     */
    void read(String name, InputStream content) throws IOException;
  }

  private final Predicate<String> wanted;
  private final Reader reader;
  private final MessageDigest digest;
  private final InputBudget budget = new InputBudget(MAX_BYTES, MAX_LINE);
  private int files;

  private InputFiles(Predicate<String> wanted, Reader reader) {
    this.wanted = wanted;
    this.reader = reader;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Hands the files behind a path to a reader.
   *
   * @param ending of the files that are taken from folders and archives, for instance {@code .csv};
   *     a file that is named directly is taken as it is
   * @throws BadInput if there is none, or one cannot be read
   */
  public static InputSummary read(Path path, String ending, Reader reader) {
    return read(path, ending, 1, name -> lower(name).endsWith(ending), reader);
  }

  /**
   * Hands the files behind a path to a reader, those in folders of folders included.
   *
   * @param what names the files that are taken, for the message when there is none
   * @param wanted chooses by the path within folder or archive, with slashes; a file that is named
   *     directly and is no archive is taken as it is
   * @throws BadInput if there is none, or one cannot be read
   */
  public static InputSummary readAll(
      Path path, String what, Predicate<String> wanted, Reader reader) {
    return read(path, what, MAX_DEPTH, wanted, reader);
  }

  private static InputSummary read(
      Path path, String what, int depth, Predicate<String> wanted, Reader reader) {
    InputFiles input = new InputFiles(wanted, reader);
    if (!Files.exists(path)) {
      throw new BadInput(
          path
              + ": no such file or folder; --data names the recordings, see demeanor evaluate --help");
    }
    if (Files.isDirectory(path)) {
      filesOf(path, depth).stream().filter(input::isCandidate).forEach(input::readFile);
    } else {
      input.readFile(path);
    }
    if (input.files == 0) {
      throw new BadInput(
          path
              + " holds no "
              + what
              + " file, packed or not; --data names a file, archive or folder of them");
    }
    String sha256 = HexFormat.of().formatHex(input.digest.digest());
    return new InputSummary(path.toString(), input.files, sha256);
  }

  private static List<Path> filesOf(Path folder, int depth) {
    try (Stream<Path> found = Files.walk(folder, depth)) {
      return found
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new BadInput(
          folder + " cannot be listed (" + reason(e) + "); check its permissions", e);
    }
  }

  private boolean isCandidate(Path file) {
    String name = lower(file.getFileName().toString());
    if (name.startsWith(".")) {
      return false;
    }
    String inner = name.replaceAll("\\.(gz|xz)$", "");
    return wanted.test(slashed(file).replaceAll("\\.(gz|xz)$", ""))
        || inner.matches(".*\\.(zip|tar|tgz|txz)");
  }

  private static String slashed(Path file) {
    return file.toString().replace('\\', '/');
  }

  private void readFile(Path file) {
    try {
      if (lower(file.toString()).endsWith(".zip")) {
        readZip(file);
      } else {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
          readPacked(file.toString(), lower(file.toString()), in);
        }
      }
    } catch (InputBudget.LimitException e) {
      throw new BadInput(
          file
              + " "
              + e.getMessage()
              + "; --data names the recordings as their authors publish them",
          e);
    } catch (EOFException e) {
      throw new BadInput(
          file + " is cut off: it ends in the middle of its packed data; copy or download it again",
          e);
    } catch (AccessDeniedException e) {
      throw new BadInput(file + " cannot be read (permission denied); check its permissions", e);
    } catch (IOException | UncheckedIOException e) {
      throw new BadInput(
          file + " cannot be read (" + reason(e) + "); it is damaged, copy or download it again",
          e);
    }
  }

  /** Peels one layer of packing off for each ending. */
  private void readPacked(String name, String endings, InputStream in) throws IOException {
    if (endings.matches(".*\\.t?[gx]z")) {
      String inner = endings.replaceAll("\\.t[gx]z$", ".tar").replaceAll("\\.[gx]z$", "");
      readPacked(name, inner, unpack(endings.substring(endings.length() - 2), in));
    } else if (endings.endsWith(".tar")) {
      readTar(name, in);
    } else {
      readContent(name, new LimitedInputStream(in, budget));
    }
  }

  private static InputStream unpack(String format, InputStream in) throws IOException {
    return new BufferedInputStream(
        new CompressorStreamFactory(true, XZ_MEMORY_KIB).createCompressorInputStream(format, in));
  }

  private void readTar(String name, InputStream in) throws IOException {
    // the budget counts what is skipped, too: it has to be unpacked all the same
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new LimitedInputStream(in, budget))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && wanted.test(entry.getName())) {
          readContent(name + "!" + entry.getName(), tar);
        }
      }
    }
  }

  private void readZip(Path file) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      List<ZipArchiveEntry> entries =
          Collections.list(zip.getEntries()).stream()
              .filter(entry -> !entry.isDirectory() && wanted.test(entry.getName()))
              .sorted(Comparator.comparing(ZipArchiveEntry::getName))
              .toList();
      for (ZipArchiveEntry entry : entries) {
        try (InputStream in = zip.getInputStream(entry)) {
          readContent(file + "!" + entry.getName(), new LimitedInputStream(in, budget));
        }
      }
    }
  }

  /**
   * Gives one content to the reader, and reads what the reader left so that the digest covers it.
   */
  private void readContent(String name, InputStream in) throws IOException {
    files++;
    InputStream digested =
        new DigestInputStream(in, digest) {
          @Override
          public void close() {} // a reader must not close the archive around its content
        };
    reader.read(name, digested);
    digested.transferTo(OutputStream.nullOutputStream());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String reason(Exception e) {
    return String.valueOf(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
  }
}
