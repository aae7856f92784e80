package dev.demeanor.evidence;

import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureVector;
import org.jspecify.annotations.Nullable;

/**
 * One subject's counts, and how windows are compared with them, with a population or without; see
 * {@link KeyHistogramDetector}. Immutable.
 */
final class KeyHistogramModel implements SubjectModel {

  private final int features;
  private final KeyCounts counts;
  private final KeyHistogramConstants constants;
  private final @Nullable KeyPopulation population;
  private final KeyScorer scorer;

  KeyHistogramModel(
      int features,
      KeyCounts counts,
      KeyHistogramConstants constants,
      @Nullable KeyPopulation population) {
    this.constants = constants;
    this.features = features;
    this.counts = counts;
    this.population = population;
    this.scorer =
        population == null
            ? new AloneKeyScorer(counts, constants)
            : new PopulationKeyScorer(population, counts);
  }

  @Override
  public int samples() {
    return counts.samples();
  }

  @Override
  public SubjectModel learn(FeatureVector sample) {
    return new KeyHistogramModel(features, counts.with(sample, constants), constants, population);
  }

  @Override
  public float[] landmark() {
    return KeyDrift.landmark(counts);
  }

  @Override
  public double drift(float[] landmark) {
    return KeyDrift.drift(landmark, counts);
  }

  @Override
  public void score(FeatureVector probe, ScoreBuffer out) {
    out.begin(features);
    int keys = KeyScorer.keys(probe);
    if (counts.samples() == 0 || keys == 0) {
      out.abstain(counts.samples() == 0 ? AbstentionReason.COLD_START : AbstentionReason.NO_DATA);
      return;
    }
    scorer.score(probe, keys, out);
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(KeyHistogramDetector.FORMAT);
    counts.save(out);
  }
}
