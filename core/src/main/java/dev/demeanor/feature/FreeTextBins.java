package dev.demeanor.feature;

/**
 * The ruler of free text: into which bin a time falls. Fixed, the same for everybody, and no finer
 * than the 15.6 ms steps of a common system clock, so that a detector cannot learn the clock. A
 * token names a unit (what was timed) and a bin.
 */
public final class FreeTextBins {

  /** Classes of keys. */
  public static final int CLASSES = 7;

  /** Ordered pairs of classes. */
  public static final int PAIRS = CLASSES * CLASSES;

  /**
   * Units: of each ordered pair of classes first the dwell of its first key, then press to press,
   * then flight.
   */
  public static final int UNITS = 3 * PAIRS;

  /**
   * Timings that have a mean among the features: dwell of each class, then press to press and then
   * flight of each pair. Which key comes next moves a dwell less than which key is held.
   */
  public static final int TIMINGS = CLASSES + 2 * PAIRS;

  /** Bins of each unit. */
  public static final int BINS = 20;

  // Upper edges in milliseconds; the last bin has none.
  private static final int[] DWELL = {
    23, 39, 55, 70, 86, 102, 117, 133, 148, 164, 180, 195, 211, 227, 250, 273, 305, 352, 430
  };
  private static final int[] PRESS_PRESS = {
    39, 55, 70, 86, 102, 117, 133, 148, 164, 180, 203, 227, 258, 289, 336, 398, 492, 633, 805
  };
  private static final int[] FLIGHT = {
    -117, -70, -39, -23, -8, 8, 23, 39, 55, 70, 94, 117, 148, 180, 227, 289, 383, 523, 727
  };

  private static final byte[] DWELL_BINS = bins(DWELL);
  private static final byte[] PRESS_PRESS_BINS = bins(PRESS_PRESS);
  private static final byte[] FLIGHT_BINS = bins(FLIGHT);

  private FreeTextBins() {}

  /** Returns the token of the dwell of the first key of a pair. */
  public static int dwell(int first, int second, long micros) {
    return token(first * CLASSES + second, bin(DWELL_BINS, DWELL[0], micros));
  }

  /** Returns the token of a press-to-press time. */
  public static int pressPress(int first, int second, long micros) {
    return token(PAIRS + first * CLASSES + second, bin(PRESS_PRESS_BINS, PRESS_PRESS[0], micros));
  }

  /** Returns the token of a flight. */
  public static int flight(int first, int second, long micros) {
    return token(2 * PAIRS + first * CLASSES + second, bin(FLIGHT_BINS, FLIGHT[0], micros));
  }

  /** Returns the unit of a token. */
  public static int unit(int token) {
    return token / BINS;
  }

  /** Returns the bin of a token. */
  public static int bin(int token) {
    return token % BINS;
  }

  /** Returns which of the three timings a unit is: 0 dwell, 1 press to press, 2 flight. */
  public static int kind(int unit) {
    return unit / PAIRS;
  }

  /** Returns the pair of classes of a unit. */
  public static int pair(int unit) {
    return unit % PAIRS;
  }

  /** Returns the timing that a unit belongs to. */
  public static int timing(int unit) {
    return unit < PAIRS ? unit / CLASSES : unit - PAIRS + CLASSES;
  }

  /** Returns which of the three a timing is: 0 dwell, 1 press to press, 2 flight. */
  public static int kindOfTiming(int timing) {
    return timing < CLASSES ? 0 : timing < CLASSES + PAIRS ? 1 : 2;
  }

  /**
   * Returns the middle of a bin of a kind, in milliseconds; outer bins are taken as one bin's width
   * beyond their edge.
   */
  public static double middle(int kind, int bin) {
    int[] edges = edges(kind);
    if (bin == 0) {
      return edges[0] - (edges[1] - edges[0]) / 2.0;
    }
    if (bin == edges.length) {
      return edges[bin - 1] + (edges[bin - 1] - edges[bin - 2]) / 2.0;
    }
    return (edges[bin - 1] + edges[bin]) / 2.0;
  }

  /**
   * Returns the width of a bin of a kind, in milliseconds; an outer bin is as wide as its
   * neighbour.
   */
  public static double width(int kind, int bin) {
    int[] edges = edges(kind);
    int inner = Math.max(1, Math.min(edges.length - 1, bin));
    return edges[inner] - edges[inner - 1];
  }

  private static int[] edges(int kind) {
    return kind == 0 ? DWELL : kind == 1 ? PRESS_PRESS : FLIGHT;
  }

  private static int token(int unit, int bin) {
    return unit * BINS + bin;
  }

  /** Returns the bin of each whole millisecond from the first edge on; the last is open. */
  private static byte[] bins(int[] edges) {
    byte[] bins = new byte[edges[edges.length - 1] - edges[0] + 1];
    int bin = 0;
    for (int i = 0; i < bins.length; i++) {
      while (bin < edges.length && i + edges[0] >= edges[bin]) {
        bin++;
      }
      bins[i] = (byte) bin;
    }
    return bins;
  }

  private static int bin(byte[] bins, int firstEdge, long micros) {
    long at = Math.floorDiv(micros, 1000) - firstEdge;
    return at < 0 ? 0 : bins[(int) Math.min(at, bins.length - 1)];
  }
}
