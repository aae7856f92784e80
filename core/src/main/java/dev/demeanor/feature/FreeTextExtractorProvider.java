package dev.demeanor.feature;

import dev.demeanor.event.EventKind;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.WindowSpec;
import java.util.Optional;
import java.util.Set;

/**
 * Extracts the timing of free typing; a block of 50 keys is one window, as the collector builds it.
 */
public final class FreeTextExtractorProvider implements FeatureExtractorProvider {

  /** Keys of a block. */
  public static final int BLOCK = 50;

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public FreeTextExtractorProvider() {}

  @Override
  public String name() {
    return "free-text";
  }

  @Override
  public Modality modality() {
    return Modality.KEYSTROKE;
  }

  @Override
  public boolean supports(Source source) {
    return source.equals(Source.freeText());
  }

  @Override
  public Optional<Source> implicitSource() {
    return Optional.of(Source.freeText());
  }

  @Override
  public Set<EventKind> kinds() {
    return Set.of(EventKind.FREE_TEXT_PAIR);
  }

  @Override
  public WindowSpec window() {
    return new WindowSpec.Block(BLOCK);
  }

  @Override
  public FeatureExtractor create() {
    return new FreeTextExtractor();
  }
}
