package dev.demeanor.evidence;

import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One subject's entries; see {@link RhythmDetector}. Statistics are made when they are first asked
 * for, so that learning many entries in a row is cheap. Immutable.
 */
final class RhythmModel implements SubjectModel {

  /** A landmark is a centre and a scale for each of the first features. */
  private static final int MAX_LANDMARK_FEATURES = 256;

  /**
   * Entries of an anchor. With the newest 100 of 200 an entry scores as with all but for a few
   * neighbours; with 64 genuine ones are held back that need not be.
   */
  private static final int ANCHOR_ENTRIES = 100;

  private final RhythmRecipe recipe;
  private final int keys;
  private final int samples;
  private final SampleHistory history;

  private volatile @Nullable RhythmStatistics statistics;

  RhythmModel(RhythmRecipe recipe, int keys, int samples, SampleHistory history) {
    this.recipe = recipe;
    this.keys = keys;
    this.samples = samples;
    this.history = history;
  }

  private RhythmStatistics statistics() {
    RhythmStatistics made = statistics;
    if (made == null) {
      made = new RhythmStatistics(recipe, keys, history);
      statistics = made;
    }
    return made;
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public SubjectModel learn(FeatureVector sample) {
    float[] row = LogTimes.decode(keys, LogTimes.encode(sample, keys));
    return new RhythmModel(recipe, keys, samples + 1, history.with(row));
  }

  @Override
  public void score(FeatureVector probe, ScoreBuffer out) {
    out.begin(3 * keys - 2);
    if (history.size() == 0) {
      out.abstain(AbstentionReason.COLD_START);
      return;
    }
    RhythmScoring.score(recipe.constants(), probe, keys, statistics(), out);
  }

  @Override
  public float[] landmark() {
    if (history.size() == 0) {
      return new float[0];
    }
    RhythmStatistics now = statistics();
    int features = Math.min(MAX_LANDMARK_FEATURES, now.centre().length);
    float[] landmark = new float[2 * features];
    for (int j = 0; j < features; j++) {
      if (!Double.isNaN(now.centre()[j])) { // otherwise its scale stays 0
        landmark[j] = (float) now.centre()[j];
        landmark[features + j] = (float) now.scale()[j];
      }
    }
    return landmark;
  }

  @Override
  public double drift(float[] landmark) {
    if (history.size() == 0) {
      return 0;
    }
    double[] centre = statistics().centre();
    int features = landmark.length / 2;
    double sum = 0;
    int compared = 0;
    for (int j = 0; j < Math.min(features, centre.length); j++) {
      float scale = landmark[features + j];
      if (scale > 0 && !Double.isNaN(centre[j])) {
        double off = Math.abs(centre[j] - landmark[j]) / scale;
        sum += Math.min(off, recipe.constants().clip); // one feature must not be all of it
        compared++;
      }
    }
    return compared == 0 ? 0 : sum / compared;
  }

  @Override
  public Optional<SubjectModel> anchor() {
    return Optional.of(new RhythmModel(recipe, keys, samples, history.newest(ANCHOR_ENTRIES)));
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(RhythmDetector.FORMAT).putInt(samples).putInt(history.size());
    for (int age = history.size() - 1; age >= 0; age--) {
      int entry = history.offset(age);
      float[] row = Arrays.copyOfRange(history.values(), entry, entry + 3 * keys - 2);
      for (short value : LogTimes.encode(row, keys)) {
        out.putByte(value >> 8).putByte(value);
      }
    }
  }
}
