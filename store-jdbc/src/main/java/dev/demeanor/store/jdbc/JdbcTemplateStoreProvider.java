package dev.demeanor.store.jdbc;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.spi.store.TemplateStoreProvider;

/**
 * Opens a template store in a database: the host's {@link javax.sql.DataSource}, or an embedded H2
 * database in the setting {@code file}. Settings of every provider here: {@code table-prefix}
 * ({@code demeanor_}), {@code initialize-schema} ({@link InitializeSchema}), {@code timeout} of one
 * call ({@code PT5S}), {@code retries} of what failed transiently (3).
 */
public final class JdbcTemplateStoreProvider implements TemplateStoreProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public JdbcTemplateStoreProvider() {}

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public TemplateStore open(ProviderOptions options) {
    JdbcSettings settings = JdbcSettings.of(options);
    return new JdbcTemplateStore(settings.open(), settings.prefix());
  }
}
