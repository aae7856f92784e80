package dev.demeanor.models.tribuo;

import dev.demeanor.spi.ProviderOptions;

/**
 * How a one-class support vector machine is fitted. Immutable.
 *
 * @param nu share of the subject's own windows that may lie outside, at most
 * @param gammaTimesFeatures width of the kernel; divided by how many features there are
 * @param kept newest windows that are kept and fitted to
 * @param every windows from one fit to the next
 */
record OcSvmSettings(double nu, double gammaTimesFeatures, int kept, int every) {

  static OcSvmSettings of(ProviderOptions options) {
    return new OcSvmSettings(
        options.getDouble("nu", 0.1, 0.001, 0.999),
        options.getDouble("gamma", 0.5, 0.001, 1000),
        options.getInt("kept", 200, 30, 1000),
        options.getInt("retrain-every", 10, 1, 1000));
  }
}
