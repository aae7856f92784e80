package dev.demeanor.evidence;

import dev.demeanor.feature.FreeTextBins;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureVector;

/**
 * A space of few dimensions in which a window, and a subject, have a place: the mean over keys of a
 * vector for each bin of each timing. In it one person's windows are spread like a sphere of radius
 * 1 around the person's own place, people along the axes; so the distance to the subject, against
 * the distance to people at large, is a log-likelihood ratio (probabilistic linear discriminant
 * analysis, S. Ioffe, 2006, with tails of Student's t). Immutable once it is learned or read.
 */
final class KeySpace {

  private static final int BINS_OF_ALL = FreeTextBins.TIMINGS * KeyTimes.BINS;

  private final int dimensions;
  private final double freedom;
  private final float[] vectors;
  private final double[] centre;
  private final double[] spread;

  /**
   * Takes what was learned.
   *
   * @param vectors {@code dimensions} numbers for each bin of each timing
   * @param centre place of people at large
   * @param spread variance between people along each axis
   * @param freedom degrees of freedom of Student's t
   */
  KeySpace(float[] vectors, double[] centre, double[] spread, double freedom) {
    this.freedom = freedom;
    this.dimensions = centre.length;
    this.vectors = vectors;
    this.centre = centre;
    this.spread = spread;
  }

  int dimensions() {
    return dimensions;
  }

  /** Writes the place of a window with that many keys to {@code into} from {@code from} on. */
  void place(FeatureVector window, int keys, double[] into, int from) {
    for (int k = from; k < from + dimensions; k++) {
      into[k] = 0;
    }
    for (int i = 0; i < window.tokenCount(); i++) {
      int token = window.token(i);
      if (KeyCounts.isToken(token)) {
        int row = FreeTextBins.timing(FreeTextBins.unit(token)) * KeyTimes.BINS;
        int at = (row + FreeTextBins.bin(token)) * dimensions;
        for (int k = 0; k < dimensions; k++) {
          into[from + k] += vectors[at + k];
        }
      }
    }
    for (int k = from; k < from + dimensions; k++) {
      into[k] /= keys;
    }
  }

  /** Returns the place of a subject: the mean over all keys. */
  double[] place(KeyCounts subject) {
    double[] timings = subject.timings();
    double keys = 1e-9;
    for (int dwell = 0; dwell < FreeTextBins.CLASSES; dwell++) {
      keys += KeyTimes.sum(timings, dwell);
    }
    double[] place = new double[dimensions];
    for (int i = 0; i < timings.length; i++) {
      for (int k = 0; k < dimensions; k++) {
        place[k] += timings[i] / keys * vectors[i * dimensions + k];
      }
    }
    return place;
  }

  /** Returns the log-likelihood ratio of a window's place, but for a constant. */
  double ratio(double[] window, int from, double[] subject) {
    double own = 0;
    double people = 0;
    for (int k = 0; k < dimensions; k++) {
      double d = window[from + k] - subject[k];
      double c = window[from + k] - centre[k];
      own += d * d;
      people += c * c / (1 + spread[k]);
    }
    return 0.5
        * (freedom + dimensions)
        * StrictMath.log((1 + people / freedom) / (1 + own / freedom));
  }

  void save(StateWriter out) {
    out.putInt(dimensions);
    KeyNumbers.save(vectors, out);
    KeyNumbers.save(centre, out);
    KeyNumbers.save(spread, out);
  }

  static KeySpace load(StateReader in, double freedom) {
    int dimensions = in.getInt("dimensions", 0, KeyHistogramConstants.MOST_DIMENSIONS);
    float[] vectors = new float[BINS_OF_ALL * dimensions];
    double[] centre = new double[dimensions];
    double[] spread = new double[dimensions];
    KeyNumbers.load(vectors, in);
    KeyNumbers.load(centre, in);
    KeyNumbers.load(spread, in);
    for (int k = 0; k < dimensions; k++) {
      spread[k] = Math.max(0, spread[k]);
    }
    return new KeySpace(vectors, centre, spread, freedom);
  }
}
