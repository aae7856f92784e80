package dev.demeanor.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock that goes on from where it was when the wall clock is set back: what waits a few seconds
 * must not wait an hour longer for it. Set forward, it follows. Thread-safe.
 */
final class ForwardClock extends Clock {

  private final Clock wall;
  private Instant latest = Instant.MIN;
  private Duration ahead = Duration.ZERO;

  ForwardClock(Clock wall) {
    this.wall = wall;
  }

  @Override
  public synchronized Instant instant() {
    Instant now = wall.instant().plus(ahead);
    if (now.isBefore(latest)) {
      ahead = ahead.plus(Duration.between(now, latest));
      return latest;
    }
    latest = now;
    return now;
  }

  @Override
  public ZoneId getZone() {
    return wall.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new ForwardClock(wall.withZone(zone));
  }
}
