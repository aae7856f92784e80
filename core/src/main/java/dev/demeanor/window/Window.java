package dev.demeanor.window;

import dev.demeanor.event.Admission;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.WindowSpec;

/**
 * The open window of one source. Decides whether an event belongs, hands it to the extractor, and
 * says when the window is complete; whoever asks then reads the features and calls {@link
 * #advance}. Not thread-safe.
 */
public abstract sealed class Window permits EntryWindow, BlockWindow, UnitsWindow {

  /** Feeds the window's features. */
  final FeatureExtractor extractor;

  Window(FeatureExtractor extractor) {
    this.extractor = extractor;
  }

  /** Makes an empty window of the given kind over an extractor. */
  public static Window of(WindowSpec spec, FeatureExtractor extractor) {
    if (spec instanceof WindowSpec.Block block) {
      return new BlockWindow(block.events(), extractor);
    }
    if (spec instanceof WindowSpec.Units units) {
      return new UnitsWindow(units, extractor);
    }
    return new EntryWindow(extractor);
  }

  /**
   * Offers an event; see {@link Admission} for the answers. Never throws for what comes from
   * outside.
   */
  public abstract Admission offer(EventBuffer events, int index);

  /** Returns whether the window is complete and its features may be read. */
  public abstract boolean isComplete();

  /**
   * Returns whether the window may be read although it is not complete, once its patience has run
   * out on the wall clock.
   */
  public boolean isReadable() {
    return false;
  }

  /** Returns how long a readable window is kept open, in milliseconds. */
  public long patienceMillis() {
    return Long.MAX_VALUE;
  }

  /** Begins the next window of the session, after this one was read. */
  public void advance() {
    reset();
  }

  /** Forgets everything, what came before the window included. */
  public abstract void reset();

  /** Returns the extractor. */
  public FeatureExtractor extractor() {
    return extractor;
  }

  /** Appends the state of window and extractor. */
  public abstract void save(StateWriter out);

  /** Replaces the state of window and extractor. */
  public abstract void load(StateReader in);
}
