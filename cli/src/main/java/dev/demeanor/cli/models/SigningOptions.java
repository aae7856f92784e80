package dev.demeanor.cli.models;

import dev.demeanor.cli.BadInput;
import dev.demeanor.model.repository.KeyFiles;
import dev.demeanor.model.repository.SigningKey;
import dev.demeanor.spi.CorruptStateException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which key signs a version. No private key is ever kept beside the models. */
public final class SigningOptions {

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "Ed25519 private key (PEM, PKCS#8) that signs; not in the directory of the models. Its"
              + " public half must be among those that count.")
  private @Nullable Path key;

  @Option(
      names = "--new-key",
      paramLabel = "FILE",
      description =
          "Makes a key: the private half in this file, the public half among those that count.")
  private @Nullable Path newKey;

  /** Made by picocli. */
  public SigningOptions() {}

  /**
   * Returns the key.
   *
   * @throws BadInput if not exactly one is named, or it cannot be used
   */
  public SigningKey key(ModelsPlace place) {
    if ((key == null) == (newKey == null)) {
      throw new BadInput(
          "name the key that signs: --key FILE for one that is there, or --new-key FILE to make"
              + " one");
    }
    try {
      if (newKey != null) {
        place.refuseSecret("--new-key", newKey);
        return KeyFiles.make(newKey, place.keys());
      }
      Path file = key == null ? Path.of("") : key;
      place.refuseSecret("--key", file);
      return KeyFiles.read(file);
    } catch (NoSuchFileException e) {
      throw new BadInput(
          "the key that signs is not there: " + e.getFile() + "; make one with --new-key FILE", e);
    } catch (AccessDeniedException e) {
      throw new BadInput(
          "the key that signs: permission denied for " + e.getFile() + "; check its permissions",
          e);
    } catch (IOException | CorruptStateException | IllegalArgumentException e) {
      throw new BadInput("the key that signs cannot be used: " + e.getMessage(), e);
    }
  }
}
