package dev.demeanor.feature;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.tck.FeatureExtractorTck;
import java.util.random.RandomGenerator;

class NavigationExtractorTest extends FeatureExtractorTck {

  @Override
  protected FeatureExtractorProvider newProvider() {
    return new NavigationExtractorProvider();
  }

  @Override
  protected EventBuffer sample(RandomGenerator random) {
    return SimulatedBehavior.visits(random, 40, 7, 9);
  }
}
