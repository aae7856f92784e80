package dev.demeanor.evidence;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.feature.FreeTextExtractorProvider;
import dev.demeanor.feature.SimulatedBehavior;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.tck.DetectorTck;
import java.util.random.RandomGenerator;

class KeyHistogramDetectorTest extends DetectorTck {

  @Override
  protected Detector newDetector() {
    return new KeyHistogramDetector(KeyHistogramConstants.USUAL);
  }

  @Override
  protected FeatureSchema schema() {
    return new FreeTextExtractorProvider().create().schema();
  }

  @Override
  protected FeatureVector own(RandomGenerator random) {
    return window(SimulatedBehavior.freeText(random, 50, 80));
  }

  @Override
  protected FeatureVector far(RandomGenerator random) {
    return window(SimulatedBehavior.freeText(random, 50, 170));
  }

  @Override
  protected boolean readsValues() {
    return false;
  }

  private static FeatureVector window(EventBuffer events) {
    FeatureExtractor extractor = new FreeTextExtractorProvider().create();
    for (int i = 0; i < events.size(); i++) {
      extractor.accept(events, i);
    }
    FeatureVector vector = new FeatureVector(extractor.schema());
    extractor.writeTo(vector);
    vector.setUnits(extractor.units());
    return vector;
  }
}
