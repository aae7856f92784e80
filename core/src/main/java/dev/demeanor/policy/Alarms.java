package dev.demeanor.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * The alarms raised against one target lately: each by somebody, who counts once however often.
 * Holds a bounded number, the latest. A clock that was set back makes them younger, not older than
 * now. Times are milliseconds since 1970. Not thread-safe.
 */
public final class Alarms {

  /** As many are held; a step that takes more alarms would never be reached. */
  static final int KEPT = 64;

  private record Alarm(String by, long at) {}

  private final List<Alarm> alarms = new ArrayList<>(2);

  /** Begins with none. */
  public Alarms() {}

  /** Counts an alarm; a later one of the same origin takes the place of the earlier. */
  public void add(String by, long now) {
    retract(by);
    if (alarms.size() == KEPT) {
      alarms.remove(0);
    }
    alarms.add(new Alarm(by, now));
  }

  /** Takes back what somebody raised. */
  public void retract(String by) {
    alarms.removeIf(alarm -> alarm.by().equals(by));
  }

  /** Forgets all. */
  public void clear() {
    alarms.clear();
  }

  /** Returns how many stand within a window that ends now. */
  public int count(long now, long windowMillis) {
    alarms.replaceAll(alarm -> alarm.at() > now ? new Alarm(alarm.by(), now) : alarm);
    alarms.removeIf(alarm -> now - alarm.at() >= windowMillis);
    return alarms.size();
  }
}
