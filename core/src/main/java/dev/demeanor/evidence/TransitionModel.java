package dev.demeanor.evidence;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureVector;

/**
 * How often a subject visits routes and goes from one to another; see {@link TransitionDetector}.
 * Immutable.
 */
final class TransitionModel implements SubjectModel {

  /** Old habits fade: after this many windows they count one half. */
  private static final double HALF_LIFE_WINDOWS = 350;

  /** What has faded under this is forgotten, which bounds the vocabulary. */
  private static final float LEAST = 0.05f;

  private static final int MAX_ROUTES = 1024;
  private static final int MAX_TRANSITIONS = 8192;

  /** Visits that smoothing is worth, spread evenly over the routes an application may have. */
  private static final double SMOOTHING = 2;

  private static final double ROUTES_OF_AN_APPLICATION = 500;

  /** Probability of a transition never seen. */
  private static final double UNSEEN = 0.01;

  /**
   * Half of the score is what is visited, half what follows what: a known person does known things
   * in a new order.
   */
  private static final double SHARE = 0.5;

  /** No visit counts for less, in nats: one strange visit in a window must not decide. */
  private static final double CLIP = -12;

  private static final int ROUTES = 0;
  private static final int TRANSITIONS = 1;

  private final int features;
  private final int samples;
  private final CountTable routes;
  private final CountTable transitions;

  // Derived: visits in all, and for each route how often and to how many others it was left.
  private final double visits;
  private final CountTable departures = new CountTable();
  private final CountTable successors = new CountTable();

  TransitionModel(int features, int samples, CountTable routes, CountTable transitions) {
    this.features = features;
    this.samples = samples;
    this.routes = routes;
    this.transitions = transitions;
    double sum = 0;
    for (int slot = 0; slot < routes.slots(); slot++) {
      sum += routes.isUsed(slot) ? routes.count(slot) : 0;
    }
    this.visits = sum;
    for (int slot = 0; slot < transitions.slots(); slot++) {
      if (transitions.isUsed(slot)) {
        long from = transitions.key(slot) >>> 31;
        departures.add(from, transitions.count(slot));
        successors.add(from, 1);
      }
    }
  }

  static TransitionModel load(int features, int samples, StateReader in) {
    return new TransitionModel(
        features, samples, CountTable.load(in, MAX_ROUTES), CountTable.load(in, MAX_TRANSITIONS));
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public SubjectModel learn(FeatureVector sample) {
    float kept = (float) StrictMath.pow(0.5, 1 / HALF_LIFE_WINDOWS);
    CountTable nextRoutes = routes.faded(kept, LEAST);
    CountTable nextTransitions = transitions.faded(kept, LEAST);
    for (int i = 0; i < sample.tokenCount(); i++) {
      long route = sample.token(i);
      if (nextRoutes.size() < MAX_ROUTES || nextRoutes.get(route) > 0) {
        nextRoutes.add(route, 1);
      }
      if (i > 0) {
        long transition = key(sample.token(i - 1), sample.token(i));
        if (nextTransitions.size() < MAX_TRANSITIONS || nextTransitions.get(transition) > 0) {
          nextTransitions.add(transition, 1);
        }
      }
    }
    return new TransitionModel(features, samples + 1, nextRoutes, nextTransitions);
  }

  private static long key(int from, int to) {
    return (long) from << 31 | to;
  }

  @Override
  public void score(FeatureVector probe, ScoreBuffer out) {
    out.begin(features);
    int count = probe.tokenCount();
    if (samples == 0 || count < 2) {
      out.abstain(samples == 0 ? AbstentionReason.COLD_START : AbstentionReason.NO_DATA);
      return;
    }
    for (int i = 0; i < count; i++) {
      double route = probability(probe.token(i));
      double follows = i == 0 ? route : probability(probe.token(i - 1), probe.token(i), route);
      out.add(ROUTES, SHARE * Math.max(CLIP, StrictMath.log(route)) / count);
      out.add(TRANSITIONS, (1 - SHARE) * Math.max(CLIP, StrictMath.log(follows)) / count);
    }
  }

  private double probability(int route) {
    return (routes.get(route) + SMOOTHING / ROUTES_OF_AN_APPLICATION) / (visits + SMOOTHING);
  }

  /**
   * Witten-Bell: the more different routes were seen after {@code from}, the likelier one never
   * seen after it is.
   */
  private double probability(int from, int to, double unconditional) {
    double left = departures.get(from);
    if (left == 0) {
      return unconditional;
    }
    double seen = transitions.get(key(from, to));
    double different = successors.get(from);
    double smoothed = (seen + different * unconditional) / (left + different);
    return seen > 0 ? smoothed : Math.min(UNSEEN, smoothed);
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(TransitionDetector.FORMAT).putInt(samples);
    routes.save(out);
    transitions.save(out);
  }
}
