package dev.demeanor.servlet;

import dev.demeanor.wire.AbstentionReason;
import java.util.Map;

/**
 * What became of batches since the start. Immutable.
 *
 * @param batches how many were taken
 * @param events how many events those held
 * @param refused how many requests were refused, by type of {@link Problem}
 * @param abstentions how often a collector captured nothing, by reason
 */
public record IngestStatistics(
    long batches, long events, Map<String, Long> refused, Map<AbstentionReason, Long> abstentions) {

  /** Copies the maps. */
  public IngestStatistics {
    refused = Map.copyOf(refused);
    abstentions = Map.copyOf(abstentions);
  }
}
