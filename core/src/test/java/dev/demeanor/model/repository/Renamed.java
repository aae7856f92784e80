package dev.demeanor.model.repository;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demeanor.model.Artefact;
import dev.demeanor.model.ModelVersion;

/** Versions in which something was changed. */
final class Renamed {

  private Renamed() {}

  /** Returns a version that names another file, signed as it should be. */
  static ModelVersion file(ModelVersion version, String file, SigningKey key) {
    ObjectNode node = VersionJson.write(version);
    ((ObjectNode) node.path("artefacts").path(0)).put("file", file);
    ModelVersion changed = VersionJson.read(node);
    return VersionJson.signed(changed, key.sign(changed.text()));
  }

  /** Returns a version with another text under the old signature. */
  static ModelVersion text(ModelVersion version, String old, String other) {
    String text = CanonicalJson.text(VersionJson.write(version));
    if (!text.contains(old)) {
      throw new IllegalArgumentException(old + " is not there");
    }
    return VersionJson.read(CanonicalJson.parse(text.replace(old, other), "version"));
  }

  /** Returns a draft whose file has other bytes, and says so. */
  static VersionDraft bytes(VersionDraft draft, byte[] bytes) {
    Artefact old = draft.parts().get(0).artefact();
    draft
        .parts()
        .set(
            0,
            new VersionDraft.Part(
                new Artefact(
                    old.kind(),
                    old.modality(),
                    old.detector(),
                    old.backend(),
                    old.file(),
                    CanonicalJson.sha256(bytes),
                    bytes.length,
                    old.schemas(),
                    old.input(),
                    old.curve(),
                    old.golden()),
                bytes));
    return draft;
  }
}
