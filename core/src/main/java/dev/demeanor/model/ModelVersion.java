package dev.demeanor.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One version of a model: a recipe and its files. Never changes once it is in a manifest.
 * Immutable.
 *
 * @param id unique within the manifest
 * @param createdAt when it was made
 * @param artefacts its files, at least one
 * @param training what it was trained from
 * @param evaluation how well it does, when that was measured
 * @param signature who vouches for it, when somebody does
 * @param text all of this but the signature as JSON in canonical form: what is signed
 */
public record ModelVersion(
    String id,
    Instant createdAt,
    List<Artefact> artefacts,
    TrainingOrigin training,
    Optional<ModelEvaluation> evaluation,
    Optional<ModelSignature> signature,
    String text) {

  /** Copies the list. */
  public ModelVersion {
    Objects.requireNonNull(id, "id");
    artefacts = List.copyOf(artefacts);
    if (artefacts.isEmpty()) {
      throw new IllegalArgumentException("version " + id + " must have at least one file");
    }
  }

  /** Says which one it is. */
  @Override
  public String toString() {
    return "ModelVersion[" + id + "]";
  }
}
