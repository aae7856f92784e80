package dev.demeanor.cli.report;

import dev.demeanor.evaluation.RocCurve;
import dev.demeanor.evaluation.ScoredAttempt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The error rates over all thresholds: one threshold for everybody, and the mean over subjects who
 * each have their own.
 *
 * @param pooled from accepting everything to rejecting everything
 * @param mean at each false-accept rate the mean of the subjects' false-reject rates
 * @param finest the false-accept rate of one impostor attempt on the subject who has the fewest;
 *     under it the mean says nothing
 */
record ErrorCurves(List<Rates> pooled, List<Rates> mean, double finest) {

  private static final int STEPS = 400;
  private static final double SMALLEST_FAR = 0.0005;

  /** A point of a curve. */
  record Rates(double far, double frr) {}

  /** Returns the curves, or empty without both kinds of attempt. */
  static Optional<ErrorCurves> of(List<ScoredAttempt> attempts) {
    Map<String, List<ScoredAttempt>> bySubject = new LinkedHashMap<>();
    attempts.forEach(
        a -> bySubject.computeIfAbsent(a.subject(), subject -> new ArrayList<>()).add(a));
    List<List<Rates>> own =
        bySubject.values().stream().map(ErrorCurves::curve).flatMap(Optional::stream).toList();
    double finest =
        bySubject.values().stream()
            .mapToDouble(all -> 1.0 / Math.max(1, scores(all, false).length))
            .max()
            .orElse(1);
    return curve(attempts).map(pooled -> new ErrorCurves(pooled, mean(own), finest));
  }

  private static Optional<List<Rates>> curve(List<ScoredAttempt> attempts) {
    double[] genuine = scores(attempts, true);
    double[] impostor = scores(attempts, false);
    if (genuine.length == 0 || impostor.length == 0) {
      return Optional.empty();
    }
    RocCurve curve = RocCurve.of(genuine, impostor);
    return Optional.of(
        IntStream.range(0, curve.size())
            .mapToObj(i -> new Rates(curve.far(i), curve.frr(i)))
            .toList());
  }

  private static double[] scores(List<ScoredAttempt> attempts, boolean genuine) {
    return attempts.stream()
        .filter(attempt -> attempt.genuine() == genuine)
        .mapToDouble(ScoredAttempt::score)
        .toArray();
  }

  /** False-accept rates are spaced evenly and, for the DET plot, also by their logarithm. */
  private static List<Rates> mean(List<List<Rates>> curves) {
    if (curves.isEmpty()) {
      return List.of();
    }
    return IntStream.rangeClosed(0, STEPS)
        .mapToDouble(i -> (double) i / STEPS)
        .flatMap(share -> DoubleStream.of(share, Math.pow(SMALLEST_FAR, 1 - share)))
        .sorted()
        .mapToObj(
            far ->
                new Rates(
                    far, curves.stream().mapToDouble(c -> frrAt(c, far)).average().orElseThrow()))
        .toList();
  }

  /** Between neighbours linearly, as the equal-error rate is. */
  private static double frrAt(List<Rates> curve, double far) {
    int after = 0;
    while (curve.get(after).far() > far) {
      after++;
    }
    if (after == 0 || curve.get(after).far() == far) {
      return curve.get(after).frr();
    }
    Rates above = curve.get(after - 1);
    Rates below = curve.get(after);
    double share = (above.far() - far) / (above.far() - below.far());
    return above.frr() + share * (below.frr() - above.frr());
  }
}
