package dev.demeanor.spi.feature;

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
}
