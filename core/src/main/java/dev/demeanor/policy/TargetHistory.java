package dev.demeanor.policy;

import java.time.Duration;

/**
 * What is remembered of a session, device or account: the alarms against it, until when an
 * automatic block holds or would hold, how often there was one, and until when none may follow.
 * Times are milliseconds since 1970. Not thread-safe.
 */
public final class TargetHistory {

  private static final long NEVER = Long.MIN_VALUE;

  private final Alarms alarms = new Alarms();
  private int times;
  private long heldUntil = NEVER;
  private long heldBefore = NEVER;
  private long graceUntil = NEVER;

  /** Begins with nothing. */
  public TargetHistory() {}

  /** Returns the alarms against it. */
  public Alarms alarms() {
    return alarms;
  }

  /** Returns whether a block holds, or would hold in SHADOW. */
  public boolean isHeld(long now) {
    return now < heldUntil;
  }

  /** Returns whether no automatic block may follow. */
  public boolean inGrace(long now) {
    return now < graceUntil;
  }

  /**
   * Begins a block, and returns how long it lasts: longer with each that is remembered.
   *
   * @param chance see {@link Lasting#duration}
   */
  public Duration hold(Lasting lasting, long now, double chance) {
    boolean forgotten = heldUntil == NEVER || now - heldUntil > lasting.memory().toMillis();
    times = forgotten ? 0 : times;
    Duration duration = lasting.duration(times, chance);
    heldBefore = heldUntil;
    heldUntil = now + duration.toMillis();
    times++;
    return duration;
  }

  /** Takes the latest block back: it never came into force. */
  public void undoHold() {
    heldUntil = heldBefore;
    times = Math.max(0, times - 1);
  }

  /** Remembers a block that was made before. */
  public void restore(long until, int timesWithIt) {
    heldUntil = Math.max(heldUntil, until);
    times = Math.max(times, timesWithIt);
  }

  /** Forgets the alarms and the latest block, and lets no other follow for a time. */
  public void forgive(long now, Duration grace) {
    alarms.clear();
    heldUntil = Math.min(heldUntil, now);
    times = Math.max(0, times - 1);
    graceUntil = now + grace.toMillis();
  }
}
