package dev.demeanor.spi.feature;

import dev.demeanor.event.EventKind;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.Provider;
import java.util.Optional;
import java.util.Set;

/** Makes feature extractors for the sources it supports. Thread-safe. */
public interface FeatureExtractorProvider extends Provider {

  /** Returns the modality of all sources it supports. */
  Modality modality();

  /**
   * Returns whether this provider extracts features from the source; the first registered that does
   * is used.
   */
  boolean supports(Source source);

  /**
   * Returns the source a session gets by itself from this provider, without the host declaring one.
   */
  default Optional<Source> implicitSource() {
    return Optional.empty();
  }

  /** Returns the kinds of event the extractors take. */
  Set<EventKind> kinds();

  /** Returns when a window is complete. */
  WindowSpec window();

  /**
   * Returns whether windows run: each tells of the session before it as well as of its own events,
   * so that its evidence takes the place of what the window before said. Otherwise, as unless
   * overridden, each window stands for itself and evidence adds up.
   */
  default boolean isRunning() {
    return false;
  }

  /** Makes an extractor with an empty window. */
  FeatureExtractor create();
}
