package dev.demeanor.evidence;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.DetectorProvider;

/**
 * Makes the detector {@code relative}, a {@link dev.demeanor.spi.detector.ModelDetector}: it learns
 * how a subject types and abstains until it is given a model of a population.
 */
public final class RelativeProvider implements DetectorProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public RelativeProvider() {}

  @Override
  public String name() {
    return RelativeDetector.NAME;
  }

  @Override
  public Detector create(ProviderOptions options) {
    return new RelativeDetector(null);
  }
}
