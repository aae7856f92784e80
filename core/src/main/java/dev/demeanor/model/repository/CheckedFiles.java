package dev.demeanor.model.repository;

import static dev.demeanor.model.repository.Refusal.fail;

import dev.demeanor.model.Artefact;
import dev.demeanor.model.Gate;
import dev.demeanor.model.GateException;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.spi.store.ModelStore;
import dev.demeanor.spi.store.StoreException;

/** The files of a version, read once and checked: path, size and digest. Stateless. */
final class CheckedFiles {

  private CheckedFiles() {}

  /**
   * Returns the bytes that the manifest describes.
   *
   * @throws GateException if they are not those
   */
  static byte[] bytes(ModelStore store, ModelVersion version, Artefact artefact) {
    String file = artefact.file();
    if (!file.matches(ModelStore.NAME)) {
      fail(version, Gate.PATH, "file \"" + file + "\" " + whyNoName(file));
    }
    if (artefact.bytes() > ModelGates.MOST_BYTES) {
      fail(
          version,
          Gate.SIZE,
          "file "
              + file
              + " has "
              + artefact.bytes()
              + " bytes, "
              + ModelGates.MOST_BYTES
              + " are allowed");
    }
    byte[] bytes;
    try {
      bytes = store.get(version.id(), file, (int) artefact.bytes());
    } catch (StoreException e) {
      boolean longer = String.valueOf(e.getMessage()).contains("bytes it may have");
      throw Refusal.of(version, longer ? Gate.SIZE : Gate.PATH, String.valueOf(e.getMessage()));
    }
    if (bytes.length != artefact.bytes()) {
      fail(
          version,
          Gate.SIZE,
          "file "
              + file
              + " has "
              + bytes.length
              + " bytes, the manifest says "
              + artefact.bytes());
    }
    String digest = CanonicalJson.sha256(bytes);
    if (!digest.equals(artefact.sha256())) {
      fail(
          version,
          Gate.DIGEST,
          String.format(
              "file %s has SHA-256 %.12s, the manifest says %.12s: it was changed or swapped",
              file, digest, artefact.sha256()));
    }
    return bytes;
  }

  private static String whyNoName(String file) {
    String way =
        file.startsWith("/") || file.matches("[A-Za-z]:.*")
            ? "is an absolute path"
            : file.contains("..") ? "leads to another folder by \"..\"" : "is no plain name";
    return way + "; it must be a plain name: nothing outside the version is ever read";
  }
}
