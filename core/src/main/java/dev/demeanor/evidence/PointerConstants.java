package dev.demeanor.evidence;

import dev.demeanor.feature.PointerBins;
import dev.demeanor.spi.ProviderOptions;

/**
 * The constants of {@link ShrunkMahalanobisDetector}, each with its reason. Checked by {@code
 * demeanor choose}, see {@code docs/benchmark.md}: where a range gives the same figures to within
 * noise, a value from its middle was taken. None knows a person or a data set. Immutable.
 */
final class PointerConstants {

  static final int FEATURES = PointerBins.FEATURES;
  static final int BINS = PointerBins.BINS;
  static final int CELLS = FEATURES * BINS;

  /** Actions of the window that deviations are stated for: those of a full window. */
  private static final double USUAL_ACTIONS = 16;

  /** Windows with more actions than these do not occur. */
  private static final int MOST_ACTIONS = 512;

  static final PointerConstants USUAL = from(ProviderOptions.none());

  /**
   * The variance of a mean over n actions falls as n to this power, not to 1: what somebody does
   * next is like what he did before. Seen alike for all who were looked at, from 8 to 128 actions.
   */
  final double varianceLaw;

  /** As many windows as make a subject's own correlations weigh as much as what is usual. */
  final double shrinkWindows;

  /**
   * Of what is usual of correlations, the share that is none at all; the rest is that of background
   * people.
   */
  final double identityShare;

  /** Windows after which old ones are forgotten as fast as new ones come. */
  final int horizonWindows;

  /**
   * Deviations at most, of one feature in one window. One that is learned is drawn in to as many.
   */
  final double clip;

  /** Once there are this many windows, what is far off is drawn in before it is learned. */
  final int clipAfterWindows;

  /** Nobody repeats himself more exactly; in ranks. */
  final double leastDeviation;

  /** Fewer windows say nothing of how features move together. */
  final int leastWindows;

  /**
   * Distance, in deviations for each feature, of a window of the usual number of actions from those
   * learned before it: below 1, as deviations are made large by a few. Much the same for all who
   * were looked at; a subject for whom it is another is measured by his own.
   */
  final double usualDistance;

  /** As many windows as make the subject's own usual distance weigh as much as that. */
  final int usualWindows;

  /** Distance at which a window speaks neither for nor against. */
  final double neutral;

  /**
   * The same against background people: the ratio is above 0 for the subject, and below for others.
   */
  final double neutralAgainstOthers;

  /** Nats of one deviation for each feature, of very many actions. */
  final double nats;

  /** Actions that say half as much as very many. */
  final double halfActions;

  /** How much the log-likelihood ratio against background people weighs beside the distance. */
  final double ratioWeight;

  /** Actions that smoothing of bins is worth. */
  final double smoothingActions;

  /** Nats at most, of one feature of one action: features say much the same. */
  final double ratioClip;

  /** Fewer background people would be told apart, not represent others. */
  final int leastPeople;

  private final double[] toUsual = new double[MOST_ACTIONS];

  private PointerConstants(Constants from) {
    varianceLaw = from.number("variance-law", 0.65, 0, 1);
    shrinkWindows = from.number("shrink-windows", 32, 1, 100_000);
    identityShare = from.number("identity-share", 0.2, 0.05, 1);
    horizonWindows = from.whole("horizon-windows", 512, 30, 100_000);
    clip = from.number("clip", 4, 0.1, 100);
    clipAfterWindows = from.whole("clip-after-windows", 20, 2, 100_000);
    leastDeviation = from.number("least-deviation", 0.001, 1e-6, 0.1);
    leastWindows = from.whole("least-windows", 8, 2, 1000);
    usualDistance = from.number("usual-distance", 0.77, 0.01, 10);
    usualWindows = from.whole("usual-windows", 10, 0, 100_000);
    neutral = from.number("neutral", 0.82, 0, 10);
    neutralAgainstOthers = from.number("neutral-against-others", 0.75, 0, 10);
    nats = from.number("nats", 19, 0.001, 1000);
    halfActions = from.number("half-actions", 12, 0, 1000);
    ratioWeight = from.number("ratio-weight", 0.04, 0, 10);
    smoothingActions = from.number("smoothing-actions", 20, 0.01, 10_000);
    ratioClip = from.number("ratio-clip", 1.5, 0.01, 100);
    leastPeople = from.whole("least-people", 2, 2, 1000);
    from.refuseOthers();
    for (int n = 1; n < MOST_ACTIONS; n++) {
      toUsual[n] = StrictMath.exp(StrictMath.log(n / USUAL_ACTIONS) * varianceLaw / 2);
    }
  }

  /** Reads the constants from options; those left out have their usual values. */
  static PointerConstants from(ProviderOptions options) {
    return new PointerConstants(new Constants(ShrunkMahalanobisDetector.NAME, options));
  }

  /**
   * Returns by how much the offset of a mean over n actions is to be stretched to compare with one
   * over the usual number.
   */
  double toUsual(int actions) {
    return toUsual[Math.min(actions, MOST_ACTIONS - 1)];
  }

  /** Returns the nats of one deviation for each feature, of n actions. */
  double nats(int actions) {
    return nats * actions / (actions + halfActions);
  }

  /** Returns the share of the window that comes after this many. */
  double nextShare(int windows) {
    return 1.0 / Math.min(windows + 1, horizonWindows);
  }

  /** Returns the share of what came before that is left by that window. */
  double kept(int windows) {
    return windows < horizonWindows ? 1 : 1 - nextShare(windows);
  }
}
