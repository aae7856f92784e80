package dev.demeanor.models.tribuo;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.DetectorProvider;

/**
 * Makes the detector {@code tribuo-ocsvm}: a one-class support vector machine for pointer windows,
 * fitted with Tribuo's libsvm to each subject alone and scored in plain Java.
 *
 * <p>Options: {@code nu}, the share of own windows that may lie outside, 0.001 to 0.999, default
 * 0.1; {@code gamma}, the width of the kernel times the number of features, default 0.5; {@code
 * kept}, windows fitted to, 30 to 1000, default 200; {@code retrain-every}, windows from one fit to
 * the next, 1 to 1000, default 10. Thread-safe.
 */
public final class OcSvmProvider implements DetectorProvider {

  /** Makes the provider; touches nothing. */
  public OcSvmProvider() {}

  @Override
  public String name() {
    return OcSvmDetector.NAME;
  }

  @Override
  public Detector create(ProviderOptions options) {
    return new OcSvmDetector(OcSvmSettings.of(options));
  }
}
