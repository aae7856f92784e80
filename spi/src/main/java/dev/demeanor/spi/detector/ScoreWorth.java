package dev.demeanor.spi.detector;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a detector's raw scores are worth as evidence. Core alone turns scores into evidence, so
 * that it means the same everywhere; this is all it has to know of the detector for that. The
 * numbers are design constants, the same for every subject; {@code evaluate} reports by how much
 * they are off (calibration slope 1 is right). Immutable.
 */
public sealed interface ScoreWorth {

  /** What is taken for granted of a detector that says nothing: 0.75 nats for each spread. */
  ScoreWorth USUAL = spreads(0.75);

  /**
   * Returns how much two windows of one session resemble each other beyond what windows of the same
   * kind (genuine, or an impostor's) do: the correlation of their evidence, at least 0 and below 1.
   * At 0 every further window says as much as the first; near 1 it says nothing new.
   */
  double windowCorrelation();

  /**
   * Raw scores are log-likelihood ratios in nats already, the same for every subject and for
   * windows of any length: core takes them as they are, bent towards its ceiling.
   *
   * @param windowCorrelation see {@link ScoreWorth#windowCorrelation}
   */
  record Nats(double windowCorrelation) implements ScoreWorth {

    /** Checks the number. */
    public Nats {
      checkCorrelation(windowCorrelation);
    }
  }

  /**
   * Raw scores mean something beside a subject's own: core states them in spreads (1.4826 times the
   * median absolute deviation) of the subject's own genuine scores first.
   *
   * @param natsPerSpread how many nats of evidence a score loses for each spread it falls: the
   *     slope of the log-likelihood ratio, above 0
   * @param leastSpread the least spread that the genuine scores of a subject are taken to have,
   *     where that is more than 5 % of the magnitude of their median: nobody repeats himself more
   *     exactly. When empty, those 5 %. A detector whose raw scores are in one scale for everybody
   *     answers what the spread usually is: a few scores say less of a subject's spread than that
   *     does, and one threshold then suits everybody better
   * @param scale where raw scores of genuine windows usually lie. A subject's own scores are few
   *     and of one time; this keeps them from being taken for more than they are. When empty, only
   *     the subject's own scores count
   * @param windowCorrelation see {@link ScoreWorth#windowCorrelation}
   */
  record Spreads(
      double natsPerSpread,
      OptionalDouble leastSpread,
      Optional<ScoreScale> scale,
      double windowCorrelation)
      implements ScoreWorth {

    /** Checks the numbers. */
    public Spreads {
      if (!(Double.isFinite(natsPerSpread) && natsPerSpread > 0)) {
        throw new IllegalArgumentException(
            "natsPerSpread must be finite and above 0, was " + natsPerSpread);
      }
      if (leastSpread.isPresent() && !(leastSpread.getAsDouble() >= 0)) {
        throw new IllegalArgumentException(
            "leastSpread must be at least 0, was " + leastSpread.getAsDouble());
      }
      checkCorrelation(windowCorrelation);
    }

    /** Returns the same with another least spread. */
    public Spreads withLeastSpread(double spread) {
      return new Spreads(natsPerSpread, OptionalDouble.of(spread), scale, windowCorrelation);
    }

    /** Returns the same that says where raw scores usually lie. */
    public Spreads withScale(ScoreScale usual) {
      return new Spreads(natsPerSpread, leastSpread, Optional.of(usual), windowCorrelation);
    }

    /** Returns the same with windows of a session that depend on each other. */
    public Spreads withWindowCorrelation(double correlation) {
      return new Spreads(natsPerSpread, leastSpread, scale, correlation);
    }
  }

  /** Returns that scores are in nats, and windows of a session do not depend on each other. */
  static Nats nats() {
    return new Nats(0);
  }

  /** Returns that scores lose so many nats for each spread of the subject's own scores. */
  static Spreads spreads(double natsPerSpread) {
    return new Spreads(natsPerSpread, OptionalDouble.empty(), Optional.empty(), 0);
  }

  private static void checkCorrelation(double correlation) {
    if (!(correlation >= 0 && correlation < 1)) {
      throw new IllegalArgumentException("windowCorrelation must be in [0, 1), was " + correlation);
    }
  }
}
