package dev.demeanor.models.onnx;

import dev.demeanor.spi.ProviderOptions;

/** The option that says how large a model may be. */
final class MaxBytes {

  private static final int LEAST = 1024;
  private static final int DEFAULT = 64 << 20;
  private static final int MOST = 256 << 20;

  private MaxBytes() {}

  static int of(ProviderOptions options) {
    return options.getInt("max-bytes", DEFAULT, LEAST, MOST);
  }
}
