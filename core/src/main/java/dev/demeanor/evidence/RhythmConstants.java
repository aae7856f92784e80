package dev.demeanor.evidence;

import dev.demeanor.spi.ProviderOptions;

/**
 * The constants of {@link RhythmDetector}, each with its reason. Ages count entries. Chosen by
 * {@code demeanor choose}, see {@code docs/benchmark.md}; none knows a text, its length or a
 * person. Immutable.
 */
final class RhythmConstants {

  static final RhythmConstants USUAL = from(ProviderOptions.none());

  /** Beyond so many times its age an entry weighs nothing that could be noticed. */
  private static final int AGES_KEPT = 5;

  /** Age at which an entry weighs 1/e for the centre: people drift within days and get faster. */
  final double centre;

  /** The same for the scale: spread changes more slowly than place. */
  final double scale;

  /** The same for the scale of neighbours, which are to be found among old entries, too. */
  final double neighbourScale;

  /** The same for the density: like the centre, with entries enough for the tails. */
  final double density;

  /** Newest entries of which the density is made: three of its ages. */
  final int densityEntries;

  /** Width of the kernel of the density, in scales: narrow enough to show two ways of typing. */
  final double densityWidth;

  /** Nats by which a feature may be off its likeliest value: one slip must not decide. */
  final double densityClip;

  /** Scales by which a feature may be off that of a neighbour. */
  final double clip;

  /** Scales by which the level may be off at most. */
  final double levelClip;

  /**
   * Share of the level that is taken out before the shape is judged: how fast somebody is today is
   * a nuisance, but not only.
   */
  final double levelShare;

  /** Newest entries that say how much the level varies. */
  final int levelEntries;

  /** Neighbours whose mean distance counts. */
  final int neighbours;

  /** Distance, in scales, that each entry of age adds: newer neighbours say more. */
  final double agePenalty;

  /** Of a subject alone. A longer dwell than usual is what practice brings, so it costs nothing. */
  final RhythmWeights alone;

  /** Beside a population, which says what the density of anybody's is; neighbours add nothing. */
  final RhythmWeights beside;

  /** Nats by which a feature may speak for or against the subject beside a population. */
  final double ratioClip;

  /**
   * How alike people's patterns must be (mean correlation with what is usual) before they count as
   * having typed the same text; 1 is never.
   */
  final double agreement;

  /**
   * A subject whose centre is farther from the common pattern, as the mean square in spreads, types
   * another text. People who typed the text it was learned from are rarely beyond 1.
   */
  final double farthest;

  /** See {@link dev.demeanor.spi.detector.ScoreWorth.Spreads#natsPerSpread}. */
  final double nats;

  /** The same beside a population. */
  final double natsBeside;

  /**
   * {@link #centre}, {@link #scale}, {@link #neighbourScale}, {@link #density} as weights by age.
   */
  final double[] centreWeights;

  final double[] scaleWeights;
  final double[] neighbourScaleWeights;
  final double[] densityWeights;

  private RhythmConstants(Constants from) {
    centre = from.number("centre", 15, 1, 1000);
    scale = from.number("scale", 50, 1, 1000);
    neighbourScale = from.number("neighbour-scale", 100, 1, 1000);
    density = from.number("density", 25, 1, 1000);
    densityEntries = from.whole("density-entries", 80, 1, RhythmDetector.KEPT);
    densityWidth = from.number("density-width", 0.5, 0.01, 100);
    densityClip = from.number("density-clip", 6, 0.1, 100);
    clip = from.number("clip", 4, 0.1, 100);
    levelClip = from.number("level-clip", 6, 0.1, 100);
    levelShare = from.number("level-share", 0.5, 0, 1);
    levelEntries = from.whole("level-entries", 60, 1, RhythmDetector.KEPT);
    neighbours = from.whole("neighbours", 5, 1, 50);
    agePenalty = from.number("age-penalty", 0.06, 0, 10);
    alone = RhythmWeights.read(from, "alone-", new RhythmWeights(0.18, 0.23, 0.067, 0.34, 0.41));
    beside = RhythmWeights.read(from, "beside-", new RhythmWeights(0, 0.41, 0.22, 0.43, 0.37));
    ratioClip = from.number("ratio-clip", 6, 0.1, 100);
    agreement = from.number("agreement", 0.5, -1, 1);
    farthest = from.number("farthest", 2, 0, 1e9);
    nats = from.number("nats", 1.6, 0.001, 100);
    natsBeside = from.number("nats-beside", 2, 0.001, 100);
    from.refuseOthers();
    centreWeights =
        WeightedStatistics.weights(
            centre, (int) Math.min(RhythmDetector.KEPT, Math.ceil(AGES_KEPT * centre)));
    scaleWeights = WeightedStatistics.weights(scale, RhythmDetector.KEPT);
    neighbourScaleWeights = WeightedStatistics.weights(neighbourScale, RhythmDetector.KEPT);
    densityWeights = WeightedStatistics.weights(density, densityEntries);
  }

  /**
   * Reads those that are not usual.
   *
   * @throws IllegalArgumentException if one is unknown, malformed or out of its range
   */
  static RhythmConstants from(ProviderOptions options) {
    return new RhythmConstants(new Constants(RhythmDetector.NAME, options));
  }
}
