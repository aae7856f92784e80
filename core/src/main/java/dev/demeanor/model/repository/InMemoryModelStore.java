package dev.demeanor.model.repository;

import dev.demeanor.spi.store.ModelStore;
import dev.demeanor.spi.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Models in memory, for as long as the process lives: to try a version before it is kept.
 * Thread-safe.
 */
public final class InMemoryModelStore implements ModelStore {

  private final Map<String, byte[]> files = new HashMap<>();
  private final List<String> log = new ArrayList<>();
  private @Nullable Stored manifest;
  private boolean closed;

  /** Makes an empty store. */
  public InMemoryModelStore() {}

  @Override
  public synchronized long revision() {
    return find().map(Stored::revision).orElse(0L);
  }

  @Override
  public synchronized Optional<Stored> find() {
    checkOpen();
    return Optional.ofNullable(manifest);
  }

  @Override
  public synchronized boolean save(
      String text, @Nullable String activation, List<VersionFile> added, long replaced) {
    if (revision() != replaced) {
      return false;
    }
    added.forEach(this::check);
    for (VersionFile file : added) {
      files.put(place(file.version(), file.name()), file.bytes().clone());
    }
    manifest = new Stored(replaced + 1, text);
    if (activation != null) {
      log.add(activation);
    }
    return true;
  }

  @Override
  public synchronized List<String> activations() {
    checkOpen();
    return List.copyOf(log);
  }

  private void check(VersionFile file) {
    byte[] there = files.get(place(file.version(), file.name()));
    if (there != null && !Arrays.equals(there, file.bytes())) {
      throw new StoreException(
          "file " + file.name() + " of version " + file.version() + " is there with other bytes",
          null);
    }
  }

  private static String place(String version, String file) {
    if (!version.matches(NAME) || !file.matches(NAME)) {
      throw new StoreException("names of versions and files must match " + NAME, null);
    }
    return version + "/" + file;
  }

  @Override
  public synchronized byte[] get(String version, String file, int atMost) {
    checkOpen();
    byte[] bytes = files.get(place(version, file));
    if (bytes == null) {
      throw new StoreException("version " + version + " has no file " + file, null);
    }
    if (bytes.length > atMost) {
      throw new StoreException(
          "file " + file + " has more than the " + atMost + " bytes it may have", null);
    }
    return bytes.clone();
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private void checkOpen() {
    if (closed) {
      throw new StoreException("the models are closed", null);
    }
  }
}
