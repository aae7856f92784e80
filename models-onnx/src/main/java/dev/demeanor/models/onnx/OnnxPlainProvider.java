package dev.demeanor.models.onnx;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.model.ModelBackend;
import dev.demeanor.spi.model.ModelBackendProvider;
import java.util.Optional;

/**
 * Brings in the backend {@code onnx-plain}, which scores ONNX models of linear parts, scalers,
 * support vectors and trees in plain Java. It needs no native library, so it is never unavailable,
 * and allocates nothing while it scores.
 *
 * <p>Option {@code max-bytes}: the largest model that is loaded, 1024 to 268435456, default
 * 67108864. Thread-safe.
 */
public final class OnnxPlainProvider implements ModelBackendProvider {

  /** Makes the provider; touches nothing. */
  public OnnxPlainProvider() {}

  @Override
  public String name() {
    return OnnxPlainBackend.NAME;
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public ModelBackend open(ProviderOptions options) {
    return new OnnxPlainBackend(MaxBytes.of(options));
  }
}
