package dev.demeanor.drift;

/**
 * How much is compared with how much, and from where on it counts. Immutable.
 *
 * @param windows consecutive windows of one subject whose mean is one value (a run): windows of one
 *     session resemble each other, their means far less so; at least 1
 * @param reference runs that make the reference; the first ones
 * @param current runs compared with it; the latest ones
 * @param least runs with a feature, on either side, below which it is not compared; at least 4
 * @param warning KS distance from which on a significant difference is a warning
 * @param drifted KS distance from which on it is drift
 */
public record DriftBounds(
    int windows, int reference, int current, int least, double warning, double drifted) {

  private static final int MOST_RUNS = 1_000;
  private static final int RUNNING = 4;
  private static final DriftBounds SUBJECT = new DriftBounds(4, 32, 24, 10, 0.5, 0.85);
  private static final DriftBounds POPULATION = new DriftBounds(4, 64, 48, 20, 0.25, 0.4);

  /** Checks the figures. */
  public DriftBounds {
    within("windows", windows, 1, MOST_RUNS);
    within("least", least, 4, MOST_RUNS);
    within("reference", reference, least, MOST_RUNS);
    within("current", current, least, MOST_RUNS);
    if (!(warning > 0 && warning <= drifted && drifted <= 1)) {
      throw new IllegalArgumentException(
          "warning and drifted must be in (0, 1] and in this order, were "
              + warning
              + " and "
              + drifted);
    }
  }

  /** Returns those of one subject: runs of 4 windows, 32 against 24, 0.5 and 0.85. */
  public static DriftBounds subject() {
    return SUBJECT;
  }

  /** Returns those of everybody together: runs of 4 windows, 64 against 48, 0.25 and 0.4. */
  public static DriftBounds population() {
    return POPULATION;
  }

  /**
   * Returns how many windows make a run of a source.
   *
   * @param running whether each window tells of those before it, too: then a run has four times as
   *     many
   */
  public int windows(boolean running) {
    return running ? RUNNING * windows : windows;
  }

  /** Returns a copy that compares other numbers of runs. */
  public DriftBounds withRuns(int newReference, int newCurrent) {
    return new DriftBounds(windows, newReference, newCurrent, least, warning, drifted);
  }

  /** Returns a copy with other distances. */
  public DriftBounds withDistances(double newWarning, double newDrifted) {
    return new DriftBounds(windows, reference, current, least, newWarning, newDrifted);
  }

  private static void within(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          name + " must be in [" + low + ", " + high + "], was " + value);
    }
  }
}
