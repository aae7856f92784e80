package dev.demeanor.evidence;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.DetectorProvider;

/** Makes the default detector of fixed text; see {@link RhythmDetector}. */
public final class RhythmProvider implements DetectorProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public RhythmProvider() {}

  @Override
  public String name() {
    return RhythmDetector.NAME;
  }

  @Override
  public Detector create(ProviderOptions options) {
    return new RhythmDetector(RhythmConstants.from(options));
  }
}
