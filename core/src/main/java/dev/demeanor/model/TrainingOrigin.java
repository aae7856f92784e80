package dev.demeanor.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a version was trained from and with. Immutable.
 *
 * @param data name of the data set, or what else the operator calls it
 * @param sha256 digest of the recordings in hexadecimal, or empty when they were no file
 * @param days length of the window of days that was used; 0 when there was no limit
 * @param from earliest recording that may have been used
 * @param until when the window ended
 * @param people how many people
 * @param samples how many windows
 * @param seed of everything random
 * @param tool name and version of what trained it
 * @param libraries versions of the libraries that took part, by name
 * @param settings what was chosen, by name
 */
public record TrainingOrigin(
    String data,
    String sha256,
    int days,
    Instant from,
    Instant until,
    int people,
    long samples,
    long seed,
    String tool,
    Map<String, String> libraries,
    Map<String, String> settings) {

  /** Copies the maps, sorted by name. */
  public TrainingOrigin {
    libraries = Collections.unmodifiableMap(new TreeMap<>(libraries));
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }
}
