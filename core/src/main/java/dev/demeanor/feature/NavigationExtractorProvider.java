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
 * Extracts order and pace of visited routes; up to 20 visits are one window, at least 5 after half
 * a minute.
 */
public final class NavigationExtractorProvider implements FeatureExtractorProvider {

  private static final WindowSpec WINDOW = new WindowSpec.Units(20, 5, Duration.ofSeconds(30));

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public NavigationExtractorProvider() {}

  @Override
  public String name() {
    return "navigation";
  }

  @Override
  public Modality modality() {
    return Modality.NAVIGATION;
  }

  @Override
  public boolean supports(Source source) {
    return source.equals(Source.navigation());
  }

  @Override
  public Optional<Source> implicitSource() {
    return Optional.of(Source.navigation());
  }

  @Override
  public Set<EventKind> kinds() {
    return Set.of(EventKind.VISIT);
  }

  @Override
  public WindowSpec window() {
    return WINDOW;
  }

  @Override
  public FeatureExtractor create() {
    return new NavigationExtractor();
  }
}
