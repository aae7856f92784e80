package dev.demeanor.feature;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.tck.FeatureExtractorTck;
import java.util.random.RandomGenerator;

class FreeTextExtractorTest extends FeatureExtractorTck {

  @Override
  protected FeatureExtractorProvider newProvider() {
    return new FreeTextExtractorProvider();
  }

  @Override
  protected EventBuffer sample(RandomGenerator random) {
    return SimulatedBehavior.freeText(random, 100, 80);
  }
}
