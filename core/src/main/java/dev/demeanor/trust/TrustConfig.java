package dev.demeanor.trust;

import dev.demeanor.event.Modality;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How evidence becomes trust. Immutable.
 *
 * @param fusion the rule
 * @param weights weight of each modality, above 0; a modality without one has {@link
 *     #DEFAULT_WEIGHT}
 * @param prior probability of genuine before anything was seen, in (0, 1)
 * @param maxAccumulated bound of the accumulated evidence on both sides, in nats, above 0: how long
 *     an impostor can live on the owner's credit
 * @param creditHalfLife time in which evidence in favour halves when nothing new comes; evidence
 *     against never fades
 * @param windowsForHalfConfidence how many windows of one modality give half of its confidence,
 *     above 0
 * @param challengeFailedPenalty evidence against, in nats, for a failed challenge, 0 or more
 * @param limits what evidence may do to trust at most
 */
public record TrustConfig(
    Fusion fusion,
    Map<Modality, Double> weights,
    double prior,
    double maxAccumulated,
    Duration creditHalfLife,
    double windowsForHalfConfidence,
    double challengeFailedPenalty,
    TrustLimits limits) {

  /** Weight of a modality that has none of its own. */
  public static final double DEFAULT_WEIGHT = 0.3;

  private static final TrustConfig DEFAULTS =
      new TrustConfig(
          Fusion.EVIDENCE,
          Map.of(Modality.KEYSTROKE, 0.4, Modality.POINTER, 0.3, Modality.NAVIGATION, 0.3),
          0.95,
          6.0,
          Duration.ofMinutes(30),
          1.0,
          6.0,
          TrustLimits.defaults());

  /** Checks the ranges and copies the weights. */
  public TrustConfig {
    Objects.requireNonNull(limits, "limits");
    weights = Map.copyOf(weights);
    weights.forEach((modality, weight) -> positive("weight of " + modality.name(), weight));
    if (!(prior > 0 && prior < 1)) {
      throw new IllegalArgumentException("prior must be in (0, 1), was " + prior);
    }
    positive("maxAccumulated", maxAccumulated);
    positive("windowsForHalfConfidence", windowsForHalfConfidence);
    if (creditHalfLife.isZero() || creditHalfLife.isNegative()) {
      throw new IllegalArgumentException("creditHalfLife must be positive, was " + creditHalfLife);
    }
    if (!(challengeFailedPenalty >= 0 && Double.isFinite(challengeFailedPenalty))) {
      throw new IllegalArgumentException(
          "challengeFailedPenalty must be >= 0, was " + challengeFailedPenalty);
    }
  }

  /** Returns the defaults: weights 0.4, 0.3, 0.3, prior 0.95, evidence fusion. */
  public static TrustConfig defaults() {
    return DEFAULTS;
  }

  /** Returns the weight of a modality. */
  public double weight(Modality modality) {
    return weights.getOrDefault(modality, DEFAULT_WEIGHT);
  }

  /** Returns a copy with another fusion rule. */
  public TrustConfig withFusion(Fusion newFusion) {
    return new TrustConfig(
        newFusion,
        weights,
        prior,
        maxAccumulated,
        creditHalfLife,
        windowsForHalfConfidence,
        challengeFailedPenalty,
        limits);
  }

  /** Returns a copy with another prior. */
  public TrustConfig withPrior(double newPrior) {
    return new TrustConfig(
        fusion,
        weights,
        newPrior,
        maxAccumulated,
        creditHalfLife,
        windowsForHalfConfidence,
        challengeFailedPenalty,
        limits);
  }

  /** Returns a copy with other weights. */
  public TrustConfig withWeights(Map<Modality, Double> newWeights) {
    return new TrustConfig(
        fusion,
        newWeights,
        prior,
        maxAccumulated,
        creditHalfLife,
        windowsForHalfConfidence,
        challengeFailedPenalty,
        limits);
  }

  /** Returns a copy with another bound of the accumulated evidence. */
  public TrustConfig withMaxAccumulated(double newMax) {
    return new TrustConfig(
        fusion,
        weights,
        prior,
        newMax,
        creditHalfLife,
        windowsForHalfConfidence,
        challengeFailedPenalty,
        limits);
  }

  /** Returns a copy with another half-life of evidence in favour. */
  public TrustConfig withCreditHalfLife(Duration newHalfLife) {
    return new TrustConfig(
        fusion,
        weights,
        prior,
        maxAccumulated,
        newHalfLife,
        windowsForHalfConfidence,
        challengeFailedPenalty,
        limits);
  }

  /** Returns a copy with other limits of what evidence may do. */
  public TrustConfig withLimits(TrustLimits newLimits) {
    return new TrustConfig(
        fusion,
        weights,
        prior,
        maxAccumulated,
        creditHalfLife,
        windowsForHalfConfidence,
        challengeFailedPenalty,
        newLimits);
  }

  /** Returns a text that is equal exactly when the configuration is; part of the policy version. */
  public String canonical() {
    Map<String, Double> sorted = new TreeMap<>();
    weights.forEach((modality, weight) -> sorted.put(modality.name(), weight));
    return fusion
        + "|"
        + sorted
        + "|"
        + prior
        + "|"
        + maxAccumulated
        + "|"
        + creditHalfLife
        + "|"
        + windowsForHalfConfidence
        + "|"
        + challengeFailedPenalty
        + "|"
        + limits.canonical();
  }

  private static void positive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(name + " must be > 0, was " + value);
    }
  }
}
