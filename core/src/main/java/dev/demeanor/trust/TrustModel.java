package dev.demeanor.trust;

import dev.demeanor.event.Modality;
import java.util.List;

/**
 * Moves a {@link TrustState} by the evidence of one assessment. With {@code L} the accumulated
 * evidence:
 *
 * <pre>
 *   L     = clamp(decay(L) + sum over present modalities of 3 * weight * evidence, -max, +credit)
 *   trust = sigmoid(logit(prior) + L)
 * </pre>
 *
 * <p>What one window adds is never below the modality's bound ({@link TrustLimits}).
 *
 * <p>Decay shrinks only positive {@code L}: old credit fades, while evidence against is repaired by
 * evidence or a passed challenge, never by waiting. An absent modality adds nothing and nothing is
 * renormalised. While a modality that this subject nearly always shows is missing, positive
 * evidence of the others is withheld. Immutable and thread-safe; {@link StrictMath} throughout, so
 * that the same steps give the same bits everywhere.
 */
public final class TrustModel {

  /** By how much more than its weight evidence counts: with three equal weights, in full. */
  public static final double FUSION_SCALE = 3.0;

  private static final double LN_2 = 0.6931471805599453;

  private final TrustConfig config;
  private final double[] weights;
  private final double[] scales;
  private final double[] maxFalls;
  private final double[] maxRises;
  private final boolean[] mayDeny;
  private final boolean anyMayDeny;
  private final double maxCredit;
  private final double priorLogit;
  private final double creditHalfLifeMillis;

  /** Makes the model for modalities in this order; states must have as many. */
  public TrustModel(TrustConfig config, List<Modality> modalities) {
    this.config = config;
    this.weights = new double[modalities.size()];
    this.scales = new double[weights.length];
    this.maxFalls = new double[weights.length];
    this.maxRises = new double[weights.length];
    this.mayDeny = new boolean[weights.length];
    TrustLimits limits = config.limits();
    for (int m = 0; m < weights.length; m++) {
      Modality modality = modalities.get(m);
      weights[m] = config.weight(modality);
      scales[m] = FUSION_SCALE * weights[m];
      maxFalls[m] = limits.maxFall(modality);
      maxRises[m] = Math.min(limits.maxCredit() / scales[m], config.maxAccumulated());
      mayDeny[m] = !limits.challengeOnly().contains(modality);
    }
    this.anyMayDeny = limits.challengeOnly().isEmpty();
    this.maxCredit = limits.maxCredit();
    this.priorLogit = StrictMath.log(config.prior() / (1 - config.prior()));
    this.creditHalfLifeMillis =
        config.creditHalfLife().toNanosPart() / 1e6 + config.creditHalfLife().toSeconds() * 1e3;
  }

  /**
   * Moves the state to {@code nowMillis} and adds the evidence of one assessment. A clock that was
   * set back counts as standing still.
   *
   * @param evidence summed evidence of each modality; ignored where {@code windows} is 0
   * @param windows windows with evidence, of each modality
   * @param expected bit {@code m} set when modality {@code m} is one this subject nearly always
   *     shows
   * @param excused bit {@code m} set when modality {@code m} could not be compared through no doing
   *     of the subject's
   * @return whether positive evidence was withheld because an expected modality is missing
   */
  public boolean step(
      TrustState state,
      double[] evidence,
      int[] windows,
      int expected,
      int excused,
      long nowMillis) {
    decayTo(state, nowMillis);
    boolean any = false;
    boolean gap = false;
    for (int m = 0; m < weights.length; m++) {
      any |= windows[m] > 0;
      gap |= windows[m] == 0 && (expected & ~excused & 1 << m) != 0;
    }
    boolean withheld = any && gap;
    double ceiling = withheld ? trust(state) : 1;
    double sum = 0;
    for (int m = 0; m < weights.length; m++) {
      if (windows[m] > 0) {
        double admitted = withheld ? Math.min(0, evidence[m]) : evidence[m];
        if (config.fusion() == Fusion.EVIDENCE) {
          admitted = limited(m, admitted, windows[m]);
        }
        sum += scales[m] * admitted;
        state.byModality[m] = clampOf(m, state.byModality[m] + admitted);
        if (!withheld || state.windows[m] > 0 || mayEnter(state, m, admitted, ceiling)) {
          state.windows[m] += windows[m];
        }
      }
    }
    bound(state, state.total + sum);
    return withheld;
  }

  /** Returns what so many windows of a modality may say of their evidence. */
  private double limited(int modality, double evidence, int windows) {
    return Math.max(evidence, -maxFalls[modality] * windows / scales[modality]);
  }

