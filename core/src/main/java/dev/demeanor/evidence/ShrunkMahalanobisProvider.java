package dev.demeanor.evidence;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.DetectorProvider;

/** Makes the default detector of pointer windows. */
public final class ShrunkMahalanobisProvider implements DetectorProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public ShrunkMahalanobisProvider() {}

  @Override
  public String name() {
    return ShrunkMahalanobisDetector.NAME;
  }

  @Override
  public Detector create(ProviderOptions options) {
    return new ShrunkMahalanobisDetector(PointerConstants.from(options), null);
  }
}
