package dev.demeanor.models.onnx;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.model.ModelBackend;
import dev.demeanor.spi.model.ModelBackendProvider;
import java.util.Optional;

/**
 * Brings in the backend {@code onnx}, which scores with ONNX Runtime: any model that takes rows of
 * 32-bit floats and gives one output of them, whose last column is the score.
 *
 * <p>Unavailable where the native library does not load: it needs Linux on x64 or arm64 with glibc
 * 2.28, macOS on arm64 or Windows on x64, and a temporary folder that can be written and executed
 * from. Nothing is loaded before somebody asks.
 *
 * <p>Option {@code max-bytes}: the largest model that is loaded, 1024 to 268435456, default
 * 67108864. Thread-safe.
 */
public final class OnnxRuntimeProvider implements ModelBackendProvider {

  /** Makes the provider; touches nothing. */
  public OnnxRuntimeProvider() {}

  @Override
  public String name() {
    return OnnxRuntimeBackend.NAME;
  }

  @Override
  public Optional<String> unavailable() {
    return NativeLibrary.problem();
  }

  @Override
  public ModelBackend open(ProviderOptions options) {
    int mostBytes = MaxBytes.of(options);
    unavailable()
        .ifPresent(
            why -> {
              throw new IllegalStateException(why);
            });
    return new OnnxRuntimeBackend(mostBytes);
  }
}
