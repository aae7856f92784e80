package dev.demeanor.evidence;

import dev.demeanor.feature.FreeTextBins;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureVector;

/**
 * Compares a window of free text with one subject. Immutable and thread-safe.
 *
 * @see KeyHistogramDetector
 */
sealed interface KeyScorer permits AloneKeyScorer, PopulationKeyScorer {

  /** Where the mean of a timing stands among the features: contributions are shown there. */
  int FIRST_TIMING_FEATURE = 16;

  /**
   * Adds the contributions of a window with {@code keys} keys.
   *
   * @param keys at least 1
   */
  void score(FeatureVector probe, int keys, ScoreBuffer out);

  /** Returns how many keys a window has: each has a dwell. */
  static int keys(FeatureVector probe) {
    int keys = 0;
    for (int i = 0; i < probe.tokenCount(); i++) {
      int token = probe.token(i);
      boolean isDwell =
          KeyCounts.isToken(token) && FreeTextBins.kind(FreeTextBins.unit(token)) == 0;
      keys += isDwell ? 1 : 0;
    }
    return keys;
  }
}
