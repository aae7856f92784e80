package dev.demeanor.evidence;

import dev.demeanor.spi.ProviderOptions;

/**
 * The constants of {@link TransitionDetector}, each with its reason. Chosen on command sequences,
 * by the cost at a threshold of other people; none knows an application or a person. Immutable.
 */
final class TransitionConstants {

  static final TransitionConstants USUAL = from(ProviderOptions.none());

  /** What has faded under this is forgotten, which bounds the vocabulary. */
  static final float LEAST_COUNT = 0.05f;

  /** Things a template remembers. */
  static final int MAX_ROUTES = 1024;

  /** Transitions a template remembers. */
  static final int MAX_TRANSITIONS = 8192;

  /** Things, and transitions, that a population remembers, the most frequent ones. */
  static final int MAX_POPULATION = 32_768;

  /** Probability that a transition never seen has at most, from a thing that others followed. */
  static final double UNSEEN = 0.01;

  private static final double LN_2 = 0.6931471805599453;

  /** Old habits fade: after this many windows they count one half. */
  final double halfLife;

  /** Visits that smoothing towards what people in general visit is worth. */
  final double smoothing;

  /** How much of that is the population's popularity; the rest is spread evenly. */
  final double popular;

  /** Count of a thing that the population does not know, each of them. */
  final double unseenCount;

  /** Without a population: things an application may have, over which smoothing is spread. */
  final double routes;

  /**
   * Share of what is visited; the rest is what follows what: a known person does known things in a
   * new order.
   */
  final double routeShare;

  /** No visit counts for less without a population, in nats: one strange visit must not decide. */
  final double lowest;

  /** No visit counts for more, either way, against a population, in nats. */
  final double clip;

  /** See {@link dev.demeanor.spi.detector.ScoreWorth.Spreads#natsPerSpread}. */
  final double nats;

  /** Nats for each visit: nobody is more regular. */
  final double leastSpread;

  /**
   * What a visit counts against a population: visits depend on each other, a hundred say as much as
   * eight.
   */
  final double visitWeight;

  /** What is left of a count after one window. */
  final float kept;

  private TransitionConstants(Constants from) {
    halfLife = from.number("half-life", 350, 1, 1e6);
    smoothing = from.number("smoothing", 2, 0.01, 1000);
    popular = from.number("popular", 0.9, 0, 0.999);
    unseenCount = from.number("unseen-count", 0.5, 1e-6, 10);
    routes = from.number("routes", 500, 1, 1e6);
    routeShare = from.number("route-share", 0.5, 0, 1);
    lowest = from.number("lowest", -12, -100, -1);
    clip = from.number("clip", 6, 0.1, 100);
    nats = from.number("nats", 0.2, 0.001, 100);
    leastSpread = from.number("least-spread", 0.3, 0, 10);
    visitWeight = from.number("visit-weight", 0.08, 0.001, 1);
    from.refuseOthers();
    kept = (float) StrictMath.exp(-LN_2 / halfLife);
  }

  /**
   * Reads those that are not usual.
   *
   * @throws IllegalArgumentException if one is unknown, malformed or out of its range
   */
  static TransitionConstants from(ProviderOptions options) {
    return new TransitionConstants(new Constants(TransitionDetector.NAME, options));
  }
}
