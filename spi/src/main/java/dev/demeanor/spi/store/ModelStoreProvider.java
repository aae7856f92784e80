package dev.demeanor.spi.store;

import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;

/** Opens a store of models. Thread-safe. */
public interface ModelStoreProvider extends Provider {

  /** Opens the store; who opens it closes it. */
  ModelStore open(ProviderOptions options);
}
