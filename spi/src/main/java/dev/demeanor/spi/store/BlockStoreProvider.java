package dev.demeanor.spi.store;

import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;

/** Opens a block store. Thread-safe. */
public interface BlockStoreProvider extends Provider {

  /** Opens the store; who opens it closes it. */
  BlockStore open(ProviderOptions options);
}
