package dev.demeanor.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How databases find a page of security events: along an index, and never by sorting all there are.
 * What they plan depends on how much a table holds, so there are many, and they have been counted.
 */
class SecurityEventPlansTest {

  private static final int EVENTS = 10_000;
  private static final int SUBJECTS = 100;
  private static final Instant OLDEST = Instant.ofEpochSecond(1_800_000_000L);
  private static final SecurityEventFilter ALL = SecurityEventFilter.of("big");

  /** The tests, given a database. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class OnDatabase {

    private final TestDatabase database;
    private final String analyze;
    private String table = "";
    private JdbcSecurityEventStore store;

    /**
     * Makes the tests.
     *
     * @param analyze has the database count what a table holds
     */
    @SuppressWarnings("NullAway.Init") // set before the tests
    OnDatabase(TestDatabase database, String analyze) {
      this.database = database;
      this.analyze = analyze;
    }

    /** Returns whether a plan reads rows in the order of this index, without sorting them. */
    abstract boolean isAlong(String plan, String index);

    @BeforeAll
    void record() throws SQLException {
      ProviderOptions options = database.options();
      JdbcSettings settings = JdbcSettings.of(options);
      store = new JdbcSecurityEventStore(settings.open(), settings.prefix());
      table = settings.prefix() + "security_event";
      insert();
      Sql.execute(database.dataSource(), analyze + " " + table);
    }

    @AfterAll
    void close() {
      store.close();
    }

    /** A second lies between one and the next; one in ten is of a small tenant. */
    private void insert() throws SQLException {
      String sql =
          "INSERT INTO " + table + " (tenant, id, kind, at_micros, subject_key) VALUES (?,?,?,?,?)";
      try (Connection connection = database.dataSource().getConnection();
          PreparedStatement statement = connection.prepareStatement(sql)) {
        connection.setAutoCommit(false);
        for (int i = 0; i < EVENTS; i++) {
          statement.setString(1, i % 10 == 0 ? "small" : "big");
          statement.setString(2, "event-" + i);
          statement.setString(3, "SESSION_DENIED");
          statement.setLong(4, Micros.floor(OLDEST.plusSeconds(i)));
          statement.setString(5, "subject-" + i % SUBJECTS);
          statement.addBatch();
        }
        int[] unused = statement.executeBatch();
        connection.commit();
        connection.setAutoCommit(true);
      }
    }

    private String plan(SecurityEventFilter filter, SecurityEvent.Position... after) {
      JdbcSecurityEventStore.Page page = store.page(filter, after.length == 0 ? null : after[0]);
      return explain(page.sql() + 50, page.conditions().parameters());
    }

    private String explain(String sql, Object... parameters) {
      StringBuilder plan = new StringBuilder();
      try (Connection connection = database.dataSource().getConnection();
          PreparedStatement statement = connection.prepareStatement("EXPLAIN " + sql)) {
        for (int i = 0; i < parameters.length; i++) {
          statement.setObject(i + 1, parameters[i]);
        }
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
              plan.append(row.getString(i)).append(' ');
            }
            plan.append('\n');
          }
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return plan.toString().toLowerCase(Locale.ROOT);
    }

    @Test
    void page_isReadAlongTheIndexOfTimes() {
      String plan = plan(ALL);
      assertThat(isAlong(plan, table + "_at")).as(plan).isTrue();
    }

    @Test
    void pageAfterAnother_beginsInTheIndexWhereTheOtherEnded() {
      int middle = EVENTS / 2 + 1;
      String plan =
          plan(ALL, new SecurityEvent.Position(OLDEST.plusSeconds(middle), "event-" + middle));
      assertThat(isAlong(plan, table + "_at")).as(plan).isTrue();
    }

    @Test
    void pageOfASubject_isReadAlongTheIndexOfSubjects() {
      String plan = plan(ALL.withSubjectKey("subject-7"));
      assertThat(isAlong(plan, table + "_subject")).as(plan).isTrue();
    }

    @Test
    void whatIsTooOld_isFoundByAnIndex() {
      String plan =
          explain(
              "SELECT tenant, id FROM " + table + " WHERE at_micros < ? LIMIT 1000",
              Micros.floor(OLDEST.plusSeconds(20)));
      assertThat(plan).contains(table + "_age");
    }
  }

  @Nested
  class OnH2 extends OnDatabase {
    OnH2() {
      super(TestDatabase.H2, "ANALYZE TABLE");
    }

    @Override
    boolean isAlong(String plan, String index) {
      return plan.contains(index + ":") && plan.contains("index sorted");
    }
  }

  @Nested
  class OnPostgreSql extends OnDatabase {
    OnPostgreSql() {
      super(TestDatabase.POSTGRESQL, "ANALYZE");
    }

    @Override
    boolean isAlong(String plan, String index) {
      // where nearly all are of one tenant, the index of ages serves as well as that of times
      return plan.matches("(?s).*index scan backward using \\w+_(at|age|subject) .*")
          && !plan.replace("incremental sort", "").contains("sort  (");
    }
  }

  @Nested
  @EnabledIfSystemProperty(named = TestDatabase.MARIADB_URL, matches = ".+")
  class OnMariaDb extends OnDatabase {
    OnMariaDb() {
      super(TestDatabase.MARIADB, "ANALYZE TABLE");
    }

    @Override
    boolean isAlong(String plan, String index) {
      boolean ofSubject =
          index.endsWith("_subject"); // of one subject it may sort the few there are
      return plan.contains(" " + index + " ") && (ofSubject || !plan.contains("filesort"));
    }
  }
}
