package dev.demeanor.spi.model;

import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;
import java.util.Optional;

/** Opens a model backend. Thread-safe. */
public interface ModelBackendProvider extends Provider {

  /**
   * Returns why the backend cannot run here, for instance that its native library does not load;
   * empty when it can.
   */
  Optional<String> unavailable();

  /**
   * Opens the backend.
   *
   * @throws IllegalStateException if it is {@link #unavailable}
   */
  ModelBackend open(ProviderOptions options);
}
