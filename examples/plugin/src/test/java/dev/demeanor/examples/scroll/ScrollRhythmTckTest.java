package dev.demeanor.examples.scroll;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.tck.FeatureExtractorTck;
import java.util.random.RandomGenerator;

/** All that a plug-in writer owes for rules FE-1 to FE-6 and P-1 to P-3. */
class ScrollRhythmTckTest extends FeatureExtractorTck {

  @Override
  protected ScrollRhythmProvider newProvider() {
    return new ScrollRhythmProvider();
  }

  @Override
  protected EventBuffer sample(RandomGenerator random) {
    return SimulatedScrolling.events(random, 90);
  }
}
