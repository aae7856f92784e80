package dev.demeanor.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How soon somebody who goes on in another's session is noticed: how many events he makes until
 * trust falls under a threshold. The threshold is the highest at which the subjects themselves, all
 * together, are under it in at most one decision for each so many of their events. Every such
 * decision counts, also one that follows another. Immutable.
 *
 * @param threshold the threshold on trust
 * @param budget events of the subjects for each false alarm allowed
 * @param genuineEvents events of the subjects
 * @param falseAlarms decisions under the threshold among theirs
 * @param sessions sessions that changed hands
 * @param caught in how many of them it was noticed
 * @param delays events until then, in rising order; infinite where it was not
 */
public record TakeOverDelays(
    double threshold,
    long budget,
    long genuineEvents,
    long falseAlarms,
    int sessions,
    int caught,
    List<Double> delays) {

  /** Events for each false alarm that is usual. */
  public static final long USUAL_BUDGET = 5_000;

  /** Copies the list. */
  public TakeOverDelays {
    delays = List.copyOf(delays);
  }

  /** Measures these sessions. */
  public static TakeOverDelays of(List<TakeOverTrace> traces, long budget) {
    long events =
        traces.stream()
            .filter(trace -> !trace.before().isEmpty())
            .mapToLong(trace -> trace.before().get(trace.before().size() - 1).events())
            .sum();
    double[] genuine =
        traces.stream()
            .flatMap(trace -> trace.before().stream())
            .mapToDouble(TakeOverTrace.Point::trust)
            .sorted()
            .toArray();
    int allowed = (int) Math.min(genuine.length, events / budget);
    // everything strictly under the first value that would be one alarm too many
    double threshold = allowed < genuine.length ? genuine[allowed] : Double.POSITIVE_INFINITY;
    long alarms = Arrays.stream(genuine).filter(trust -> trust < threshold).count();
    List<Double> delays = new ArrayList<>();
    for (TakeOverTrace trace : traces) {
      delays.add(
          trace.after().stream()
              .filter(point -> point.trust() < threshold)
              .mapToDouble(TakeOverTrace.Point::events)
              .findFirst()
              .orElse(Double.POSITIVE_INFINITY));
    }
    delays.sort(Double::compare);
    int caught = (int) delays.stream().filter(Double::isFinite).count();
    return new TakeOverDelays(threshold, budget, events, alarms, traces.size(), caught, delays);
  }

  /**
   * Returns the delay within which this share of the sessions was caught; infinite when fewer were
   * caught at all, NaN without sessions.
   */
  public double quantile(double share) {
    if (delays.isEmpty()) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(share * delays.size()) - 1;
    return delays.get(Math.max(0, rank));
  }

  /** Returns which share of the sessions was caught; NaN without sessions. */
  public double shareCaught() {
    return sessions == 0 ? Double.NaN : (double) caught / sessions;
  }

  /** Returns the figures of a report; a delay that was never reached is missing. */
  public List<Figure> figures() {
    String alarms =
        String.format(
            Locale.ROOT,
            "%,d false alarms in %,d events, one in %,d allowed",
            falseAlarms,
            genuineEvents,
            budget);
    return List.of(
        delay("takeOverMedian", "take-over noticed, median events", 0.5),
        delay("takeOverP90", "take-over noticed, 90 % within", 0.9),
        delay("takeOverP95", "take-over noticed, 95 % within", 0.95),
        new Figure(
            "takeOverCaught",
            "take-over noticed at all",
            shareCaught(),
            4,
            String.format(Locale.ROOT, "of %,d sessions", sessions)),
        new Figure("takeOverThreshold", "threshold on trust", finite(threshold), 4, alarms));
  }

  private Figure delay(String key, String name, double share) {
    double delay = quantile(share);
    return new Figure(
        key, name, finite(delay), 0, Double.isInfinite(delay) ? "fewer were noticed" : "");
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }
}