  /**
   * Returns whether what speaks against the subject is enough to deny: something else than
   * modalities that never deny on their own.
   */
  public boolean mayDeny(TrustState state) {
    boolean may = anyMayDeny;
    for (int m = 0; m < weights.length; m++) {
      may |= mayDeny[m] && state.byModality[m] < 0;
    }
    return may;
  }

  /**
   * Returns whether a modality first seen during a gap counts as seen: only with evidence against,
   * and not where it would raise the mean of the linear pool by entering it.
   */
  private boolean mayEnter(TrustState state, int modality, double admitted, double ceiling) {
    return admitted < 0
        && (config.fusion() == Fusion.EVIDENCE
            || sigmoid(priorLogit + state.byModality[modality]) <= ceiling);
  }

  /** Takes a passed challenge into account: nothing the session could show says as much. */
  public void challengePassed(TrustState state) {
    bound(state, config.maxAccumulated());
    for (int m = 0; m < weights.length; m++) {
      state.byModality[m] = clampOf(m, config.maxAccumulated());
    }
  }

  /**
   * Takes a failed challenge into account: evidence against, the same for every modality, on top of
   * what there was; credit is lost.
   */
  public void challengeFailed(TrustState state) {
    bound(state, Math.min(0, state.total) - config.challengeFailedPenalty());
    for (int m = 0; m < weights.length; m++) {
      state.byModality[m] =
          clamp(Math.min(0, state.byModality[m]) - config.challengeFailedPenalty());
    }
  }

  /** Returns the probability that this is the subject. */
  public double trust(TrustState state) {
    if (config.fusion() == Fusion.EVIDENCE) {
      return sigmoid(priorLogit + state.total);
    }
    double sum = 0;
    double total = 0;
    for (int m = 0; m < weights.length; m++) {
      if (state.windows[m] > 0) {
        sum += weights[m] * sigmoid(priorLogit + state.byModality[m]);
        total += weights[m];
      }
    }
    return total == 0 ? sigmoid(priorLogit) : sum / total;
  }

  /**
   * Returns the log-odds of genuine as the last step left them before they were bounded, which tell
   * alarms apart where trust stands at its bound. The linear pool has no such bound on their mean:
   * there they are those of trust.
   */
  public double logOdds(TrustState state) {
    if (config.fusion() == Fusion.EVIDENCE) {
      return priorLogit + state.reached;
    }
    double trust = Math.max(Double.MIN_VALUE, Math.min(Math.nextDown(1.0), trust(state)));
    return StrictMath.log(trust / (1 - trust)); // finite: it is recorded
  }

  /**
   * Returns how much evidence stands behind the trust: the mean over the modalities seen, by
   * weight, of {@code n / (n + n0)} with {@code n} windows seen; 0 when nothing was.
   */
  public double confidence(TrustState state) {
    double sum = 0;
    double total = 0;
    for (int m = 0; m < weights.length; m++) {
      int n = state.windows[m];
      if (n > 0) {
        sum += weights[m] * n / (n + config.windowsForHalfConfidence());
        total += weights[m];
      }
    }
    return total == 0 ? 0 : sum / total;
  }

  /** Returns the share of positive evidence that is left at {@code nowMillis}, at most 1. */
  public double kept(TrustState state, long nowMillis) {
    long elapsed = state.lastMillis == Long.MIN_VALUE ? 0 : nowMillis - state.lastMillis;
    // not StrictMath.pow, which allocates on Java 17
    return elapsed <= 0 ? 1 : StrictMath.exp(-LN_2 * (elapsed / creditHalfLifeMillis));
  }

  private void decayTo(TrustState state, long nowMillis) {
    double kept = kept(state, nowMillis);
    state.lastMillis = Math.max(state.lastMillis, nowMillis);
    state.total = state.total > 0 ? state.total * kept : state.total;
    for (int m = 0; m < weights.length; m++) {
      state.byModality[m] =
          state.byModality[m] > 0 ? state.byModality[m] * kept : state.byModality[m];
    }
  }

  private void bound(TrustState state, double accumulated) {
    state.reached = accumulated;
    state.total = Math.min(maxCredit, clamp(accumulated));
  }

  private double clampOf(int modality, double evidence) {
    double most = config.fusion() == Fusion.EVIDENCE ? maxRises[modality] : config.maxAccumulated();
    return Math.min(most, clamp(evidence));
  }

  private double clamp(double evidence) {
    return Math.max(-config.maxAccumulated(), Math.min(config.maxAccumulated(), evidence));
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + StrictMath.exp(-logit));
  }
}
