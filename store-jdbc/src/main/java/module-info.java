/**
 * Every store on H2, PostgreSQL and MariaDB through a plain {@link javax.sql.DataSource}.
 *
 * @provides dev.demeanor.spi.audit.AuditSinkProvider named {@code jdbc}
 * @provides dev.demeanor.spi.store.BlockStoreProvider named {@code jdbc}
 * @provides dev.demeanor.spi.store.ModelStoreProvider named {@code jdbc}
 * @provides dev.demeanor.spi.store.SampleStoreProvider named {@code jdbc}
 * @provides dev.demeanor.spi.store.SecurityEventStoreProvider named {@code jdbc}
 * @provides dev.demeanor.spi.store.TemplateStoreProvider named {@code jdbc}
 */
module dev.demeanor.store.jdbc {
  requires transitive dev.demeanor.spi;
  requires static transitive org.jspecify;
  requires transitive java.sql;
  requires org.slf4j;

  exports dev.demeanor.store.jdbc;

  provides dev.demeanor.spi.audit.AuditSinkProvider with
      dev.demeanor.store.jdbc.JdbcAuditSinkProvider;
  provides dev.demeanor.spi.store.BlockStoreProvider with
      dev.demeanor.store.jdbc.JdbcBlockStoreProvider;
  provides dev.demeanor.spi.store.ModelStoreProvider with
      dev.demeanor.store.jdbc.JdbcModelStoreProvider;
  provides dev.demeanor.spi.store.SampleStoreProvider with
      dev.demeanor.store.jdbc.JdbcSampleStoreProvider;
  provides dev.demeanor.spi.store.SecurityEventStoreProvider with
      dev.demeanor.store.jdbc.JdbcSecurityEventStoreProvider;
  provides dev.demeanor.spi.store.TemplateStoreProvider with
      dev.demeanor.store.jdbc.JdbcTemplateStoreProvider;
}
