package dev.demeanor.store.jdbc;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.tck.AuditSinkTck;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The rules of the contract on every database. */
class JdbcAuditSinkTest {

  /** The tests of the contract, given a database. */
  abstract static class OnDatabase extends AuditSinkTck {

    private final TestDatabase database;

    OnDatabase(TestDatabase database) {
      this.database = database;
    }

    @Override
    protected AuditSink newSink() {
      return new JdbcAuditSinkProvider().open(database.options());
    }

    @Override
    protected List<String> storedIds(AuditSink of) {
      return ((JdbcAuditSink) of)
          .read(0, 10_000).stream().map(stored -> stored.record().id()).toList();
    }

    /** A sink whose table is away for a while. */
    @Override
    protected Optional<FailingSink> newFailingSink() {
      ProviderOptions options = database.options();
      AuditSink sink = new JdbcAuditSinkProvider().open(options);
      String table = options.find("table-prefix").orElseThrow() + "audit";
      execute("ALTER TABLE " + table + " RENAME TO " + table + "_away");
      return Optional.of(
          new FailingSink(
              sink, () -> execute("ALTER TABLE " + table + "_away RENAME TO " + table)));
    }

    /** With an id that no column takes. */
    @Override
    protected Optional<AuditRecord> newRefusedRecord() {
      String id = "i".repeat(Column.RECORD_ID + 1);
      return Optional.of(
          new AuditRecord.FeedbackGiven(id, Instant.EPOCH, "subject", "session", "GENUINE"));
    }

    private void execute(String sql) {
      try (Connection connection = database.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Nested
  class OnH2 extends OnDatabase {
    OnH2() {
      super(TestDatabase.H2);
    }
  }

  @Nested
  class OnPostgreSql extends OnDatabase {
    OnPostgreSql() {
      super(TestDatabase.POSTGRESQL);
    }
  }

  @Nested
  @EnabledIfSystemProperty(named = TestDatabase.MARIADB_URL, matches = ".+")
  class OnMariaDb extends OnDatabase {
    OnMariaDb() {
      super(TestDatabase.MARIADB);
    }
  }
}
