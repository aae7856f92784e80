package dev.demeanor.store;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.SampleStoreProvider;
import java.time.Duration;

/**
 * Opens a sample store in memory; settings {@code capacity}, 10,000 samples when left out, and
 * {@code retention}, 14 days when left out and at most 90.
 */
public final class InMemorySampleStoreProvider implements SampleStoreProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public InMemorySampleStoreProvider() {}

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public SampleStore open(ProviderOptions options) {
    Duration retention = options.getDuration("retention", SampleStore.DEFAULT_RETENTION);
    if (retention.compareTo(SampleStore.MAX_RETENTION) > 0) {
      throw new IllegalArgumentException(
          "retention must be at most "
              + SampleStore.MAX_RETENTION
              + ", was "
              + options.find("retention").orElse(""));
    }
    return new InMemorySampleStore(
        options.getInt("capacity", 10_000, 1, Integer.MAX_VALUE), retention);
  }
}
