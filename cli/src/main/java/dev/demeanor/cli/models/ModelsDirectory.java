package dev.demeanor.cli.models;

import dev.demeanor.cli.BadInput;
import dev.demeanor.model.Manifest;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.repository.KeyFiles;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.model.repository.SigningKey;
import dev.demeanor.model.repository.TrustedKeys;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A directory of models as the command line sees it, with its keys beside the versions. */
public final class ModelsDirectory {

  private static final String KEYS = "keys";

  private final Path path;
  private final ModelRepository repository;

  private ModelsDirectory(Path path) {
    this.path = path;
    try {
      this.repository = ModelRepository.open(path);
    } catch (StoreException e) {
      throw new BadInput("--models " + path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Opens a directory that is there.
   *
   * @throws BadInput if it is not
   */
  public static ModelsDirectory existing(Path path) {
    if (!Files.isDirectory(path)) {
      throw new BadInput(
          "--models " + path + " is no directory; make one with demeanor train --models");
    }
    return new ModelsDirectory(path);
  }

  /** Opens a directory, which is made when it is not there. */
  public static ModelsDirectory make(Path path) {
    return new ModelsDirectory(path);
  }

  /** Returns what is in it. */
  public ModelRepository repository() {
    return repository;
  }

  /**
   * Returns the manifest.
   *
   * @throws BadInput if it cannot be used
   */
  public Manifest manifest() {
    try {
      return repository.manifest();
    } catch (CorruptStateException | StoreException e) {
      throw new BadInput("--models " + path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Returns a version by its id, or as active, candidate or previous.
   *
   * @throws BadInput if there is none
   */
  public ModelVersion version(String name) {
    Manifest manifest = manifest();
    return manifest
        .find(name)
        .orElseThrow(
            () ->
                new BadInput(
                    "--models "
                        + path
                        + " has no version "
                        + BadInput.quote(name)
                        + "; see demeanor models list"));
  }

  /** Returns the keys that are trusted here: those in {@code keys}. */
  public TrustedKeys trusted() {
    try {
      return KeyFiles.trusted(path.resolve(KEYS));
    } catch (IOException | CorruptStateException e) {
      throw new BadInput("--models " + path + ": keys cannot be read: " + e.getMessage(), e);
    }
  }

  /** Returns the key that signs: the file that was named, or the one in {@code keys}. */
  public SigningKey signing(@Nullable Path file) {
    try {
      return file != null ? KeyFiles.read(file) : KeyFiles.readOrMake(path.resolve(KEYS), "models");
    } catch (IOException | CorruptStateException e) {
      throw new BadInput("--key cannot be used: " + e.getMessage(), e);
    }
  }
}
