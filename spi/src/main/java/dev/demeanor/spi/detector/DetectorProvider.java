package dev.demeanor.spi.detector;

import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;

/** Makes a detector. Thread-safe. */
public interface DetectorProvider extends Provider {

  /**
   * Makes the detector with the given options.
   *
   * @throws IllegalArgumentException for an option that is missing or malformed
   */
  Detector create(ProviderOptions options);
}
