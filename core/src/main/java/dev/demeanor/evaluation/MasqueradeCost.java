package dev.demeanor.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The cost of Maxion and Townsend for masquerade detection, {@code miss % + 6 * false alarm %}: an
 * attempt raises an alarm when its score is under the threshold. Immutable.
 *
 * @param hits share of masquerades with an alarm
 * @param falseAlarms share of genuine attempts with an alarm
 */
public record MasqueradeCost(double hits, double falseAlarms) {

  private static final double ALARM_PRICE = 6;

  /** Returns the cost, in percent. */
  public double cost() {
    return 100 * (1 - hits) + ALARM_PRICE * 100 * falseAlarms;
  }

  /**
   * Returns what alarms cost when the threshold for each subject is the cheapest one of the
   * subjects at the other places: those at odd places set the threshold for those at even places,
   * and back. Places count in the order of the subjects' first attempts.
   */
  public static MasqueradeCost ofOtherHalf(List<ScoredAttempt> attempts) {
    Set<String> subjects = new LinkedHashSet<>();
    attempts.forEach(attempt -> subjects.add(attempt.subject()));
    Set<String> even = new LinkedHashSet<>();
    int place = 0;
    for (String subject : subjects) {
      if (place++ % 2 == 0) {
        even.add(subject);
      }
    }
    Predicate<ScoredAttempt> isEven = attempt -> even.contains(attempt.subject());
    double forOdd = cheapest(attempts.stream().filter(isEven).toList());
    double forEven = cheapest(attempts.stream().filter(isEven.negate()).toList());
    long[] counts = new long[4];
    for (ScoredAttempt attempt : attempts) {
      count(attempt, isEven.test(attempt) ? forEven : forOdd, counts);
    }
    return of(counts);
  }

  /** Returns the cost at one threshold for all. */
  public static MasqueradeCost at(List<ScoredAttempt> attempts, double threshold) {
    long[] counts = new long[4];
    attempts.forEach(attempt -> count(attempt, threshold, counts));
    return of(counts);
  }

  /**
   * Returns the threshold with the lowest cost on these attempts, the lowest of several; one that
   * never raises an alarm when there is nothing to choose by.
   */
  public static double cheapest(List<ScoredAttempt> attempts) {
    double[] genuine = scores(attempts, true);
    double[] impostor = scores(attempts, false);
    if (genuine.length == 0 || impostor.length == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double best = Double.NEGATIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    for (double[] all : List.of(genuine, impostor)) {
      for (double threshold : all) {
        double hits = (double) under(impostor, threshold) / impostor.length;
        double alarms = (double) under(genuine, threshold) / genuine.length;
        double cost = new MasqueradeCost(hits, alarms).cost();
        if (cost < lowest || cost == lowest && threshold < best) {
          lowest = cost;
          best = threshold;
        }
      }
    }
    return best;
  }

  /** Returns the figures of a report. */
  public static List<Figure> figures(List<ScoredAttempt> attempts) {
    List<Figure> figures = new ArrayList<>();
    MasqueradeCost fixed = ofOtherHalf(attempts);
    figures.add(
        new Figure("cost", "cost, threshold of the other half", fixed.cost(), 1, fixed.describe()));
    figures.add(new Figure("hits", "  hits", fixed.hits, 4, ""));
    figures.add(new Figure("falseAlarms", "  false alarms", fixed.falseAlarms, 4, ""));
    MasqueradeCost lowest = at(attempts, cheapest(attempts));
    figures.add(
        new Figure(
            "lowestCost", "lowest cost of any threshold", lowest.cost(), 1, lowest.describe()));
    return figures;
  }

  private String describe() {
    return String.format(
        Locale.ROOT, "%.1f %% hits, %.2f %% false alarms", 100 * hits, 100 * falseAlarms);
  }

  private static void count(ScoredAttempt attempt, double threshold, long[] counts) {
    counts[(attempt.genuine() ? 2 : 0) + (attempt.score() < threshold ? 1 : 0)]++;
  }

  private static MasqueradeCost of(long[] counts) {
    return new MasqueradeCost(share(counts[1], counts[0]), share(counts[3], counts[2]));
  }

  private static double share(long part, long rest) {
    return part + rest == 0 ? Double.NaN : (double) part / (part + rest);
  }

  private static double[] scores(List<ScoredAttempt> attempts, boolean genuine) {
    return attempts.stream()
        .filter(attempt -> attempt.genuine() == genuine)
        .mapToDouble(ScoredAttempt::score)
        .sorted()
        .toArray();
  }

  private static int under(double[] sorted, double threshold) {
    int at = Arrays.binarySearch(sorted, threshold);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && sorted[at - 1] == threshold) {
      at--;
    }
    return at;
  }
}
