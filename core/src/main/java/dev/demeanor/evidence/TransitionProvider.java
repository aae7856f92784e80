package dev.demeanor.evidence;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.DetectorProvider;

/** Makes the default detector of navigation. */
public final class TransitionProvider implements DetectorProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public TransitionProvider() {}

  @Override
  public String name() {
    return TransitionDetector.NAME;
  }

  @Override
  public Detector create(ProviderOptions options) {
    return new TransitionDetector(TransitionConstants.from(options));
  }
}
