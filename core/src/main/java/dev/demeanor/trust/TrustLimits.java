package dev.demeanor.trust;

import dev.demeanor.event.Modality;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What evidence may do to trust at most. The two bounds are of {@link Fusion#EVIDENCE}; the linear
 * pool has only its clamp. Chosen by {@code demeanor generalise}, see {@code docs/tuning.md}.
 * Immutable.
 *
 * @param maxCredit bound of the accumulated evidence in favour, in nats, above 0: credit that an
 *     impostor who takes over must use up first. Evidence against has the bound {@link
 *     TrustConfig#maxAccumulated} alone
 * @param maxFall by how much one window of a modality lowers the accumulated evidence at most, in
 *     nats, above 0: everybody slips, so that one strange window may lead to a challenge and never
 *     to a denial. A modality without one has no such bound. Not for windows that tell of the whole
 *     session: what one of them is not allowed to say would be lost
 * @param challengeOnly modalities that never deny on their own: where no other modality speaks
 *     against the subject and no challenge was failed, DENY becomes CHALLENGE. For those in which
 *     people change their habits from one day to the next
 */
public record TrustLimits(
    double maxCredit, Map<Modality, Double> maxFall, Set<Modality> challengeOnly) {

  private static final TrustLimits DEFAULTS =
      new TrustLimits(3.0, Map.of(Modality.KEYSTROKE, 2.4), Set.of(Modality.NAVIGATION));

  private static final TrustLimits NONE =
      new TrustLimits(Double.POSITIVE_INFINITY, Map.of(), Set.of());

  /** Checks the ranges and copies the map and the set. */
  public TrustLimits {
    maxFall = Map.copyOf(maxFall);
    challengeOnly = Set.copyOf(challengeOnly);
    if (!(maxCredit > 0)) {
      throw new IllegalArgumentException("maxCredit must be > 0, was " + maxCredit);
    }
    maxFall.forEach(
        (modality, fall) -> {
          if (!(fall > 0)) {
            throw new IllegalArgumentException(
                "maxFall of " + modality.name() + " must be > 0, was " + fall);
          }
        });
  }

  /**
   * Returns the defaults: at most 3 nats of credit, a window of typing takes at most 2.4, and
   * navigation alone never denies. A new session is challenged by the first window that speaks
   * clearly against the subject and denied by the second; one with full credit by the second and
   * the third.
   */
  public static TrustLimits defaults() {
    return DEFAULTS;
  }

  /** Returns no limits: those of policies that say nothing of them. */
  public static TrustLimits none() {
    return NONE;
  }

  /** Returns by how much one window of a modality lowers the accumulated evidence at most. */
  public double maxFall(Modality modality) {
    return maxFall.getOrDefault(modality, Double.POSITIVE_INFINITY);
  }

  /** Returns a copy with another bound of credit; infinity is none. */
  public TrustLimits withMaxCredit(double newMax) {
    return new TrustLimits(newMax, maxFall, challengeOnly);
  }

  /** Returns a copy with other bounds of what one window says against the subject. */
  public TrustLimits withMaxFall(Map<Modality, Double> newMaxFall) {
    return new TrustLimits(maxCredit, newMaxFall, challengeOnly);
  }

  /** Returns a copy in which other modalities never deny on their own. */
  public TrustLimits withChallengeOnly(Set<Modality> newChallengeOnly) {
    return new TrustLimits(maxCredit, maxFall, newChallengeOnly);
  }

  /** Returns a text that is equal exactly when the limits are. */
  String canonical() {
    Map<String, Double> falls = new TreeMap<>();
    maxFall.forEach((modality, fall) -> falls.put(modality.name(), fall));
    TreeSet<String> names = new TreeSet<>();
    challengeOnly.forEach(modality -> names.add(modality.name()));
    return maxCredit + "|" + falls + "|" + names;
  }
}
