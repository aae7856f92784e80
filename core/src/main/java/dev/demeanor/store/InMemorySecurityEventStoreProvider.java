package dev.demeanor.store;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.spi.store.SecurityEventStoreProvider;

/** Opens a security event store in memory; setting {@code capacity}, 10,000 when left out. */
public final class InMemorySecurityEventStoreProvider implements SecurityEventStoreProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public InMemorySecurityEventStoreProvider() {}

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public SecurityEventStore open(ProviderOptions options) {
    return new InMemorySecurityEventStore(options.getInt("capacity", 10_000, 1, Integer.MAX_VALUE));
  }
}
