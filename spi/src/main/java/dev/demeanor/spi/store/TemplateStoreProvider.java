package dev.demeanor.spi.store;

import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;

/** Opens a template store. Thread-safe. */
public interface TemplateStoreProvider extends Provider {

  /** Opens the store; who opens it closes it. */
  TemplateStore open(ProviderOptions options);
}
