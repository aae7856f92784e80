package dev.demeanor.evidence;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureVector;
import org.jspecify.annotations.Nullable;

/**
 * How often a subject visits routes and goes from one to another; see {@link TransitionDetector}.
 * Immutable.
 */
final class TransitionModel implements SubjectModel {

  private static final int ROUTES = 0;
  private static final int TRANSITIONS = 1;
  private final TransitionConstants constants;
  private final int features;
  private final int samples;
  private final TransitionCounts own;
  private final @Nullable TransitionPopulation population;

  TransitionModel(
      TransitionConstants constants,
      int features,
      int samples,
      TransitionCounts own,
      @Nullable TransitionPopulation population) {
    this.constants = constants;
    this.features = features;
    this.samples = samples;
    this.own = own;
    this.population = population;
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public SubjectModel learn(FeatureVector sample) {
    return learn(sample, 1);
  }

  /** Fades what was learned, and learns the sample in proportion. */
  @Override
  public SubjectModel learn(FeatureVector sample, double share) {
    float counted = (float) share;
    return new TransitionModel(
        constants, features, samples + 1, own.with(sample, constants.kept, counted), population);
  }

  @Override
  public void score(FeatureVector probe, ScoreBuffer out) {
    out.begin(features);
    int count = probe.tokenCount();
    if (samples == 0 || count < 2) {
      out.abstain(samples == 0 ? AbstentionReason.COLD_START : AbstentionReason.NO_DATA);
      return;
    }
    double each = population == null ? 1.0 / count : constants.visitWeight;
    double routeShare = constants.routeShare * each;
    double transitionShare = (1 - constants.routeShare) * each;
    for (int i = 0; i < count; i++) {
      int to = probe.token(i);
      double route = probability(to);
      double follows = i == 0 ? route : own.probability(probe.token(i - 1), to, route);
      double routeLog = StrictMath.log(route);
      double followsLog = StrictMath.log(follows);
      if (population == null) {
        out.add(ROUTES, routeShare * Math.max(constants.lowest, routeLog));
        out.add(TRANSITIONS, transitionShare * Math.max(constants.lowest, followsLog));
      } else {
        double usual = population.popularity(to, constants.unseenCount);
        double usualFollows =
            i == 0 ? usual : population.probability(probe.token(i - 1), to, usual);
        out.add(ROUTES, routeShare * clipped(routeLog - StrictMath.log(usual)));
        out.add(TRANSITIONS, transitionShare * clipped(followsLog - StrictMath.log(usualFollows)));
      }
    }
  }

  private double clipped(double ratio) {
    return Math.max(-constants.clip, Math.min(constants.clip, ratio));
  }

  private double probability(int route) {
    double expected = 1 / constants.routes;
    if (population != null) {
      expected =
          constants.popular * population.popularity(route, constants.unseenCount)
              + (1 - constants.popular) / population.vocabulary();
    }
    return (own.count(route) + constants.smoothing * expected)
        / (own.visits() + constants.smoothing);
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(TransitionDetector.FORMAT).putInt(samples);
    own.save(out);
  }

  static TransitionModel load(
      TransitionConstants constants,
      int features,
      StateReader in,
      @Nullable TransitionPopulation population) {
    in.getInt("transitions format", TransitionDetector.FORMAT, TransitionDetector.FORMAT);
    int samples = in.getInt("samples", 0, Integer.MAX_VALUE);
    TransitionCounts own =
        TransitionCounts.load(
            in, TransitionConstants.MAX_ROUTES, TransitionConstants.MAX_TRANSITIONS);
    return new TransitionModel(constants, features, samples, own, population);
  }
}
