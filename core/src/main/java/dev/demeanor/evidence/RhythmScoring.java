package dev.demeanor.evidence;

import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureVector;

/** Compares an entry with what is known of a subject; see {@link RhythmDetector}. */
final class RhythmScoring {

  private RhythmScoring() {}

  static void score(
      RhythmConstants constants,
      FeatureVector probe,
      int keys,
      RhythmStatistics subject,
      ScoreBuffer out) {
    int features = 3 * keys - 2;
    RhythmWeights weights = subject.pattern() == null ? constants.alone : constants.beside;
    double[] times = out.scratch(2 * features + subject.nearest().scratchLength());
    LogTimes.of(probe, keys, times);
    int present = present(times, subject.centre());
    if (2 * present < features) {
      out.abstain(AbstentionReason.NO_DATA);
      return;
    }
    double share = (double) features / present;
    double dwells = TypingLevel.of(times, subject.centre(), 0, keys, times, features);
    addShape(constants, subject, times, 0, keys, dwells, share * weights.dwell(), out);
    double shorter = Math.max(0, -dwells) / subject.dwellLevelScale();
    out.addInteraction(-weights.dwellLevel() * Math.min(shorter, constants.levelClip));
    double latencies = TypingLevel.of(times, subject.centre(), keys, features, times, features);
    addShape(constants, subject, times, keys, features, latencies, share * weights.latency(), out);
    double off = Math.abs(latencies) / subject.latencyLevelScale();
    out.addInteraction(-weights.latencyLevel() * Math.min(off, constants.levelClip));
    if (weights.nearest() > 0) {
      subject.nearest().add(weights.nearest(), times, features, out);
    }
  }

  private static int present(double[] times, double[] centre) {
    int present = 0;
    for (int j = 0; j < centre.length; j++) {
      present += Double.isNaN(times[j] - centre[j]) ? 0 : 1;
    }
    return present;
  }

  /** Adds the density of each time of a group, less its level; beside a population, their ratio. */
  private static void addShape(
      RhythmConstants constants,
      RhythmStatistics subject,
      double[] times,
      int from,
      int to,
      double level,
      double weight,
      ScoreBuffer out) {
    EntryDensity density = subject.density();
    CommonPattern pattern = subject.pattern();
    double middle =
        pattern == null ? 0 : TypingLevel.of(times, from, to, times, subject.centre().length);
    for (int j = from; j < to; j++) {
      if (!Double.isNaN(times[j] - subject.centre()[j])) {
        double own = density.log(j, times[j] - constants.levelShare * level);
        double says = own;
        if (pattern != null) {
          double ratio = own - density.logWidth(j) - pattern.log(j, times[j] - middle);
          says = Math.max(-constants.ratioClip, Math.min(constants.ratioClip, ratio));
        }
        out.add(j, weight * says);
      }
    }
  }
}
