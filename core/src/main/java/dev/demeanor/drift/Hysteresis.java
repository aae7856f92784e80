package dev.demeanor.drift;

/**
 * Holds a level until another was found several times in a row: more often to go down than up. Not
 * thread-safe.
 */
final class Hysteresis {

  /** A level that holds is left when what is found lies below this part of its bound. */
  static final double LEAVES_BELOW = 0.8;

  private static final int UP = 3;
  private static final int DOWN = 6;

  private DriftLevel level = DriftLevel.STABLE;
  private int above;
  private int below;

  DriftLevel level() {
    return level;
  }

  /** Takes what was found; returns whether the level has changed. */
  boolean found(DriftLevel now) {
    int order = now.compareTo(level);
    above = order > 0 ? above + 1 : 0;
    below = order < 0 ? below + 1 : 0;
    if (above < UP && below < DOWN) {
      return false;
    }
    level = now;
    above = 0;
    below = 0;
    return true;
  }
}
