package dev.demeanor.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How soon somebody who goes on in another's session is noticed: how many events he makes until the
 * log-odds are under a threshold. A fall under the threshold is an alarm; staying there is not
 * another one, unless a challenge was passed in between. A session that is under the threshold
 * already when it changes hands says nothing about delay and is left out, but counted. Immutable.
 *
 * @param threshold the threshold on the log-odds of genuine before they are bounded
 * @param budget events of the subjects for each false alarm allowed
 * @param genuineEvents events of the subjects
 * @param falseAlarms alarms among theirs
 * @param alarmedBefore sessions left out
 * @param delays events until the alarm in the other sessions, in rising order; infinite where there
 *     was none
 */
public record TakeOverDelays(
    double threshold,
    long budget,
    long genuineEvents,
    long falseAlarms,
    int alarmedBefore,
    List<Double> delays) {

  /** Events for each false alarm that is usual. */
  public static final long USUAL_BUDGET = 5_000;

  /** Copies the list. */
  public TakeOverDelays {
    delays = List.copyOf(delays);
  }

  /**
   * Measures these sessions at the highest threshold up to which the subjects themselves, all
   * together, cause at most one alarm for each so many of their events.
   */
  public static TakeOverDelays of(List<TakeOverTrace> traces, long budget) {
    Falls falls = Falls.of(traces);
    return at(traces, falls, falls.highestThreshold(genuineEvents(traces) / budget), budget);
  }

  /** Measures these sessions at this threshold, whether it keeps the budget or not. */
  public static TakeOverDelays at(List<TakeOverTrace> traces, double threshold, long budget) {
    return at(traces, Falls.of(traces), threshold, budget);
  }

  private static long genuineEvents(List<TakeOverTrace> traces) {
    return traces.stream()
        .filter(trace -> !trace.before().isEmpty())
        .mapToLong(trace -> trace.before().get(trace.before().size() - 1).events())
        .sum();
  }

  private static TakeOverDelays at(
      List<TakeOverTrace> traces, Falls falls, double threshold, long budget) {
    long events = genuineEvents(traces);
    List<Double> delays = new ArrayList<>();
    int alarmedBefore = 0;
    for (TakeOverTrace trace : traces) {
      if (trace.logOddsBefore() < threshold) {
        alarmedBefore++;
      } else {
        delays.add(
            trace.after().stream()
                .filter(point -> point.logOdds() < threshold)
                .mapToDouble(TakeOverTrace.Point::events)
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY));
      }
    }
    delays.sort(Double::compare);
    return new TakeOverDelays(
        threshold, budget, events, falls.under(threshold), alarmedBefore, delays);
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

  /** Returns whether the subjects caused no more alarms than the budget allows. */
  public boolean isWithinBudget() {
    return falseAlarms <= genuineEvents / budget;
  }

  /** Returns which share of the sessions was caught; NaN without sessions. */
  public double shareCaught() {
    return delays.isEmpty()
        ? Double.NaN
        : (double) delays.stream().filter(Double::isFinite).count() / delays.size();
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
            String.format(
                Locale.ROOT,
                "of %,d sessions; %,d more were under the threshold before",
                delays.size(),
                alarmedBefore)),
        new Figure("takeOverThreshold", "threshold on log-odds", finite(threshold), 4, alarms));
  }

  private Figure delay(String key, String name, double share) {
    double delay = quantile(share);
    return new Figure(
        key, name, finite(delay), 0, Double.isInfinite(delay) ? "fewer were noticed" : "");
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /**
   * From which log-odds to which they fell, for every fall while the subjects were there; from the
   * beginning of a session they fall from above everything.
   */
  private record Falls(double[] from, double[] to) {

    static Falls of(List<TakeOverTrace> traces) {
      List<double[]> falls = new ArrayList<>();
      for (TakeOverTrace trace : traces) {
        double last = Double.POSITIVE_INFINITY;
        for (TakeOverTrace.Point point : trace.before()) {
          if (point.logOdds() < last) {
            falls.add(new double[] {last, point.logOdds()});
          }
          last = point.challenged() ? Double.POSITIVE_INFINITY : point.logOdds();
        }
      }
      return new Falls(
          falls.stream().mapToDouble(fall -> fall[0]).sorted().toArray(),
          falls.stream().mapToDouble(fall -> fall[1]).sorted().toArray());
    }

    /** Returns how often they fell under a threshold. */
    long under(double threshold) {
      return below(to, threshold) - below(from, threshold);
    }

    /** Returns the highest threshold up to which none causes more than the allowed alarms. */
    double highestThreshold(long allowed) {
      double threshold = Double.NEGATIVE_INFINITY;
      for (double logOdds : to) {
        double next = Math.nextUp(logOdds);
        if (next > threshold && under(next) > allowed) {
          return logOdds;
        }
        threshold = next;
      }
      return threshold;
    }

    private static long below(double[] sorted, double threshold) {
      int low = 0;
      int high = sorted.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (sorted[middle] < threshold) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}
