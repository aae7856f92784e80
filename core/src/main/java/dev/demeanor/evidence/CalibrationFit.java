package dev.demeanor.evidence;

import dev.demeanor.spi.detector.ScoreScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Learns a {@link PopulationCalibration} from pseudo-subjects. How much a subject's own median and
 * spread are worth is how well they foretell those of later sessions; the logistic layer is fitted
 * so that all subjects, and of each subject the genuine and the impostors' attempts, weigh the
 * same. An attempt is a run of consecutive windows of one session, which depend on each other; by
 * how much ({@link JointEvidence}) is what makes runs of all lengths likeliest together.
 */
public final class CalibrationFit {

  /** Windows of an attempt; each length counts the same. */
  private static final int[] LENGTHS = {1, 2, 4, 8};

  /** Correlations of the windows of a session that are tried. */
  private static final double[] CORRELATIONS = {
    0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9
  };

  private static final int OWN = 1;
  private static final int COMMON = 2;

  /** As good as fixed. */
  private static final double HELD = 1e9;

  /** How many independent attempts one person stands for, of each kind. */
  private static final double ATTEMPTS_OF_A_PERSON = 30;

  /** Inputs beyond these come from slips, which the ceiling of the evidence takes care of. */
  private static final double LOWEST_INPUT = -12;

  private static final double HIGHEST_INPUT = 6;

  /** As if this many people had said that own scores are worth as little as in general. */
  private static final double SHRINKAGE_MASS = 8;

  private static final double GENERAL_SHARE = 0.25;

  /** How far logarithms of people's spreads usually differ. */
  private static final double USUAL_LOG_RATIO = 0.3;

  /** Own values that foretell nothing, or all, would make the masses infinite, or zero. */
  private static final double LEAST_SHARE = 0.05;

  private static final double MOST_SHARE = 0.95;

  private final double natsPerSpread;
  private final List<PseudoSubject> subjects;

  private CalibrationFit(double natsPerSpread, List<PseudoSubject> subjects) {
    this.natsPerSpread = natsPerSpread;
    this.subjects = subjects;
  }

  /**
   * Learns from these people.
   *
   * @param natsPerSpread what the detector says of its scores; where the weights lie without data
   * @param subjects at least one, each with own scores and genuine windows
   */
  public static PopulationCalibration of(double natsPerSpread, List<PseudoSubject> subjects) {
    return new CalibrationFit(natsPerSpread, subjects).fit();
  }

  private PopulationCalibration fit() {
    int people = subjects.size();
    double[] medians = new double[people];
    double[] spreads = new double[people];
    double[] later = new double[people];
    double[] laterSpreads = new double[people];
    for (int i = 0; i < people; i++) {
      PseudoSubject subject = subjects.get(i);
      ScoreScale unit = subject.calibration().unit();
      medians[i] = inUnits(subject.calibration().own().median(), unit);
      spreads[i] = StrictMath.log(subject.calibration().own().spread() / unit.spread());
      double[] all = flat(subject.genuine());
      double median = Spreads.median(all);
      later[i] = inUnits(median, unit);
      double spread = Math.max(Spreads.of(all, median), 1e-6 * unit.spread());
      laterSpreads[i] = StrictMath.log(spread / unit.spread());
    }
    double median = Spreads.median(medians);
    double spread = StrictMath.exp(Spreads.median(spreads));
    return layered(
        new PopulationCalibration(
            median,
            spread,
            mass(medians, later, spread),
            mass(spreads, laterSpreads, USUAL_LOG_RATIO),
            -natsPerSpread * CalibrationConstants.defaults().crossing(),
            natsPerSpread,
            0,
            0,
            0,
            people));
  }

  private static double inUnits(double raw, ScoreScale unit) {
    return (raw - unit.median()) / unit.spread();
  }

  /** Fits the layer for each correlation, and keeps the one under which the data are likeliest. */
  private PopulationCalibration layered(PopulationCalibration start) {
    double[] towards = {start.intercept(), start.own(), 0, 0};
    double nats = natsPerSpread;
    double[] precision = {1 / square(nats), 1 / square(nats), 1 / square(nats), 1};
    double[] best = {};
    double correlation = 0;
    double likeliest = Double.NEGATIVE_INFINITY;
    for (double candidate : CORRELATIONS) {
      List<LogisticLayer.Example> examples = examples(start, candidate);
      double[] weights = rising(examples, towards, precision);
      double likelihood = LogisticLayer.likelihood(examples, weights, towards, precision);
      if (likelihood > likeliest) {
        likeliest = likelihood;
        best = weights;
        correlation = candidate;
      }
    }
    if (best.length == 0 || !(best[OWN] + best[COMMON] > 0)) {
      return start; // these people's scores say nothing; the detector's word stands
    }
    return new PopulationCalibration(
        start.median(),
        start.spread(),
        start.medianMass(),
        start.spreadMass(),
        best[0],
        best[OWN],
        best[COMMON],
        best[3],
        correlation,
        start.subjects());
  }

