package dev.demeanor.evidence;

import org.jspecify.annotations.Nullable;

/**
 * What scoring needs beside the subject. Immutable.
 *
 * @param constants the constants
 * @param population what people in general are like, or null
 */
record RhythmRecipe(RhythmConstants constants, @Nullable RhythmPopulation population) {

  /**
   * Returns how people in general type a text of so many keys, or null when that is not known or
   * the subject, with this centre, evidently types another one.
   */
  @Nullable CommonPattern patternFor(int keys, double[] centre) {
    CommonPattern pattern = population == null ? null : population.pattern(keys);
    return pattern != null && pattern.fits(centre, constants.farthest) ? pattern : null;
  }
}
