package dev.demeanor.spi.store;

import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;

/**
 * Opens a sample store; the setting {@code retention} is {@link SampleStore#DEFAULT_RETENTION} when
 * left out and at most {@link SampleStore#MAX_RETENTION}. Thread-safe.
 */
public interface SampleStoreProvider extends Provider {

  /** Opens the store; who opens it closes it. */
  SampleStore open(ProviderOptions options);
}
