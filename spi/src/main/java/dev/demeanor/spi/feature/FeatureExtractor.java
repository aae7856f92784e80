package dev.demeanor.spi.feature;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;

/**
 * Keeps the features of one window of one source up to date as events arrive. Events come
 * validated: in range, no duplicates, of a kind the provider said it takes; a fixed-text window may
 * deliver its keys in any order. Rules:
 *
 * <ul>
 *   <li><b>FE-1</b> Incremental equals recomputed: after any sequence of {@link #accept}, {@link
 *       #evict} and {@link #reset}, {@link #writeTo} gives what a new extractor gives that accepted
 *       only the events still in the window.
 *   <li><b>FE-2</b> {@link #writeTo} writes every feature: a value, or missing. Missing is never
 *       written as zero.
 *   <li><b>FE-3</b> {@link #schema} and {@link #writeTo} change nothing; asked twice, they answer
 *       alike.
 *   <li><b>FE-4</b> {@link #saveState} then {@link #loadState} on a new extractor answers alike
 *       from then on; damaged bytes end in {@link dev.demeanor.spi.CorruptStateException}.
 *   <li><b>FE-5</b> {@link #accept}, {@link #evict} and {@link #writeTo} neither throw for
 *       validated events nor allocate once warm.
 *   <li><b>FE-6</b> Equal events give equal features, whatever the clock, the locale or the time of
 *       day.
 * </ul>
 *
 * Not thread-safe: one extractor belongs to one session.
 */
public interface FeatureExtractor {

  /** Takes the event at {@code index} into the window. */
  void accept(EventBuffer events, int index);

  /** Takes the event at {@code index}, the oldest one accepted, out of the window. */
  void evict(EventBuffer events, int index);

  /** Empties the window. */
  void reset();

  /**
   * Returns the schema of the present window; for a fixed-text entry it depends on the number of
   * keys.
   */
  FeatureSchema schema();

  /** Writes the features of the present window into a vector of {@link #schema}. */
  void writeTo(FeatureVector target);

  /** Appends the state, beginning with an integer format version. */
  void saveState(StateWriter out);

  /** Replaces the state by what {@link #saveState} appended. */
  void loadState(StateReader in);
}
