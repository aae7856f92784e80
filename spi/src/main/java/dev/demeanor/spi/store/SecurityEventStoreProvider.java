package dev.demeanor.spi.store;

import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;

/** Opens a security event store. Thread-safe. */
public interface SecurityEventStoreProvider extends Provider {

  /** Opens the store; who opens it closes it. */
  SecurityEventStore open(ProviderOptions options);
}
