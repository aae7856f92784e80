package dev.demeanor.feature;

import dev.demeanor.event.EventKind;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.WindowSpec;
import java.util.Set;

/** Extracts the timing of fixed-text fields; one entry is one window. */
public final class FixedTextExtractorProvider implements FeatureExtractorProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public FixedTextExtractorProvider() {}

  @Override
  public String name() {
    return "fixed-text";
  }

  @Override
  public Modality modality() {
    return Modality.KEYSTROKE;
  }

  @Override
  public boolean supports(Source source) {
    return source.isFixedText();
  }

  @Override
  public Set<EventKind> kinds() {
    return Set.of(EventKind.FIXED_TEXT_KEY, EventKind.FIXED_TEXT_END);
  }

  @Override
  public WindowSpec window() {
    return new WindowSpec.Entry();
  }

  @Override
  public FeatureExtractor create() {
    return new FixedTextExtractor();
  }
}
