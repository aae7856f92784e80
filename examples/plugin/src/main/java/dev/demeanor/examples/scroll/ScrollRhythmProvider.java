package dev.demeanor.examples.scroll;

import dev.demeanor.event.EventKind;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.WindowSpec;
import java.util.Optional;
import java.util.Set;

/**
 * Brings in the modality {@code scroll-rhythm}. This class says what is taken, from where and in
 * which windows; {@link ScrollRhythmExtractor} does the work. It is found through {@code
 * META-INF/services/dev.demeanor.spi.feature.FeatureExtractorProvider}, therefore it is public with
 * a public constructor that does nothing (rule P-2). Thread-safe.
 */
public final class ScrollRhythmProvider implements FeatureExtractorProvider {

  /** The modality; templates, weights and reports know it by this name. */
  public static final Modality MODALITY = new Modality("scroll-rhythm");

  /** The only source of the modality. */
  public static final Source SOURCE = new Source(MODALITY, "scroll-rhythm", 0);

  /** How many pointer events make a window. */
  static final int BLOCK = 40;

  /** Makes the provider; touches nothing. */
  public ScrollRhythmProvider() {}

  @Override
  public String name() {
    return "scroll-rhythm";
  }

  @Override
  public Modality modality() {
    return MODALITY;
  }

  @Override
  public boolean supports(Source source) {
    return source.equals(SOURCE);
  }

  /** Every session gets the source by itself: there is nothing for the host to declare. */
  @Override
  public Optional<Source> implicitSource() {
    return Optional.of(SOURCE);
  }

  @Override
  public Set<EventKind> kinds() {
    return Set.of(EventKind.POINTER);
  }

  @Override
  public WindowSpec window() {
    return new WindowSpec.Block(BLOCK);
  }

  @Override
  public FeatureExtractor create() {
    return new ScrollRhythmExtractor();
  }
}
