package dev.demeanor.model.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.demeanor.spi.store.ModelStore;
import dev.demeanor.spi.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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

  private static final int MOST_MANIFEST_BYTES = 64 << 20;
  private static final String MANIFEST = "manifest.json";
  private static final String VERSIONS = "versions";

  private final Path directory;
  private final DirectoryLock lock;
  private final ActivationLog log;
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
    this.lock = new DirectoryLock(this.directory);
    this.log = new ActivationLog(this.directory);
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
      SyncedFiles.refuseLink(manifest, MANIFEST);
      String text = new String(SyncedFiles.read(manifest, MOST_MANIFEST_BYTES), UTF_8);
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
            log.prepare(next, activation);
          }
          SyncedFiles.write(directory, MANIFEST, text.getBytes(UTF_8));
          recover();
          return true;
        });
  }

  /** Ends what a writer that died had begun; called under the lock. */
  private void recover() throws IOException {
    log.recover(this::revision);
    SyncedFiles.sweep(directory);
    Path versions = directory.resolve(VERSIONS);
    if (Files.isDirectory(versions)) {
      SyncedFiles.sweep(versions);
      try (Stream<Path> each = Files.list(versions)) {
        for (Path version : each.filter(Files::isDirectory).toList()) {
          SyncedFiles.sweep(version);
        }
      }
    }
  }

  @Override
  public List<String> activations() {
    return locked(
        "read the log",
        () -> {
          recover();
          return log.completeLines().lines().toList();
        });
  }

  /** Writes a file that is not there yet; called under the lock. */
  private void keep(VersionFile file) throws IOException {
    Path versions = directory.resolve(VERSIONS);
    Path home = versions.resolve(file.version());
    SyncedFiles.refuseLink(versions, VERSIONS);
    SyncedFiles.refuseLink(home, file.version());
    if (!Files.exists(home)) {
      Files.createDirectories(home);
      SyncedFiles.sync(directory);
      SyncedFiles.sync(versions);
    }
    if (!Files.exists(home.resolve(file.name()), LinkOption.NOFOLLOW_LINKS)) {
      SyncedFiles.write(home, file.name(), file.bytes());
    }
  }

  /** Refuses a file that is there with other bytes. */
  private void check(VersionFile file) throws IOException {
    checkName(file.version());
    checkName(file.name());
    Path target = directory.resolve(VERSIONS).resolve(file.version()).resolve(file.name());
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      SyncedFiles.refuseLink(target, file.name());
      if (Files.size(target) != file.bytes().length
          || !Arrays.equals(SyncedFiles.read(target, file.bytes().length), file.bytes())) {
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
      SyncedFiles.refuseLink(versions, VERSIONS);
      SyncedFiles.refuseLink(home, version);
      SyncedFiles.refuseLink(target, file);
      return SyncedFiles.read(target, atMost);
    } catch (NoSuchFileException e) {
      throw new StoreException("version " + version + " has no file " + file, e);
    } catch (IOException e) {
      throw new StoreException("cannot read file " + file + " of version " + version, e);
    }
  }

  /** Returns whether this thread is within {@link #exclusively}. */
  boolean isExclusive() {
    return lock.isHeld();
  }

  /** Does several things at once, as others see it. */
  <T> T exclusively(Supplier<T> work) {
    return locked("change the models", work::get);
  }

  /**
   * Removes the files of versions that no manifest names, which a writer that died has left;
   * refuses to where the manifest itself was lost.
   */
  void removeUnnamed(Set<String> named) {
    boolean unused =
        locked(
            "remove what nobody names",
            () -> {
              recover();
              List<Path> homes = homes();
              refuseLostManifest(homes);
              for (Path home : homes) {
                if (!named.contains(home.getFileName().toString())) {
                  SyncedFiles.delete(home);
                }
              }
              return true;
            });
  }

  private List<Path> homes() throws IOException {
    Path versions = directory.resolve(VERSIONS);
    if (!Files.isDirectory(versions)) {
      return List.of();
    }
    try (Stream<Path> each = Files.list(versions)) {
      return each.toList();
    }
  }

  /** One version without a manifest is what a writer who died has left. More of it was lost. */
  private void refuseLostManifest(List<Path> homes) throws IOException {
    if (find().isEmpty() && (homes.size() > 1 || !log.completeLines().isEmpty())) {
      throw new StoreException(
          MANIFEST
              + " is not there, but versions or changes of earlier are; restore it from a copy, or"
              + " move "
              + directory
              + " away and begin anew",
          null);
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  private static void checkName(String name) {
    if (!name.matches(NAME)) {
      throw new StoreException(
          "names of versions and files must match " + NAME + ", one was \"" + name + "\"", null);
    }
  }

  private <T> T locked(String what, DirectoryLock.Work<T> work) {
    checkOpen();
    return lock.run(what, work);
  }

  private void checkOpen() {
    if (closed) {
      throw new StoreException("the models directory " + directory + " is closed", null);
    }
  }
}
