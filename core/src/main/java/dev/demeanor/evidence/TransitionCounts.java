package dev.demeanor.evidence;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureVector;

/**
 * How often things were visited and followed each other, and the probabilities that come of it:
 * bigrams with Witten-Bell smoothing over smoothed unigrams. Immutable.
 */
final class TransitionCounts {

  static final TransitionCounts NONE = new TransitionCounts(new CountTable(), new CountTable());

  private final CountTable routes;
  private final CountTable transitions;

  // Derived: visits in all, and for each thing how often and to how many others it was left.
  private final double visits;
  private final CountTable departures = new CountTable();
  private final CountTable successors = new CountTable();

  TransitionCounts(CountTable routes, CountTable transitions) {
    this.routes = routes;
    this.transitions = transitions;
    double sum = 0;
    for (long route : routes.sortedKeys()) {
      sum += routes.get(route);
    }
    this.visits = sum;
    for (long transition : transitions.sortedKeys()) {
      long from = transition >>> 31;
      departures.add(from, transitions.get(transition));
      successors.add(from, 1);
    }
  }

  /** Returns the key of a transition. */
  static long key(int from, int to) {
    return (long) from << 31 | to;
  }

  /** Returns these counts faded by {@code kept}, and a window more that counts {@code share}. */
  TransitionCounts with(FeatureVector window, float kept, float share) {
    CountTable nextRoutes = routes.faded(kept, TransitionConstants.LEAST_COUNT);
    CountTable nextTransitions = transitions.faded(kept, TransitionConstants.LEAST_COUNT);
    for (int i = 0; share > 0 && i < window.tokenCount(); i++) {
      add(nextRoutes, window.token(i), share, TransitionConstants.MAX_ROUTES);
      if (i > 0) {
        long transition = key(window.token(i - 1), window.token(i));
        add(nextTransitions, transition, share, TransitionConstants.MAX_TRANSITIONS);
      }
    }
    return new TransitionCounts(nextRoutes, nextTransitions);
  }

  private static void add(CountTable table, long key, float share, int most) {
    if (table.size() < most || table.get(key) > 0) {
      table.add(key, share);
    }
  }

  double count(int route) {
    return routes.get(route);
  }

  double visits() {
    return visits;
  }

  /** Returns how many different things were visited. */
  int size() {
    return routes.size();
  }

  /**
   * Returns the probability of going from one thing to another: the more different ones were seen
   * after {@code from}, the likelier one never seen after it is, up to {@link
   * TransitionConstants#UNSEEN}. Where nothing was seen after {@code from}, it is the unconditional
   * one.
   *
   * @param unconditional probability of {@code to} whatever came before
   */
  double probability(int from, int to, double unconditional) {
    double left = departures.get(from);
    if (left == 0) {
      return unconditional;
    }
    double seen = transitions.get(key(from, to));
    double different = successors.get(from);
    double smoothed = (seen + different * unconditional) / (left + different);
    return seen > 0 ? smoothed : Math.min(TransitionConstants.UNSEEN, smoothed);
  }

  void save(StateWriter out) {
    routes.save(out);
    transitions.save(out);
  }

  static TransitionCounts load(StateReader in, int mostRoutes, int mostTransitions) {
    return new TransitionCounts(
        CountTable.load(in, mostRoutes), CountTable.load(in, mostTransitions));
  }
}
