package dev.demeanor;

import dev.demeanor.drift.DriftLevel;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether features are distributed as they were when a monitor began to look. Immutable.
 *
 * @param followed sources of subjects that are followed, one for each subject and device class
 * @param warned of these, how many are at {@link DriftLevel#WARNING}
 * @param drifted of these, how many are at {@link DriftLevel#DRIFTED}
 * @param everybody level of each source over everybody together, once there is a reference
 * @param changes how often a level has changed since the start
 * @param dropped windows that were not looked at, because the queue was full or as many sources as
 *     the policy allows were followed already
 */
public record DriftStatus(
    int followed,
    int warned,
    int drifted,
    Map<String, DriftLevel> everybody,
    long changes,
    long dropped) {

  /** Nothing is looked at. */
  public static final DriftStatus NONE = new DriftStatus(0, 0, 0, Map.of(), 0, 0);

  /** Copies the map. */
  public DriftStatus {
    everybody = Collections.unmodifiableMap(new TreeMap<>(everybody));
  }

  /** Returns whether some source has drifted for everybody: a matter of clocks and collectors. */
  public boolean hasEverybodyDrifted() {
    return everybody.containsValue(DriftLevel.DRIFTED);
  }
}
