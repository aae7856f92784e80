package dev.demeanor.modelload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Health;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.audit.InMemoryAuditSink;
import dev.demeanor.decision.Evidence;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.repository.KeyFiles;
import dev.demeanor.model.repository.ModelGates;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.model.repository.SigningKey;
import dev.demeanor.model.repository.TrustedKeys;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.store.jdbc.JdbcModelStoreProvider;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.FakeClock;
import dev.demeanor.testkit.SimulatedPerson;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** A monitor decides by forests that lie in a database, and somebody else changes them there. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class DatabaseModelsTest {

  private static final SubjectId ALICE = SubjectId.of("alice@example.org");
  private static final AtomicInteger PREFIXES = new AtomicInteger();

  @TempDir static Path folder;

  /** The tests, given a database. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class OnDatabase {

    private final FakeClock clock = FakeClock.atDefault();
    private final AtomicLong ticker = new AtomicLong();
    private JdbcConnectionPool pool;
    private SwitchedDataSource switched;
    private SigningKey key;
    private TrustedKeys trusted;
    private ModelGates gates;
    private String prefix = "";
    private ModelRepository operators;
    private List<ModelVersion> versions = List.of();
    private InMemoryAuditSink audit = new InMemoryAuditSink(10_000);
    private int session;

    @SuppressWarnings("NullAway.Init") // set before the tests
    OnDatabase() {}

    abstract ConnectionPoolDataSource source() throws IOException;

    @BeforeAll
    void connect() throws IOException {
      pool = JdbcConnectionPool.create(source());
      switched = new SwitchedDataSource(pool);
      Path keys = folder.resolve(getClass().getSimpleName());
      key = KeyFiles.make(keys.resolve("anna.key"), keys.resolve("public"));
      trusted = KeyFiles.trusted(keys.resolve("public"));
      gates = BehaviorMonitor.builder().modelGates(trusted);
    }

    @AfterAll
    void disconnect() throws IOException {
      pool.dispose();
    }

    /** Two versions, the first of which is active, where the operators are. */
    @BeforeEach
    void train() {
      prefix = "m" + PREFIXES.incrementAndGet() + "_";
      audit = new InMemoryAuditSink(10_000);
      operators = repository(pool);
      versions = Forests.add(operators, gates, key, 2, "onnx-plain");
      promote(0);
    }

    @AfterEach
    void close() {
      switched.down = false;
      operators.close();
    }

    private ModelRepository repository(DataSource source) {
      return ModelRepository.over(
          new JdbcModelStoreProvider()
              .open(
                  ProviderOptions.none()
                      .with(DataSource.class, source)
                      .with("initialize-schema", "always")
                      .with("table-prefix", prefix)
                      .with("timeout", "PT2M")));
    }

    private void promote(int number) {
      operators.promote(id(number), gates, "anna", "better", false, clock.instant());
    }

    private String id(int number) {
      return versions.get(number).id();
    }

    private BehaviorMonitor monitor(ModelRepository models) {
      MonitorConfig config = MonitorConfig.defaults();
      return BehaviorMonitor.builder()
          .config(config.withEnrolment(config.enrolment().withMinimum(40).withTarget(60)))
          .audit(audit)
          .clock(clock)
          .ticker(ticker::get)
          .executor(Runnable::run)
          .pseudonymKey(new byte[32])
          .models(models, trusted)
          .build();
    }

    private AuditRecord.Decided come(BehaviorMonitor monitor, int times) {
      ticker.addAndGet(Duration.ofSeconds(2).toNanos()); // it looks for another version
      SessionOptions options =
          SessionOptions.of(ALICE, new SessionId("session-" + session++)).asVouched();
      SimulatedPerson alice = SimulatedPerson.ofSeed(1, Forests.KEYS);
      try (BehaviorSession open = monitor.open(options)) {
        int field = open.field("password", 0);
        for (int i = 0; i < times; i++) {
          clock.advance(Duration.ofSeconds(20));
          alice.signIn(open, field);
          Object unused = open.assess();
        }
      }
      return audit.records().stream()
          .filter(AuditRecord.Decided.class::isInstance)
          .map(AuditRecord.Decided.class::cast)
          .reduce((earlier, later) -> later)
          .orElseThrow();
    }

    private void isBy(AuditRecord.Decided decided, int number) {
      assertThat(decided.modelVersion()).isEqualTo(id(number));
      assertThat(decided.evidence()).hasOnlyElementsOfType(Evidence.Present.class).isNotEmpty();
    }

    private static Health.State health(BehaviorMonitor monitor) {
      return Objects.requireNonNull(monitor.health().dependencies().get("models"));
    }

    @Test
    void promotionAndRollback_reachTheNextDecision() {
      try (ModelRepository models = repository(switched);
          BehaviorMonitor monitor = monitor(models)) {
        come(monitor, 60);
        isBy(come(monitor, 3), 0);
        promote(1);
        isBy(come(monitor, 3), 1);
        operators.rollback("anna", "two blocks too many", clock.instant());
        isBy(come(monitor, 3), 0);
      }
    }

    @Test
    void databaseThatFails_leavesTheVersionInPlaceAndIsFollowedAgain() {
      try (ModelRepository models = repository(switched);
          BehaviorMonitor monitor = monitor(models)) {
        come(monitor, 60);
        switched.down = true;
        isBy(come(monitor, 3), 0);
        assertThat(health(monitor).status()).isEqualTo(Health.Status.DEGRADED);
        promote(1);
        isBy(come(monitor, 3), 0);
        switched.down = false;
        isBy(come(monitor, 3), 1);
        assertThat(health(monitor).status()).isEqualTo(Health.Status.UP);
      }
    }

    @Test
    void versionWhoseFileWasChanged_decidesNothing_andThePreviousOneDoes() throws SQLException {
      promote(1);
      change(id(1));
      try (ModelRepository models = repository(switched);
          BehaviorMonitor monitor = monitor(models)) {
        assertThat(health(monitor).detail()).contains("digest", id(1));
        come(monitor, 60);
        isBy(come(monitor, 3), 0);
      }
    }

    private void change(String version) throws SQLException {
      String where =
          prefix + "model_file WHERE version = ? AND name = 'relative.onnx' AND piece = 0";
      try (Connection connection = pool.getConnection();
          PreparedStatement select = connection.prepareStatement("SELECT payload FROM " + where)) {
        select.setString(1, version);
        byte[] bytes;
        try (ResultSet row = select.executeQuery()) {
          assertThat(row.next()).isTrue();
          bytes = row.getBytes(1);
        }
        bytes[bytes.length / 2] ^= 1;
        try (PreparedStatement update =
            connection.prepareStatement(
                "UPDATE " + where.replace(" WHERE", " SET payload = ? WHERE"))) {
          update.setBytes(1, bytes);
          update.setString(2, version);
          assertThat(update.executeUpdate()).isEqualTo(1);
        }
      }
    }
  }

  @Nested
  class OnH2 extends OnDatabase {
    @Override
    ConnectionPoolDataSource source() {
      JdbcDataSource h2 = new JdbcDataSource();
      h2.setURL("jdbc:h2:file:" + folder.resolve("models").toAbsolutePath());
      h2.setUser("sa");
      return h2;
    }
  }

  @Nested
  class OnPostgreSql extends OnDatabase {

    private EmbeddedPostgres server;

    @SuppressWarnings("NullAway.Init") // started before it is used
    OnPostgreSql() {}

    @Override
    ConnectionPoolDataSource source() throws IOException {
      server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(3)).start();
      PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
      source.setUrl(server.getJdbcUrl("postgres", "postgres"));
      return source;
    }

    @Override
    @AfterAll
    void disconnect() throws IOException {
      super.disconnect();
      server.close();
    }
  }
}
