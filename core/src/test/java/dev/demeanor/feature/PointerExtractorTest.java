package dev.demeanor.feature;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.tck.FeatureExtractorTck;
import java.util.random.RandomGenerator;

class PointerExtractorTest extends FeatureExtractorTck {

  @Override
  protected FeatureExtractorProvider newProvider() {
    return new PointerExtractorProvider();
  }

  @Override
  protected EventBuffer sample(RandomGenerator random) {
    return SimulatedBehavior.pointer(random, 12, 9);
  }
}
