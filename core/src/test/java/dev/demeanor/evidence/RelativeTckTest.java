package dev.demeanor.evidence;

import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.spi.detector.ModelDetector;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.tck.ModelDetectorTck;

class RelativeTckTest extends ModelDetectorTck {

  private static final int NEAREST = RelativeSchema.of(FixedTextSchema.ofKeys(8)).size() - 3;

  @Override
  protected ModelDetector newModelDetector() {
    return new RelativeDetector(null);
  }

  @Override
  protected FeatureSchema schema() {
    return FixedTextSchema.ofKeys(8);
  }

  /** The nearer the nearest sample, the better. */
  @Override
  protected double model(float[] row) {
    return 1 / (1 + row[NEAREST]);
  }
}
