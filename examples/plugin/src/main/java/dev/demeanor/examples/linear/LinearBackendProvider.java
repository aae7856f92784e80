package dev.demeanor.examples.linear;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.model.ModelBackend;
import dev.demeanor.spi.model.ModelBackendProvider;
import java.util.Optional;

/**
 * Brings in the backend {@code linear}. It needs no native library, so it is never unavailable.
 *
 * <p>Option {@code max-bytes}: the largest model that is loaded, 64 to 1048576, default 65536.
 * Thread-safe.
 */
public final class LinearBackendProvider implements ModelBackendProvider {

  private static final int DEFAULT_MAX_BYTES = 65_536;

  /** Makes the provider; touches nothing. */
  public LinearBackendProvider() {}

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public ModelBackend open(ProviderOptions options) {
    return new LinearBackend(options.getInt("max-bytes", DEFAULT_MAX_BYTES, 64, 1_048_576));
  }
}
