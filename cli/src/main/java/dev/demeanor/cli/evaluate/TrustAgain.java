package dev.demeanor.cli.evaluate;

import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Modality;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.policy.VerdictPolicy;
import dev.demeanor.trust.TrustConfig;
import dev.demeanor.trust.TrustModel;
import dev.demeanor.trust.TrustState;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides heard sessions again under other constants of trust, by the machine's own model and
 * policy; evidence stays what it was. Immutable.
 */
final class TrustAgain {

  private static final List<Modality> MODALITIES =
      List.of(Modality.KEYSTROKE, Modality.NAVIGATION, Modality.POINTER);

  private final TrustModel model;

  TrustAgain(TrustConfig config) {
    this.model = new TrustModel(config, MODALITIES);
  }

  /** Returns the verdict of each step. */
  List<Verdict> verdicts(HeardSession session) {
    TrustState state = new TrustState(MODALITIES.size());
    List<Verdict> verdicts = new ArrayList<>();
    for (HeardSession.Step step : session.steps()) {
      double[] evidence = new double[MODALITIES.size()];
      int[] windows = new int[MODALITIES.size()];
      for (HeardSession.Said said : step.said()) {
        int modality = MODALITIES.indexOf(said.modality());
        evidence[modality] += said.evidence();
        windows[modality]++;
      }
      boolean unused = model.step(state, evidence, windows, 0, 0, step.atMillis());
      verdicts.add(
          VerdictPolicy.verdict(
              SegmentPolicy.defaults(),
              model.trust(state),
              model.confidence(state),
              model.mayDeny(state)));
    }
    return verdicts;
  }
}
