package dev.demeanor.store.jdbc;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.audit.AuditSinkProvider;
import dev.demeanor.subject.SubjectId;

/**
 * Opens an audit sink in a database; settings as for {@link JdbcTemplateStoreProvider}, and {@code
 * tenant} for the records that name none ({@code default}).
 */
public final class JdbcAuditSinkProvider implements AuditSinkProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public JdbcAuditSinkProvider() {}

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public AuditSink open(ProviderOptions options) {
    JdbcSettings settings = JdbcSettings.of(options);
    return new JdbcAuditSink(
        settings.open(),
        settings.prefix(),
        options.find("tenant").orElse(SubjectId.DEFAULT_TENANT),
        settings.timeout());
  }
}
