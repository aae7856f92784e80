package dev.demeanor.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.RefusedException;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.TemplateStore;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when calls to the database fail: some again, none twice, all within a bound. */
class RetryTest {

  private static final SQLException DEADLOCK = new SQLException("deadlock", "40P01");
  private static final SQLException GONE = new SQLException("connection reset", "08006");

  private final FlakyDataSource flaky = new FlakyDataSource(TestDatabase.H2.dataSource());
  private final ProviderOptions options =
      TestDatabase.H2.options().with(DataSource.class, flaky).with("retries", "2");

  @AfterEach
  void everyConnection_isClosed() {
    assertThat(flaky.open).isZero();
  }

  @Test
  void deadlock_isTriedAgain() {
    try (BlockStore store = new JdbcBlockStoreProvider().open(options)) {
      flaky.failing("executeUpdate", DEADLOCK).failing("commit", DEADLOCK);
      store.save(Simulated.block("b"));
      assertThat(store.find("b")).contains(Simulated.block("b"));
    }
  }

  @Test
  void transientFailureOfAnyState_isTriedAgain() {
    try (BlockStore store = new JdbcBlockStoreProvider().open(options)) {
      flaky.failing("executeQuery", new SQLTransientException("later"));
      assertThat(store.find("b")).isEmpty();
    }
  }

  @Test
  void connectionThatCannotBeHad_isTriedAgain() {
    try (BlockStore store = new JdbcBlockStoreProvider().open(options)) {
      flaky.failing("getConnection", GONE);
      store.save(Simulated.block("b"));
      assertThat(store.find("b")).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"22001", "22021", "23502", "23514"})
  void valueThatTheTableDoesNotTake_isRefused(String state) {
    try (BlockStore store = new JdbcBlockStoreProvider().open(options)) {
      flaky.failing("executeUpdate", new SQLException("value 'x' is too long", state));
      assertThatThrownBy(() -> store.save(Simulated.block("b")))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining(state)
          .hasMessageNotContaining("'x'");
    }
  }

  @Test
  void databaseThatIsGone_refusesNothing() {
    try (BlockStore store = new JdbcBlockStoreProvider().open(options)) {
      flaky.failing("getConnection", GONE).failing("getConnection", GONE);
      flaky.failing("getConnection", GONE);
      assertThatThrownBy(() -> store.save(Simulated.block("b")))
          .isInstanceOf(StoreException.class)
          .isNotInstanceOf(RefusedException.class);
    }
  }

  @Test
  void retries_areBounded() {
    try (BlockStore store = new JdbcBlockStoreProvider().open(options)) {
      for (int i = 0; i < 3; i++) {
        flaky.failing("getConnection", GONE);
      }
      int before = flaky.connections;
      assertThatThrownBy(() -> store.find("b"))
          .isInstanceOf(StoreException.class)
          .hasMessageContainingAll("find a block", "08006", "connection reset");
      assertThat(flaky.connections - before).isEqualTo(3);
      assertThat(store.find("b")).isEmpty();
    }
  }

  @Test
  void otherFailures_areNotTriedAgain() {
    try (BlockStore store = new JdbcBlockStoreProvider().open(options)) {
      flaky.failing("executeQuery", new SQLException("no permission", "42501"));
      int before = flaky.connections;
      assertThatThrownBy(() -> store.find("b")).hasMessageContaining("42501");
      assertThat(flaky.connections - before).isEqualTo(1);
    }
  }

  @Test
  void failure_thatMayQuoteARow_isNotPassedOn() {
    try (BlockStore store = new JdbcBlockStoreProvider().open(options)) {
      flaky.failing("executeQuery", new SQLException("value SECRET-4711 is too long", "22001"));
      assertThatThrownBy(() -> store.save(Simulated.block("b")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("22001")
          .hasMessageNotContaining("SECRET")
          .hasNoCause();
    }
  }

  @Test
  void save_whoseAnswerWasLost_isRecognisedAsOurs() {
    try (TemplateStore store = new JdbcTemplateStoreProvider().open(options)) {
      flaky.losingAnswer("commit", GONE);
      assertThat(store.save(Simulated.template(1), 0)).isEqualTo(new SaveResult.Saved(1));
      flaky.losingAnswer("commit", GONE);
      assertThat(store.save(Simulated.template(2), 1)).isEqualTo(new SaveResult.Saved(2));
      assertThat(store.save(Simulated.template(2), 1)).isEqualTo(new SaveResult.Conflict(2));
      assertThat(store.find(Simulated.KEY)).contains(Simulated.template(2).withVersion(2));
    }
  }

  @Test
  void adjudication_whoseAnswerWasLost_isRecognisedAsOurs() {
    try (SecurityEventStore store = new JdbcSecurityEventStoreProvider().open(options)) {
      store.record(Simulated.event("e"));
      flaky.losingAnswer("commit", GONE);
      assertThat(store.adjudicate("default", "e", Adjudication.inReview("jane"), 1))
          .isEqualTo(new SaveResult.Saved(2));
    }
  }

  @Test
  void append_whoseAnswerWasLost_isOneRecord() {
    try (JdbcAuditSink sink = (JdbcAuditSink) new JdbcAuditSinkProvider().open(options);
        SampleStore samples = new JdbcSampleStoreProvider().open(options)) {
      flaky.losingAnswer("commit", GONE);
      List<AuditRecord> records =
          Simulated.records().stream()
              .filter(record -> !(record instanceof AuditRecord.Chained)) // a table of its own
              .toList();
      sink.append(records);
      assertThat(sink.read(0, 100)).extracting(JdbcAuditSink.Stored::record).isEqualTo(records);
      flaky.losingAnswer("commit", GONE);
      samples.append(List.of(Simulated.sample("s")));
      assertThat(samples.erase(Simulated.KEY.subject())).isEqualTo(1);
    }
  }

  @Test
  void removal_whoseAnswerWasLost_isAFailureAndNoWrongAnswer() {
    try (BlockStore store = new JdbcBlockStoreProvider().open(options)) {
      store.save(Simulated.block("b"));
      flaky.losingAnswer("commit", GONE);
      assertThatThrownBy(() -> store.remove("b")).isInstanceOf(StoreException.class);
      assertThat(store.remove("b")).isEmpty();
    }
  }

  @Test
  void damagedRow_isAStoreException() {
    String prefix = options.find("table-prefix").orElseThrow();
    try (BlockStore store = new JdbcBlockStoreProvider().open(options)) {
      store.save(Simulated.block("b"));
      Sql.execute(TestDatabase.H2.dataSource(), "UPDATE " + prefix + "block SET kind = 'NONE'");
      assertThatThrownBy(() -> store.find("b"))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void interruptedCaller_stopsRetryingAndStaysInterrupted() {
    try (BlockStore store = new JdbcBlockStoreProvider().open(options)) {
      flaky.failing("getConnection", GONE);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> store.find("b")).isInstanceOf(StoreException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
