package dev.demeanor.feature;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.simulated.SimulatedTypist;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.tck.FeatureExtractorTck;
import java.util.random.RandomGenerator;

/** Rules FE-1 to FE-6 and P-1 to P-3 for {@code fixed-text}. */
class FixedTextTckTest extends FeatureExtractorTck {

  @Override
  protected FeatureExtractorProvider newProvider() {
    return new FixedTextExtractorProvider();
  }

  @Override
  protected EventBuffer sample(RandomGenerator random) {
    int keys = 1 + random.nextInt(40);
    EventBuffer events = new EventBuffer(keys + 1);
    new SimulatedTypist(random.nextLong(), keys).next().addTo(events, 0);
    return events;
  }
}
