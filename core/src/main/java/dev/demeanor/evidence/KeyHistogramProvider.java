package dev.demeanor.evidence;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.DetectorProvider;

/** Makes the default detector of free text. */
public final class KeyHistogramProvider implements DetectorProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public KeyHistogramProvider() {}

  @Override
  public String name() {
    return KeyHistogramDetector.NAME;
  }

  @Override
  public Detector create(ProviderOptions options) {
    return new KeyHistogramDetector(KeyHistogramConstants.from(options));
  }
}
