package dev.demeanor.model.repository;

import dev.demeanor.evidence.Recipe;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.spi.model.VectorScorer;
import java.util.List;

/**
 * A version that passed the gates of its files, ready to score. Thread-safe; close it when nobody
 * scores with it any more.
 *
 * @param version which one
 * @param recipes how each detector gives evidence under it, preferred ones first
 * @param scorers what it opened
 */
public record LoadedVersion(ModelVersion version, List<Recipe> recipes, List<VectorScorer> scorers)
    implements AutoCloseable {

  /** Copies the lists. */
  public LoadedVersion {
    recipes = List.copyOf(recipes);
    scorers = List.copyOf(scorers);
  }

  /** Frees what its models hold. */
  @Override
  public void close() {
    scorers.forEach(VectorScorer::close);
  }

  @Override
  public String toString() {
    return "LoadedVersion[" + version.id() + "]";
  }
}
