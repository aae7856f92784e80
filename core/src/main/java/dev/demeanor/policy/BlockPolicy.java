package dev.demeanor.policy;

import dev.demeanor.decision.AlarmCounts;
import dev.demeanor.decision.Consequence;
import java.time.Duration;
import java.util.Objects;

/**
 * What follows from alarms. An alarm is a decision that comes to DENY for want of trust, by
 * something it had not seen before: asking again raises no second one. It always ends the session;
 * how many it takes to keep somebody out is said here, for session and device before the account.
 * Immutable.
 *
 * @param steps how many alarms it takes
 * @param window within which time
 * @param lasting how long a block lasts
 * @param grace how long after an operator's unblock no automatic block on the same target follows
 */
public record BlockPolicy(Steps steps, Duration window, Lasting lasting, Duration grace) {

  private static final BlockPolicy DEFAULTS =
      new BlockPolicy(
          new Steps(1, 3, 0),
          Duration.ofHours(1),
          new Lasting(Duration.ofMinutes(15), Duration.ofHours(24), Duration.ofHours(24), 0.1),
          Duration.ofHours(1));

  /**
   * How many alarms it takes for each block; 0 means never, 64 is the most.
   *
   * @param session alarms of one session
   * @param device sessions with an alarm on one device
   * @param account sessions with an alarm on one account. An account's block keeps out its owner,
   *     who did nothing: never by default, and not for fewer sessions than a device takes
   */
  public record Steps(int session, int device, int account) {
    /** Checks the ranges and the order. */
    public Steps {
      if (Math.min(session, Math.min(device, account)) < 0
          || Math.max(session, Math.max(device, account)) > Alarms.KEPT) {
        throw new IllegalArgumentException(
            "steps must be in [0, "
                + Alarms.KEPT
                + "], were "
                + session
                + ", "
                + device
                + ", "
                + account);
      }
      if (account > 0 && (account < 2 || account < device)) {
        throw new IllegalArgumentException(
            "account must be 0, or at least 2 and at least device, was "
                + account
                + " with device "
                + device);
      }
    }
  }

  /** Checks the parts. */
  public BlockPolicy {
    Objects.requireNonNull(steps, "steps");
    Objects.requireNonNull(lasting, "lasting");
    Lasting.positive("window", window);
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace must be >= 0, was " + grace);
    }
  }

  /**
   * Returns the defaults: a session is blocked with its first alarm, a device with the third
   * session within an hour, an account never; 15 minutes at first, doubled up to 24 hours with each
   * repeat within 24 hours, up to a tenth shorter; an hour of grace.
   */
  public static BlockPolicy defaults() {
    return DEFAULTS;
  }

  /** Returns a copy with other steps. */
  public BlockPolicy withSteps(int session, int device, int account) {
    return new BlockPolicy(new Steps(session, device, account), window, lasting, grace);
  }

  /** Returns a copy that counts within another time. */
  public BlockPolicy withWindow(Duration newWindow) {
    return new BlockPolicy(steps, newWindow, lasting, grace);
  }

  /** Returns a copy whose blocks last another time. */
  public BlockPolicy withLasting(Lasting newLasting) {
    return new BlockPolicy(steps, window, newLasting, grace);
  }

  /** Returns a copy whose first block lasts this long, and the longest no shorter. */
  public BlockPolicy withDuration(Duration first) {
    Duration longest = first.compareTo(lasting.longest()) > 0 ? first : lasting.longest();
    return withLasting(new Lasting(first, longest, lasting.memory(), lasting.jitter()));
  }

  /** Returns a copy with another grace; zero for none. */
  public BlockPolicy withGrace(Duration newGrace) {
    return new BlockPolicy(steps, window, lasting, newGrace);
  }

  /** Returns what follows from an alarm, given how many there are. */
  public Consequence consequence(AlarmCounts counts) {
    if (reaches(counts.onAccount(), steps.account)) {
      return Consequence.BLOCK_ACCOUNT;
    }
    if (reaches(counts.onDevice(), steps.device)) {
      return Consequence.BLOCK_DEVICE;
    }
    return reaches(counts.inSession(), steps.session)
        ? Consequence.BLOCK_SESSION
        : Consequence.END_SESSION;
  }

  /** Returns whether so many alarms are enough for a step. */
  public static boolean reaches(int count, int step) {
    return step > 0 && count >= step;
  }

  /** Returns what decides, as a text that is equal exactly for equal policies. */
  public String canonical() {
    return toString();
  }
}
