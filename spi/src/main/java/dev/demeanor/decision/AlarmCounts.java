package dev.demeanor.decision;

/**
 * How many alarms stood against whom when a decision was made, that of the decision itself
 * included. With them the consequence can be computed again. Immutable.
 *
 * @param inSession alarms of the session within the window
 * @param onDevice sessions on the device with an alarm within the window; 0 when the device is not
 *     known, or was unblocked a short time ago
 * @param onAccount sessions of the account with an alarm within the window
 */
public record AlarmCounts(int inSession, int onDevice, int onAccount) {

  /** Checks that none is negative. */
  public AlarmCounts {
    if (inSession < 0 || onDevice < 0 || onAccount < 0) {
      throw new IllegalArgumentException(
          "alarm counts must be >= 0, were " + inSession + ", " + onDevice + ", " + onAccount);
    }
  }
}
