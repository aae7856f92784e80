package dev.demeanor.model.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.demeanor.spi.store.ModelStore;
import dev.demeanor.spi.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Models in a directory: {@code manifest.json}, {@code activation.jsonl} and {@code
 * versions/<id>/<file>}. Every file is written beside its place, synced, renamed into it, and the
 * directory synced; the rename of the manifest is the moment at which a change holds. The line that
 * belongs to it waits in {@code activation.next} and is taken over by whoever comes next, should
 * the writer die in between. Writers hold a lock on {@code .lock}; readers need none. Thread-safe,
 * also between processes of one machine.
 */
public final class DirectoryModelStore implements ModelStore {

  private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();
  private static final int MOST_MANIFEST_BYTES = 64 << 20;
  private static final String MANIFEST = "manifest.json";
  private static final String LOG = "activation.jsonl";
  private static final String NEXT = "activation.next";
  private static final String VERSIONS = "versions";
  private static final String TEMPORARY = ".tmp-";

  private final Path directory;
  private final ReentrantLock lock;
  private volatile boolean closed;

  /**
   * Opens a directory, which is made when it is not there.
   *
   * @throws StoreException if it cannot be made or is no directory
   */
  public DirectoryModelStore(Path directory) {
    try {
      Files.createDirectories(directory);
      this.directory = directory.toRealPath();
    } catch (IOException e) {
      throw new StoreException("cannot open the models directory " + directory, e);
    }
    this.lock = LOCKS.computeIfAbsent(this.directory, path -> new ReentrantLock());
  }

  /** Returns where the models are. */
  public Path directory() {
    return directory;
  }

  @Override
  public long revision() {
    return find().map(Stored::revision).orElse(0L);
  }

  @Override
  public Optional<Stored> find() {
    checkOpen();
    try {
      Path manifest = directory.resolve(MANIFEST);
      refuseLink(manifest, MANIFEST);
      String text = new String(read(manifest, MOST_MANIFEST_BYTES), UTF_8);
      return Optional.of(new Stored(revisionOf(text), text));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreException("cannot read " + MANIFEST, e);
    }
  }

  /** Returns -1 for a manifest that is damaged: who reads it says how. */
  private static long revisionOf(String text) {
    try {
      return CanonicalJson.MAPPER.readTree(text).path("revision").asLong(-1);
    } catch (JsonProcessingException e) {
      return -1;
    }
  }

  @Override
  public boolean save(
      String text, @Nullable String activation, List<VersionFile> files, long replaced) {
    long next = replaced + 1;
    if (revisionOf(text) != next) {
      throw new IllegalArgumentException("field revision must be " + next);
    }
    return locked(
        "save the manifest",
        () -> {
          recover();
          if (revision() != replaced) {
            return false;
          }
          for (VersionFile file : files) {
            check(file);
          }
          for (VersionFile file : files) {
            keep(file);
          }
          if (activation != null) {
            long place = completeLines().getBytes(UTF_8).length;
            write(directory, NEXT, new Next(next, place, activation).toString().getBytes(UTF_8));
          }
          write(directory, MANIFEST, text.getBytes(UTF_8));
          recover();
          return true;
        });
  }

  /** Ends what a writer that died had begun; called under the lock. */
  private void recover() throws IOException {
    Path next = directory.resolve(NEXT);
    Optional<Next> waiting = waitingLine();
    if (waiting.isPresent()) {
      append(waiting.get());
    }
    Files.deleteIfExists(next);
    sweep(directory);
    Path versions = directory.resolve(VERSIONS);
    if (Files.isDirectory(versions)) {
      sweep(versions);
      try (Stream<Path> each = Files.list(versions)) {
        for (Path version : each.filter(Files::isDirectory).toList()) {
          sweep(version);
        }
      }
    }
  }

  /** A line of the log, where in the log it belongs, and with which revision it holds. */
  private record Next(long revision, long place, String line) {

    static Next parse(String text) {
      String[] parts = text.strip().split(" ", 3);
      return new Next(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
    }

    @Override
    public String toString() {
      return revision + " " + place + " " + line + "\n";
    }
  }

  /** Returns the line that belongs to the manifest, whether it is in the log already or not. */
  private Optional<Next> waitingLine() throws IOException {
    Path file = directory.resolve(NEXT);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Next next = Next.parse(new String(read(file, MOST_MANIFEST_BYTES), UTF_8));
    return next.revision() == revision() ? Optional.of(next) : Optional.empty();
  }

  /** Writes a line to its place; again where a writer died who had done so. */
  private void append(Next next) throws IOException {
    Path log = directory.resolve(LOG);
    refuseLink(log, LOG);
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
    sync(directory);
  }

