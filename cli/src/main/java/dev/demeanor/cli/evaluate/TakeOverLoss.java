package dev.demeanor.cli.evaluate;

import dev.demeanor.decision.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How bad the verdicts of sessions that change hands are, for each subject: ten for a session that
 * was denied to the subject, one for a session in which the subject was challenged at most, and the
 * share of the first ten decisions on the impostor that let him go on.
 *
 * @param sessions how many
 * @param denied in how many of them the subject was denied
 * @param challenged in how many the subject was challenged or denied
 * @param allowed sum over the sessions of the share of decisions that let the impostor go on
 */
record TakeOverLoss(int sessions, int denied, int challenged, double allowed) {

  private static final double DENIAL = 10;
  private static final int DECISIONS = 10;

  static final TakeOverLoss NONE = new TakeOverLoss(0, 0, 0, 0);

  /** Returns the loss of each subject under some constants. */
  static Map<String, TakeOverLoss> bySubject(List<HeardSession> sessions, TrustAgain trust) {
    Map<String, TakeOverLoss> losses = new LinkedHashMap<>();
    for (HeardSession session : sessions) {
      losses.merge(session.subject(), of(session, trust.verdicts(session)), TakeOverLoss::plus);
    }
    return losses;
  }

  /** Returns the loss of one session with these verdicts. */
  static TakeOverLoss of(HeardSession session, List<Verdict> verdicts) {
    Verdict worst = Verdict.ALLOW;
    int decisions = 0;
    int allowed = 0;
    for (int i = 0; i < verdicts.size(); i++) {
      if (session.steps().get(i).genuine()) {
        worst = worst.atLeast(verdicts.get(i));
      } else if (decisions < DECISIONS) {
        decisions++;
        allowed += verdicts.get(i) == Verdict.ALLOW ? 1 : 0;
      }
    }
    return new TakeOverLoss(
        1,
        worst == Verdict.DENY ? 1 : 0,
        worst == Verdict.ALLOW ? 0 : 1,
        decisions == 0 ? 0 : (double) allowed / decisions);
  }

  /** Returns the loss over the sessions of both. */
  TakeOverLoss plus(TakeOverLoss other) {
    return new TakeOverLoss(
        sessions + other.sessions,
        denied + other.denied,
        challenged + other.challenged,
        allowed + other.allowed);
  }

  /** Returns the loss of a session, 0 where there was none. */
  double value() {
    return sessions == 0 ? 0 : (DENIAL * denied + (challenged - denied) + allowed) / sessions;
  }
}
