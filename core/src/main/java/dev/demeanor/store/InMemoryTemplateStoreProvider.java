package dev.demeanor.store;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.spi.store.TemplateStoreProvider;

/** Opens a template store in memory; setting {@code capacity}, 100,000 templates when left out. */
public final class InMemoryTemplateStoreProvider implements TemplateStoreProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public InMemoryTemplateStoreProvider() {}

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public TemplateStore open(ProviderOptions options) {
    return new InMemoryTemplateStore(options.getInt("capacity", 100_000, 1, Integer.MAX_VALUE));
  }
}
