package dev.demeanor.feature;

import dev.demeanor.event.EventKind;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.WindowSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Extracts how the pointer is moved. A window has sixteen actions, or at least five after half a
 * minute, and tells of the session before it, too.
 */
public final class PointerExtractorProvider implements FeatureExtractorProvider {

  private static final WindowSpec WINDOW = new WindowSpec.Units(16, 5, Duration.ofSeconds(30));

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public PointerExtractorProvider() {}

  @Override
  public String name() {
    return "pointer";
  }

  @Override
  public Modality modality() {
    return Modality.POINTER;
  }

  @Override
  public boolean supports(Source source) {
    return source.equals(Source.pointer());
  }

  @Override
  public Optional<Source> implicitSource() {
    return Optional.of(Source.pointer());
  }

  @Override
  public Set<EventKind> kinds() {
    return Set.of(EventKind.POINTER);
  }

  @Override
  public WindowSpec window() {
    return WINDOW;
  }

  @Override
  public boolean isRunning() {
    return true;
  }

  @Override
  public FeatureExtractor create() {
    return new PointerExtractor();
  }
}
