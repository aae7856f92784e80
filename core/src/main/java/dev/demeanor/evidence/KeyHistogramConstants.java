package dev.demeanor.evidence;

import dev.demeanor.spi.ProviderOptions;

/**
 * The constants of {@link KeyHistogramDetector}, each with its reason. Found on prototypes that
 * looked at all people of the development data; only those that {@code docs/benchmark.md} names
 * were tried by {@code demeanor choose} on people left out. None knows a data set or a person.
 * Immutable.
 */
final class KeyHistogramConstants {

  static final KeyHistogramConstants USUAL = from(ProviderOptions.none());

  // ---- design, not varied

  /** Fewer people than this say too little of how people differ. */
  static final int LEAST_PEOPLE = 6;

  /** Keys of one person that a timing needs to take part in means and spreads of people. */
  static final double LEAST_KEYS = 3;

  /** Keys, of the mean over the kind, that every mean and every variance begins with. */
  static final double MEAN_MASS = 5;

  static final double VARIANCE_MASS = 30;

  /** People, with the variance over the kind, that every variance between people begins with. */
  static final double BETWEEN_MASS = 10;

  /** What the common shift of a window may say against and for the subject, in nats. */
  static final double LEVEL_LEAST = -8;

  static final double LEVEL_MOST = 4;

  /** More dimensions than this no population has. */
  static final int MOST_DIMENSIONS = 256;

  /** Sessions that the dimensions are looked for in: more add time and no direction. */
  static final int BASIS_SESSIONS = 300;

  /** Share of the diagonal in covariances that are estimated from few people. */
  static final double DIAGONAL_SHARE = 0.1;

  /** Parts of the people; each is placed in a space of the others when weights are learned. */
  static final int FOLDS = 6;

  /** Windows of one other person, and other people, that play the impostor of one when learning. */
  static final int IMPOSTOR_WINDOWS = 8;

  static final int IMPOSTORS = 40;

  /** Keys that the reference is worth in the histogram over all timings of a kind. */
  static final double REFERENCE_MASS = 50;

  /** Keys that a pair of classes is taken to have been typed before the first was seen. */
  static final double USE_MASS = 1;

  /**
   * What others are like, as a normal curve on ln ms (dwell, press to press) or ms (flight): broad
   * on purpose, so that the ratio rewards being like oneself and punishes being like nobody in
   * particular.
   */
  static final double[] REFERENCE_CENTRE = {4.6, 5.3, 95};

  static final double[] REFERENCE_WIDTH = {0.45, 0.65, 140};

  // ---- a subject alone

  /** Blocks after which typing counts one half: half a year of ordinary use. */
  final double halfLife;

  /** A histogram of a timing counts as much as the one over all its kind after this many keys. */
  final double timingMass;

  /** The dwells before one class count as much as those of the held class after this many keys. */
  final double dwellPairMass;

  /** No key says more than this, in nats. */
  final double aloneClip;

  /**
   * One part of the reference is the subject's own histogram, blurred by this many bins: what is
   * only broadly like the subject is what others can be, too.
   */
  final double blurBins;

  /** How large that part is. */
  final double blurShare;

  /** Weight of dwells beside other timings: another keyboard moves them. */
  final double dwellWeight;

  /** Weight of how often which pair of classes is typed. */
  final double useWeight;

  /** See {@link dev.demeanor.spi.detector.ScoreWorth.Spreads#natsPerSpread}. */
  final double nats;

  /**
   * See {@link dev.demeanor.spi.detector.ScoreWorth#windowCorrelation}: hands are warm or cold for
   * a whole session, and the text is of one kind.
   */
  final double windowCorrelation;

  // ---- with a population

  /** Keys, of the variance within people, that a subject's own variance begins with. */
  final double ownVarianceMass;

  /** Degrees of freedom of Student's t: times have heavy tails. */
  final double freedom;

  /** No key says more than this about mean and spread, in nats. */
  final double eventClip;

  /** Keys that the population's histogram over a kind is worth in that of a timing. */
  final double populationMass;

  /** Keys that the subject's histogram over a kind is worth in that of a timing. */
  final double subjectMass;

  /** Keys that the population's use of pairs is worth in a subject's. */
  final double useMass;

  /** No key says more than this by a histogram, in nats. */
  final double histogramClip;

  /** Dimensions of a window's place among people: at most this, and half the sessions known. */
  final int dimensions;

  /** How much rarely hit bins are raised: 0 not at all, 1/2 to equal variance. */
  final double rareBins;

  /**
   * How much wider a person is taken to be from session to session than the population shows: the
   * dimensions were found in its own sessions, and other keyboards move a person further.
   */
  final double sessionWidth;

  /** Degrees of freedom of a window's place. */
  final double placeFreedom;

  /** Penalty of the squared weights of the logistic layer, on standardised terms. */
  final double ridge;

  private KeyHistogramConstants(Constants from) {
    halfLife = from.number("half-life", 200, 1, 1e6);
    timingMass = from.number("timing-mass", 10, 0.1, 1e4);
    dwellPairMass = from.number("dwell-pair-mass", 20, 0.1, 1e4);
    aloneClip = from.number("alone-clip", 3, 0.1, 10);
    blurBins = from.number("blur-bins", 4, 0.1, 20);
    blurShare = from.number("blur-share", 0.5, 0, 1);
    dwellWeight = from.number("dwell-weight", 0.3, 0, 10);
    useWeight = from.number("use-weight", 0.2, 0, 10);
    nats = from.number("nats", 1.5, 0.001, 100);
    windowCorrelation = from.number("window-correlation", 0.5, 0, 0.99);
    ownVarianceMass = from.number("own-variance-mass", 15, 0.1, 1e4);
    freedom = from.number("freedom", 4, 1, 1e3);
    eventClip = from.number("event-clip", 3, 0.1, 10);
    populationMass = from.number("population-mass", 50, 0.1, 1e4);
    subjectMass = from.number("subject-mass", 20, 0.1, 1e4);
    useMass = from.number("use-mass", 30, 0.1, 1e4);
    histogramClip = from.number("histogram-clip", 2, 0.1, 10);
    dimensions = from.whole("dimensions", 50, 0, MOST_DIMENSIONS);
    rareBins = from.number("rare-bins", 0.25, 0, 1);
    sessionWidth = from.number("session-width", 5, 0, 100);
    placeFreedom = from.number("place-freedom", 60, 1, 1e6);
    ridge = from.number("ridge", 0.3, 1e-6, 1e6);
    from.refuseOthers();
  }

  /**
   * Reads those that are not usual.
   *
   * @throws IllegalArgumentException if one is unknown, malformed or out of its range
   */
  static KeyHistogramConstants from(ProviderOptions options) {
    return new KeyHistogramConstants(new Constants(KeyHistogramDetector.NAME, options));
  }
}
