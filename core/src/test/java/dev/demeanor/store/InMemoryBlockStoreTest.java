package dev.demeanor.store;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.tck.BlockStoreTck;
import java.time.Clock;
import java.util.Optional;

class InMemoryBlockStoreTest extends BlockStoreTck {
  @Override
  protected BlockStore newStore(Clock clock) {
    return open(clock, ProviderOptions.none());
  }

  @Override
  protected Optional<BlockStore> newStore(Clock storeClock, int capacity) {
    return Optional.of(open(storeClock, ProviderOptions.none().with("capacity", "" + capacity)));
  }

  private static BlockStore open(Clock clock, ProviderOptions options) {
    return new InMemoryBlockStoreProvider().open(options.with(Clock.class, clock));
  }
}
