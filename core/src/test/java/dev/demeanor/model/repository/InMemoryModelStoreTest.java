package dev.demeanor.model.repository;

import dev.demeanor.spi.store.ModelStore;
import dev.demeanor.tck.ModelStoreTck;

class InMemoryModelStoreTest extends ModelStoreTck {
  @Override
  protected ModelStore newStore() {
    return new InMemoryModelStore();
  }
}
