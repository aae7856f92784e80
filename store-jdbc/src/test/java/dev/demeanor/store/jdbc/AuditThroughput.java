package dev.demeanor.store.jdbc;

import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many decisions a second the audit sink keeps, as a ratio to what plain JDBC batch inserts of
 * the same rows in batches of the same size reach, both in turns in one run. Not a test: run {@code
 * .ci/throughput}.
 */
final class AuditThroughput {

  private static final int BATCH = 256;
  private static final int BATCHES = 40;
  private static final int ROUNDS = 9;

  private TestDatabase database = TestDatabase.H2;
  private Verdict verdict = Verdict.ALLOW;
  private int session;

  @ParameterizedTest
  @CsvSource({"H2, ALLOW", "H2, CHALLENGE", "POSTGRESQL, ALLOW", "POSTGRESQL, CHALLENGE"})
  void measure(TestDatabase where, Verdict what) throws SQLException {
    database = where;
    verdict = what;
    run();
  }

  private void run() throws SQLException {
    var options = database.options();
    String prefix = options.find("table-prefix").orElseThrow();
    try (JdbcAuditSink sink = (JdbcAuditSink) new JdbcAuditSinkProvider().open(options)) {
      double[] ratios = new double[ROUNDS];
      double[] rates = new double[ROUNDS];
      for (int round = -2; round < ROUNDS; round++) {
        List<List<AuditRecord>> batches = batches();
        long ours = time(() -> batches.forEach(sink::append));
        List<List<@Nullable Object[]>> rows =
            batches().stream().map(b -> b.stream().map(sink::row).toList()).toList();
        long raw = time(() -> insertRaw(prefix, rows));
        if (round >= 0) {
          ratios[round] = (double) raw / ours;
          rates[round] = BATCH * BATCHES * 1e9 / ours;
        }
      }
      Arrays.sort(ratios);
      Arrays.sort(rates);
      System.out.printf(
          "%-10s %-9s %,8.0f decisions/s, ratio to raw JDBC %.2f (%.2f to %.2f)%n",
          database, verdict, rates[ROUNDS / 2], ratios[ROUNDS / 2], ratios[0], ratios[ROUNDS - 1]);
    }
  }

  private static long time(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  private List<List<AuditRecord>> batches() {
    List<List<AuditRecord>> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      String name = "session" + session++;
      List<AuditRecord> batch = new ArrayList<>();
      for (int n = 1; n <= BATCH; n++) {
        batch.add(Simulated.decided(name, n, verdict));
      }
      batches.add(batch);
    }
    return batches;
  }

  private void insertRaw(String prefix, List<List<@Nullable Object[]>> batches) {
    DataSource dataSource = database.dataSource();
    Database sync = new Database(dataSource, Duration.ofSeconds(30), 1, isSynced());
    for (List<@Nullable Object[]> batch : batches) {
      try (Connection connection = dataSource.getConnection()) {
        connection.setAutoCommit(false);
        try (PreparedStatement statement =
            connection.prepareStatement(JdbcAuditSink.insert(prefix))) {
          for (@Nullable Object[] row : batch) {
            Call.bind(statement, row);
            statement.addBatch();
          }
          statement.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      if (verdict != Verdict.ALLOW) {
        sync.sync(); // as durable as ours
      }
    }
  }

  private boolean isSynced() {
    return database == TestDatabase.H2;
  }
}
