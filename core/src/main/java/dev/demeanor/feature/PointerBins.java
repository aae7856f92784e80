package dev.demeanor.feature;

import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;

/**
 * How pointer actions are counted: each measure of an action falls into one of {@link #BINS} equal
 * bins over a range in its own unit; what lies outside counts as the edge. The ranges are rounded
 * so that hardly any action of anybody lies outside; they are the same for everybody and were
 * learned from nobody.
 *
 * <p>A window carries two parts as tokens, four counts in each: the actions of the window itself,
 * then those of the session before it, left out when there are none.
 */
public final class PointerBins {

  /** Bins of each feature. */
  public static final int BINS = 16;

  private static final int COUNTS_PER_TOKEN = 4;
  private static final int BITS = 8;
  private static final int TOKENS_PER_FEATURE = BINS / COUNTS_PER_TOKEN;

  /** No count may be above this. */
  static final int MOST = (1 << BITS) - 1;

  static final int DWELL = PointerMeasures.COUNT;
  static final int GAP = DWELL + 1;
  static final int KIND = GAP + 1;
  static final int SCROLLS = KIND + 1;

  /** Features of an action. */
  public static final int FEATURES = SCROLLS + 1;

  /** Tokens of one part of a window. */
  public static final int TOKENS = FEATURES * TOKENS_PER_FEATURE;

  /** What a window of these says. */
  public static final FeatureSchema SCHEMA = schemaOf();

  /** Lowest and highest value of each measure of {@link PointerMeasures}, then of the others. */
  private static final double[][] RANGES = {
    {-1.5, 3.5}, // duration
    {1, 8.5}, // path
    {1, 7.5}, // chord
    {0, 1}, // straightness
    {0, 1}, // pauses
    {0, 1}, // top-speed-at
    {0, 7}, // offset.max
    {0, 0.5}, // offset.relative
    {0, 8}, // direction.mean
    {0, 48}, // turn.sum
    {0, 0.6}, // turn.sharp
    {-1, 1}, // heading.cos
    {-1, 1}, // heading.sin
    {0, 7.5}, // vx
    {0, 7.5},
    {0, 9},
    {0, 7},
    {0, 7.5}, // vy
    {0, 7.5},
    {0, 9},
    {0, 7},
    {2, 7.5}, // speed
    {2, 8},
    {3, 9.5},
    {1, 7},
    {4, 11}, // acceleration
    {3, 11},
    {4.5, 13},
    {3, 10},
    {6, 15}, // jerk
    {5, 16},
    {6, 18},
    {5, 14.5},
    {0, 3.5}, // turn-rate
    {0, 4},
    {0, 5.5},
    {0, 3},
    {0, 0.8}, // curvature
    {0, 0.9},
    {0, 1.5},
    {0, 0.5},
    {0.5, 8.5}, // speed.first
    {0, 6.5}, // speed.last
    {0.5, 6.5}, // step.first
    {0, 0.8}, // step.short
    {0, 0.9}, // step.long
    {0, 1}, // step.vertical
    {0, 1}, // step.horizontal
    {1, 7}, // step.max
    {0, 5}, // step.median
    {0, 0.5}, // last-step-to-end
    {-3.2, 0.8}, // click.dwell
    {-4.6, 3}, // gap
    {0, 3}, // kind: three of them
    {0, 3.5}, // scrolls
  };

  private PointerBins() {}

  /** Returns the bin of a value. */
  public static int bin(int feature, double value) {
    double low = RANGES[feature][0];
    double at = (value - low) * BINS / (RANGES[feature][1] - low);
    return (int) Math.max(0, Math.min(BINS - 1, at)); // a NaN would fall into the first
  }

  /** Returns the value in the middle of a bin, or between bins. */
  public static double value(int feature, double bin) {
    double low = RANGES[feature][0];
    return low + (bin + 0.5) * (RANGES[feature][1] - low) / BINS;
  }

  /** Returns whether a window says something that can be read as counts. */
  public static boolean isCounted(FeatureVector window) {
    return window.tokenCount() == TOKENS || window.tokenCount() == 2 * TOKENS;
  }

  /** Appends one part of a window. */
  static void write(byte[] counts, FeatureVector target) {
    for (int i = 0; i < counts.length; i += COUNTS_PER_TOKEN) {
      int token = 0;
      for (int k = 0; k < COUNTS_PER_TOKEN; k++) {
        token |= (counts[i + k] & MOST) << k * BITS;
      }
      target.addToken(token);
    }
  }

  /**
   * Writes how many actions of a window fell into each bin, feature by feature.
   *
   * @param session false for the window itself only, true with what the session did before it
   * @param into at least {@link #FEATURES} times {@link #BINS} long
   */
  public static void read(FeatureVector window, boolean session, double[] into) {
    boolean both = session && window.tokenCount() > TOKENS;
    for (int t = 0; t < TOKENS; t++) {
      int token = window.token(t);
      int before = both ? window.token(TOKENS + t) : 0;
      for (int k = 0; k < COUNTS_PER_TOKEN; k++) {
        into[COUNTS_PER_TOKEN * t + k] = (token >>> k * BITS & MOST) + (before >>> k * BITS & MOST);
      }
    }
  }

  private static FeatureSchema schemaOf() {
    List<Feature> features = new ArrayList<>();
    for (int j = 0; j < PointerMeasures.COUNT; j++) {
      features.add(new Feature(PointerMeasures.NAMES[j], PointerMeasures.UNITS[j]));
    }
    features.add(new Feature("click.dwell", "ln s"));
    features.add(new Feature("gap", "ln s"));
    features.add(new Feature("kind", "1"));
    features.add(new Feature("scrolls", "ln(1+1)"));
    return new FeatureSchema("pointer/1", features);
  }
}
