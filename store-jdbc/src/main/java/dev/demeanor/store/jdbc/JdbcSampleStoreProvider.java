package dev.demeanor.store.jdbc;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.SampleStoreProvider;
import java.time.Duration;

/**
 * Opens a sample store in a database; settings as for {@link JdbcTemplateStoreProvider}, and {@code
 * retention}, 14 days when left out and at most 90.
 */
public final class JdbcSampleStoreProvider implements SampleStoreProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public JdbcSampleStoreProvider() {}

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public SampleStore open(ProviderOptions options) {
    JdbcSettings settings = JdbcSettings.of(options);
    Duration retention = options.getDuration("retention", SampleStore.DEFAULT_RETENTION);
    if (retention.compareTo(SampleStore.MAX_RETENTION) > 0) {
      throw new IllegalArgumentException(
          "retention must be at most "
              + SampleStore.MAX_RETENTION
              + ", was "
              + options.find("retention").orElse(""));
    }
    return new JdbcSampleStore(settings.open(), settings.prefix(), retention);
  }
}
