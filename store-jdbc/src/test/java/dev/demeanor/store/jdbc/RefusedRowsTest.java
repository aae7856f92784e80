package dev.demeanor.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.RefusedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a constraint in the database refuses, of a batch of others, says so. */
class RefusedRowsTest {

  private static AuditRecord record(String id) {
    return new AuditRecord.FeedbackGiven(id, Instant.EPOCH, "subject", "session", "GENUINE");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void rowThatAConstraintRefuses_isRefusedAndNothingElse(TestDatabase database)
      throws SQLException {
    assumeTrue(database.isThere(), "no such database here");
    ProviderOptions options = database.options();
    String table = options.find("table-prefix").orElseThrow() + "audit";
    try (JdbcAuditSink sink = (JdbcAuditSink) new JdbcAuditSinkProvider().open(options)) {
      try (Connection connection = database.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("ALTER TABLE " + table + " ADD CHECK (CHAR_LENGTH(id) < 20)");
      }
      AuditRecord refused = record("longer-than-the-operator-allows");
      assertThatThrownBy(() -> sink.append(List.of(record("a"), refused, record("b"))))
          .isInstanceOf(RefusedException.class)
          .hasNoCause();
      sink.append(List.of(record("a"), record("b")));
      assertThat(sink.read(0, 10)).hasSize(2);
    }
  }
}
