package dev.demeanor.models.tribuo;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.tck.DetectorTck;

class OcSvmTckTest extends DetectorTck {

  @Override
  protected Detector newDetector() {
    return new OcSvmProvider().create(ProviderOptions.none());
  }

  @Override
  protected FeatureSchema schema() {
    return SimulatedWindows.schema(6);
  }
}
