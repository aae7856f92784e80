package dev.demeanor.cli.database;

import dev.demeanor.keyring.EncryptedSampleStore;
import dev.demeanor.keyring.EncryptedTemplateStore;
import dev.demeanor.keyring.KeyRing;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.store.jdbc.JdbcSampleStoreProvider;
import dev.demeanor.store.jdbc.JdbcTemplateStoreProvider;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Opens the samples of a database, encrypted or not. Stateless. */
public final class SampleDatabase {

  private SampleDatabase() {}

  /**
   * Opens samples.
   *
   * @param keys master keys, or null for samples that are not encrypted
   * @param dataKeys where the data keys of subjects are, or null: in the same database
   */
  public static SampleStore open(
      JdbcUrl url, String prefix, @Nullable KeyRing keys, @Nullable JdbcUrl dataKeys) {
    try {
      ProviderOptions options = url.options(prefix);
      SampleStore samples = new JdbcSampleStoreProvider().open(options);
      if (keys == null) {
        return samples;
      }
      TemplateStore wrapped =
          new JdbcTemplateStoreProvider()
              .open(dataKeys == null ? options : dataKeys.options(prefix));
      return new EncryptedSampleStore(
          samples, new EncryptedTemplateStore(wrapped, keys, Clock.systemUTC()));
    } catch (StoreException | IllegalArgumentException e) {
      throw url.unreadable("--samples", e);
    }
  }
}
