package dev.demeanor.spring;

import dev.demeanor.keyring.EncryptedTemplateStore;

/**
 * The template store of this starter, whose keys encrypt samples, too.
 *
 * @param store the store
 */
record EncryptedTemplates(EncryptedTemplateStore store) implements AutoCloseable {
  @Override
  public void close() {
    store.close();
  }
}
