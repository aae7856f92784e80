package dev.demeanor.spi.feature;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;

/**
 * Keeps the features of one window of one source up to date as events arrive, so that a decision
 * does not walk the window again. Events come validated: in range, no duplicates, of a kind the
 * provider said it takes; a fixed-text window may deliver its keys in any order. A complete window
 * is read once, then {@link #advance} begins the next; {@link #reset} begins a session. Rules:
 *
 * <ul>
 *   <li><b>FE-1</b> Incremental equals recomputed: after any sequence of {@link #accept}, {@link
 *       #advance} and {@link #reset}, {@link #writeTo} gives, to the bit, what a new extractor
 *       gives that went through only what came since the last reset.
 *   <li><b>FE-2</b> {@link #writeTo} writes every feature: a value, or missing. Missing is never
 *       written as zero.
 *   <li><b>FE-3</b> {@link #schema}, {@link #units} and {@link #writeTo} change nothing; asked
 *       twice, they answer alike.
 *   <li><b>FE-4</b> {@link #saveState} then {@link #loadState} on a new extractor answers alike
 *       from then on; damaged bytes end in {@link dev.demeanor.spi.CorruptStateException}.
 *   <li><b>FE-5</b> {@link #accept}, {@link #reset} and {@link #writeTo} neither throw for
 *       validated events nor allocate once warm.
 *   <li><b>FE-6</b> Equal events give equal features, whatever the clock, the locale or the time of
 *       day.
 *   <li><b>FE-7</b> State is bounded, however many events a window and windows a session has.
 *   <li><b>FE-8</b> {@link #advance} leaves no units in the window. It is the same as reset unless
 *       the provider {@link FeatureExtractorProvider#isRunning runs}.
 * </ul>
 *
 * Not thread-safe: one extractor belongs to one session.
 */
public interface FeatureExtractor {

  /** Takes the event at {@code index} into the window. */
  void accept(EventBuffer events, int index);

  /** Forgets everything, what came before the window included. */
  void reset();

  /**
   * Begins the next window of the session. Where windows tell of the session before them, too, what
   * the window held becomes that; otherwise the same as {@link #reset}, as unless overridden.
   */
  default void advance() {
    reset();
  }

  /**
   * Returns how many units of behaviour the window holds: entries, pointer actions, transitions.
   * Enrolment counts them, and a window of {@link WindowSpec.Units} is complete by them. 1 by
   * default: the window is the unit.
   */
  default int units() {
    return 1;
  }

  /**
   * Returns the schema of the present window, an empty one included; for a fixed-text entry it
   * depends on the number of keys.
   */
  FeatureSchema schema();

  /**
   * Writes the features, and the tokens where the schema has them, into a vector of {@link
   * #schema}.
   */
  void writeTo(FeatureVector target);

  /** Appends the state, beginning with an integer format version. */
  void saveState(StateWriter out);

  /** Replaces the state by what {@link #saveState} appended. */
  void loadState(StateReader in);
}