  /** Returns weights under which evidence rises with the score, 0 where it would not. */
  private static double[] rising(
      List<LogisticLayer.Example> examples, double[] towards, double[] precision) {
    double[] weights = LogisticLayer.fit(examples, towards, precision);
    if (weights[OWN] < 0 || weights[COMMON] < 0) {
      int dropped = weights[OWN] < weights[COMMON] ? OWN : COMMON;
      double[] without = towards.clone();
      double[] held = precision.clone();
      without[dropped] = 0;
      held[dropped] = HELD;
      weights = LogisticLayer.fit(examples, without, held);
      weights[dropped] = 0;
      weights[OWN] = Math.max(0, weights[OWN]);
      weights[COMMON] = Math.max(0, weights[COMMON]);
    }
    return weights;
  }

  private List<LogisticLayer.Example> examples(PopulationCalibration ruler, double correlation) {
    List<LogisticLayer.Example> examples = new ArrayList<>();
    for (PseudoSubject subject : subjects) {
      if (!subject.impostors().isEmpty()) {
        add(subject, ruler, subject.genuine(), true, correlation, examples);
        add(subject, ruler, subject.impostors(), false, correlation, examples);
      }
    }
    return examples;
  }

  private static void add(
      PseudoSubject subject,
      PopulationCalibration ruler,
      List<double[]> sessions,
      boolean genuine,
      double correlation,
      List<LogisticLayer.Example> examples) {
    for (int length : LENGTHS) {
      List<double[]> runs = new ArrayList<>();
      for (double[] session : sessions) {
        int run = Math.min(length, session.length);
        for (int at = 0; run > 0 && at + run <= session.length; at += run) {
          double[] sums = inputs(subject.calibration(), ruler, session, at, run);
          double together = 1 + (run - 1) * correlation;
          runs.add(Arrays.stream(sums).map(sum -> sum / together).toArray());
        }
      }
      double weight = ATTEMPTS_OF_A_PERSON / LENGTHS.length / Math.max(1, runs.size());
      runs.forEach(run -> examples.add(new LogisticLayer.Example(run, genuine, weight)));
    }
  }

  /** Returns the sums over a run of windows of 1, own distance, common distance and log ratio. */
  private static double[] inputs(
      Calibration own, PopulationCalibration ruler, double[] raws, int from, int length) {
    ScoreScale unit = own.unit();
    PopulationCalibration.Inputs inputs = PopulationCalibration.Inputs.of(ruler, own.own(), unit);
    double[] sums = {length, 0, 0, length * inputs.logRatio()};
    for (int i = from; i < from + length; i++) {
      double score = inUnits(raws[i], unit);
      sums[1] += bounded((score - inputs.centre()) / inputs.width());
      sums[2] += bounded((score - ruler.median()) / ruler.spread());
    }
    return sums;
  }

  private static double bounded(double input) {
    return Math.max(LOWEST_INPUT, Math.min(HIGHEST_INPUT, input));
  }

  /**
   * Returns how many own scores weigh as much as what is usual, from how well what was foretells
   * what comes.
   *
   * @param typical how far people usually differ; weighs where there are few people
   */
  private double mass(double[] before, double[] after, double typical) {
    double meanBefore = Arrays.stream(before).average().orElse(0);
    double meanAfter = Arrays.stream(after).average().orElse(0);
    double together = GENERAL_SHARE * SHRINKAGE_MASS * square(typical);
    double alone = SHRINKAGE_MASS * square(typical);
    for (int i = 0; i < before.length; i++) {
      together += (before[i] - meanBefore) * (after[i] - meanAfter);
      alone += square(before[i] - meanBefore);
    }
    double share = Math.max(LEAST_SHARE, Math.min(MOST_SHARE, together / alone));
    double scores = subjects.stream().mapToInt(s -> s.calibration().scores()).average().orElse(1);
    return scores * (1 - share) / share;
  }

  private static double square(double value) {
    return value * value;
  }

  private static double[] flat(List<double[]> sessions) {
    return sessions.stream().flatMapToDouble(Arrays::stream).toArray();
  }
}
