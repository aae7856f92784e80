package dev.demeanor.cli.models;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.database.JdbcUrl;
import dev.demeanor.model.Manifest;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.repository.KeyFiles;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.model.repository.SigningKey;
import dev.demeanor.model.repository.TrustedKeys;
import dev.demeanor.model.repository.VersionDraft;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.store.jdbc.JdbcModelStoreProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where models are, as the command line sees it: a directory or a database, and whom it trusts. */
public final class ModelsPlace implements AutoCloseable {

  private static final String KEYS = "keys";

  private final String shown;
  private final ModelRepository repository;
  private final @Nullable JdbcUrl database;
  private final Path keys;

  private ModelsPlace(
      String shown, ModelRepository repository, @Nullable JdbcUrl database, Path keys) {
    this.shown = shown;
    this.repository = repository;
    this.database = database;
    this.keys = keys;
  }

  /**
   * Opens a directory that is there, with the keys beside its versions.
   *
   * @throws BadInput if it is not
   */
  public static ModelsPlace existing(Path path) {
    if (!Files.isDirectory(path)) {
      throw new BadInput(
          "--models " + path + " is no directory; make one with demeanor train --models");
    }
    return directory(path, null);
  }

  /**
   * Opens what is there already.
   *
   * @param where a directory, or the URL of a database
   * @param prefix what the names of the tables begin with
   * @param option which names the folder of the keys
   * @param keys that folder; null for that of a directory
   * @throws BadInput if it is not there, or a database comes without keys
   */
  public static ModelsPlace existing(
      String where, String prefix, String option, @Nullable Path keys) {
    if (JdbcUrl.isOne(where)) {
      return database(JdbcUrl.of(where), prefix, option, keys);
    }
    return keys == null ? existing(Path.of(where)) : directory(Path.of(where), keys);
  }

  /** Opens a directory, which is made when it is not there. */
  static ModelsPlace directory(Path path, @Nullable Path keys) {
    try {
      return new ModelsPlace(
          path.toString(),
          ModelRepository.open(path),
          null,
          keys == null ? path.resolve(KEYS) : keys);
    } catch (StoreException e) {
      throw new BadInput("--models " + path + ": " + e.getMessage(), e);
    }
  }

  /** Opens a database, whose tables are left as they are. */
  static ModelsPlace database(JdbcUrl url, String prefix, String option, @Nullable Path keys) {
    if (keys == null) {
      throw new BadInput(
          option
              + " must name the folder of the public keys that count (.pub), as --models is a"
              + " database");
    }
    try {
      return new ModelsPlace(
          url.shown(),
          ModelRepository.over(new JdbcModelStoreProvider().open(url.options(prefix))),
          url,
          keys);
    } catch (StoreException | IllegalArgumentException e) {
      url.close();
      throw url.unreadable("--models", e);
    }
  }

  /** Returns the directory, or the URL without what may be secret in it. */
  public String shown() {
    return shown;
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
      throw new BadInput("--models " + shown + ": " + e.getMessage(), e);
    }
  }

  /**
   * Adds a version.
   *
   * @throws BadInput if it cannot be kept
   */
  public ModelVersion add(VersionDraft draft, SigningKey key, Instant at) {
    try {
      return repository.add(draft, key, at);
    } catch (CorruptStateException | StoreException e) {
      throw new BadInput("--models " + shown + ": " + e.getMessage(), e);
    }
  }

  /**
   * Returns a version by its id, or as active, candidate or previous.
   *
   * @throws BadInput if there is none
   */
  public ModelVersion version(String name) {
    return manifest()
        .find(name)
        .orElseThrow(
            () ->
                new BadInput(
                    "--models "
                        + shown
                        + " has no version "
                        + BadInput.quote(name)
                        + "; see demeanor models list"));
  }

  /** Returns the keys that are trusted here. */
  public TrustedKeys trusted() {
    try {
      return KeyFiles.trusted(keys);
    } catch (IOException | CorruptStateException e) {
      throw new BadInput("--models " + shown + ": keys cannot be read: " + e.getMessage(), e);
    }
  }

  /** Returns the folder of the keys that are trusted here. */
  Path keys() {
    return keys;
  }

  /** Refuses a private key that would lie beside the models: whoever copies them has it. */
  void refuseSecret(String option, Path file) {
    boolean beside =
        database == null
            && file.toAbsolutePath()
                .normalize()
                .startsWith(Path.of(shown).toAbsolutePath().normalize());
    if (beside) {
      throw new BadInput(
          option
              + " "
              + file
              + " must not lie in the directory of the models: whoever copies that would have the"
              + " private key; keep it elsewhere");
    }
  }

  @Override
  public void close() {
    repository.close();
    if (database != null) {
      database.close();
    }
  }
}
