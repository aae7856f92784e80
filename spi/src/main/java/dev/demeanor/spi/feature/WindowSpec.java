package dev.demeanor.spi.feature;

import java.time.Duration;

/**
 * When a window of a source is complete. Each event belongs to exactly one window, so that the same
 * behaviour is never counted as evidence twice. Immutable.
 */
public sealed interface WindowSpec {

  /** One fixed-text entry, from its first key to its end. */
  record Entry() implements WindowSpec {}

  /**
   * A fixed number of events.
   *
   * @param events how many, at least 1
   */
  record Block(int events) implements WindowSpec {
    /** Checks the number. */
    public Block {
      if (events < 1) {
        throw new IllegalArgumentException("events must be >= 1, was " + events);
      }
    }
  }

  /**
   * A number of units that the extractor recognises in the events, such as pointer actions; see
   * {@link FeatureExtractor#units}. A window that has been open for a while is complete with fewer.
   *
   * @param most units that make a window complete at once, at least 1
   * @param least units a window needs to be complete after {@code patience}, 1 to {@code most}
   * @param patience how long a window is kept open for more than {@code least}
   */
  record Units(int most, int least, Duration patience) implements WindowSpec {
    /** Checks the numbers. */
    public Units {
      if (least < 1 || most < least) {
        throw new IllegalArgumentException(
            "units must be 1 <= least <= most, were " + least + " and " + most);
      }
      if (patience.isNegative() || patience.isZero()) {
        throw new IllegalArgumentException("patience must be positive, was " + patience);
      }
    }
  }
}
