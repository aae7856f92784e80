package dev.demeanor.evidence;

import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.tck.DetectorTck;

/** Rules D-1 to D-7 for {@code manhattan-scaled}. */
class ManhattanScaledTckTest extends DetectorTck {

  @Override
  protected Detector newDetector() {
    return new ManhattanScaledDetector();
  }

  @Override
  protected FeatureSchema schema() {
    return FixedTextSchema.ofKeys(11);
  }
}
