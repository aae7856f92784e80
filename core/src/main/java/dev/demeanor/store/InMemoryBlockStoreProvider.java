package dev.demeanor.store;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.BlockStoreProvider;
import java.time.Clock;

/**
 * Opens a block store in memory; setting {@code capacity}, 1,000,000 blocks when left out; host
 * object {@link Clock}, the system's when left out.
 */
public final class InMemoryBlockStoreProvider implements BlockStoreProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public InMemoryBlockStoreProvider() {}

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public BlockStore open(ProviderOptions options) {
    return new InMemoryBlockStore(
        options.getInt("capacity", 1_000_000, 1, Integer.MAX_VALUE),
        options.find(Clock.class).orElseGet(Clock::systemUTC));
  }
}