  private String completeLines() throws IOException {
    Path log = directory.resolve(LOG);
    if (!Files.exists(log)) {
      return "";
    }
    refuseLink(log, LOG);
    String text = Files.readString(log, UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }

  @Override
  public List<String> activations() {
    return locked(
        "read the log",
        () -> {
          recover();
          return completeLines().lines().toList();
        });
  }

  /** Writes a file that is not there yet; called under the lock. */
  private void keep(VersionFile file) throws IOException {
    Path versions = directory.resolve(VERSIONS);
    Path home = versions.resolve(file.version());
    refuseLink(versions, VERSIONS);
    refuseLink(home, file.version());
    if (!Files.exists(home)) {
      Files.createDirectories(home);
      sync(directory);
      sync(versions);
    }
    if (!Files.exists(home.resolve(file.name()), LinkOption.NOFOLLOW_LINKS)) {
      write(home, file.name(), file.bytes());
    }
  }

  /** Refuses a file that is there with other bytes. */
  private void check(VersionFile file) throws IOException {
    checkName(file.version());
    checkName(file.name());
    Path target = directory.resolve(VERSIONS).resolve(file.version()).resolve(file.name());
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      refuseLink(target, file.name());
      if (Files.size(target) != file.bytes().length
          || !Arrays.equals(read(target, file.bytes().length), file.bytes())) {
        throw new StoreException(
            "file " + file.name() + " of version " + file.version() + " is there with other bytes",
            null);
      }
    }
  }

  @Override
  public byte[] get(String version, String file, int atMost) {
    checkOpen();
    checkName(version);
    checkName(file);
    Path versions = directory.resolve(VERSIONS);
    Path home = versions.resolve(version);
    Path target = home.resolve(file);
    try {
      refuseLink(versions, VERSIONS);
      refuseLink(home, version);
      refuseLink(target, file);
      return read(target, atMost);
    } catch (NoSuchFileException e) {
      throw new StoreException("version " + version + " has no file " + file, e);
    } catch (IOException e) {
      throw new StoreException("cannot read file " + file + " of version " + version, e);
    }
  }

  /** Returns whether this thread is within {@link #exclusively}. */
  boolean isExclusive() {
    return lock.isHeldByCurrentThread();
  }

  /** Does several things at once, as others see it. */
  <T> T exclusively(java.util.function.Supplier<T> work) {
    return locked("change the models", work::get);
  }

  /** Removes the files of versions that no manifest names, which a writer that died has left. */
  void removeUnnamed(java.util.Set<String> named) {
    boolean unused =
        locked(
            "remove what nobody names",
            () -> {
              recover();
              Path versions = directory.resolve(VERSIONS);
              if (!Files.isDirectory(versions)) {
                return true;
              }
              try (Stream<Path> each = Files.list(versions)) {
                for (Path home : each.toList()) {
                  if (!named.contains(home.getFileName().toString())) {
                    delete(home);
                  }
                }
              }
              return true;
            });
  }

  private static void delete(Path home) throws IOException {
    if (Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> files = Files.list(home)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
    Files.deleteIfExists(home);
  }

  @Override
  public void close() {
    closed = true;
  }

  // ---- files

  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T locked(String what, Work<T> work) {
    checkOpen();
    lock.lock();
    try {
      return lock.getHoldCount() > 1 ? work.run() : withFileLock(what, work);
    } catch (IOException e) {
      throw new StoreException("cannot " + what + " in " + directory, e);
    } finally {
      lock.unlock();
    }
  }

  private <T> T withFileLock(String what, Work<T> work) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (!held.isValid()) {
        throw new StoreException("cannot " + what + ": the lock was lost", null);
      }
      return work.run();
    }
  }

  private static void write(Path home, String name, byte[] bytes) throws IOException {
    Path temporary = Files.createTempFile(home, TEMPORARY, "");
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    try {
      Files.move(temporary, home.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the file system cannot rename in one step", e);
    }
    sync(home);
  }

  /** Makes a rename last; file systems that cannot sync a directory do so by themselves. */
  private static void sync(Path home) {
    try (FileChannel channel = FileChannel.open(home, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no directory; there the rename is journalled
    }
  }

  private static void sweep(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      for (Path file : files.filter(DirectoryModelStore::isTemporary).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean isTemporary(Path file) {
    return file.getFileName().toString().startsWith(TEMPORARY);
  }

  private static byte[] read(Path file, int atMost) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(atMost + 1);
      if (bytes.length > atMost) {
        throw new StoreException(
            "file " + file.getFileName() + " has more than the " + atMost + " bytes it may have",
            null);
      }
      return bytes;
    }
  }

  private static void refuseLink(Path path, String name) {
    if (Files.isSymbolicLink(path)) {
      throw new StoreException(
          name + " is a symbolic link, which may lead out of the models directory; copy the file",
          null);
    }
  }

  private static void checkName(String name) {
    if (!name.matches(NAME)) {
      throw new StoreException(
          "names of versions and files must match " + NAME + ", one was \"" + name + "\"", null);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new StoreException("the models directory " + directory + " is closed", null);
    }
  }
}
