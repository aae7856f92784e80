package dev.demeanor.evidence;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.DetectorProvider;

/**
 * Makes the published reference detector, scaled Manhattan distance; it takes features of any kind.
 */
public final class ManhattanScaledProvider implements DetectorProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public ManhattanScaledProvider() {}

  @Override
  public String name() {
    return ManhattanScaledDetector.NAME;
  }

  @Override
  public Detector create(ProviderOptions options) {
    return new ManhattanScaledDetector();
  }
}
