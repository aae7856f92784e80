package dev.demeanor.store;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.tck.TemplateStoreTck;
import java.time.Clock;

class InMemoryTemplateStoreTest extends TemplateStoreTck {
  @Override
  protected TemplateStore newStore(Clock clock) {
    return new InMemoryTemplateStoreProvider().open(ProviderOptions.none());
  }
}
