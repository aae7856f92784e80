package dev.demeanor.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.ModelStore;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.TemplateStore;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Versions of the tables, on every database. */
class JdbcSchemaTest {

  private static final ModelStore.VersionFile MODEL =
      new ModelStore.VersionFile("v-1", "a", new byte[] {1, 2});

  abstract static class OnDatabase {

    private final TestDatabase database;
    private ProviderOptions options = ProviderOptions.none();
    private String prefix = "";

    OnDatabase(TestDatabase database) {
      this.database = database;
    }

    @BeforeEach
    void choosePrefix() {
      options = database.options();
      prefix = options.find("table-prefix").orElseThrow();
    }

    private DataSource dataSource() {
      return database.dataSource();
    }

    private JdbcSchema schema() {
      return JdbcSchema.of(dataSource(), prefix);
    }

    @Test
    void version_isZeroWithoutTables() {
      assertThat(schema().version()).isZero();
    }

    @Test
    void migrate_fromOneToTwo_makesWhatTwoMakesAtOnce() {
      schema().migrate(1);
      TreeSet<String> one = Sql.describe(dataSource(), prefix);
      schema().migrate(2);
      TreeSet<String> upgraded = Sql.describe(dataSource(), prefix);
      String other = TestDatabase.newPrefix();
      JdbcSchema.of(dataSource(), other).migrate(2);
      assertThat(upgraded).isEqualTo(Sql.describe(dataSource(), other)).hasSizeGreaterThan(40);
      assertThat(upgraded).isNotEqualTo(one);
      assertThat(one).isNotEmpty();
    }

    @Test
    void migrate_upAndDown_leavesVersionOneAsItWas() {
      schema().migrate(1);
      TreeSet<String> one = Sql.describe(dataSource(), prefix);
      schema().migrate(2);
      schema().migrate(1);
      assertThat(schema().version()).isEqualTo(1);
      assertThat(Sql.describe(dataSource(), prefix)).containsAll(one);
      assertThat(Sql.describe(dataSource(), prefix)).noneMatch(part -> part.startsWith("sample"));
    }

    @Test
    void migrate_keepsWhatVersionOneStored() {
      schema().migrate(1);
      byte[] stored = RecordCodec.write(Simulated.decided("s", 1, Verdict.DENY));
      insertAsVersionOne(stored);
      List<String> before = rowsOfVersionOne();
      assertThat(before).hasSize(3);
      schema().migrate(2);
      readsWhatVersionOneStored();
      schema().migrate(1);
      assertThat(rowsOfVersionOne()).isEqualTo(before);
      schema().migrate(2);
      readsWhatVersionOneStored();
    }

    private void insertAsVersionOne(byte[] record) {
      Database raw = new Database(dataSource(), Duration.ofSeconds(30), 1, false);
      raw.write(
          "insert",
          call ->
              call.update(
                      "INSERT INTO " + prefix + "template VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                      Keys.join(
                          Keys.parameters(Simulated.KEY),
                          5L,
                          "simulated",
                          "a".repeat(64),
                          7,
                          Micros.floor(Simulated.NOW),
                          new byte[] {1, 2, 3}))
                  + call.update(
                      "INSERT INTO " + prefix + "block VALUES (?,?,?,?,?,?,?,?,?)",
                      "b",
                      "default",
                      "ACCOUNT",
                      "alice",
                      "OPERATOR",
                      "jane",
                      "lost device",
                      Micros.floor(Simulated.NOW),
                      Micros.floor(Simulated.NOW.plusSeconds(3600)))
                  + call.update(
                      "INSERT INTO "
                          + prefix
                          + "audit (id, tenant, kind, at_micros, subject_key, session_key, payload)"
                          + " VALUES (?,?,?,?,?,?,?)",
                      "s-1",
                      "default",
                      "Decided",
                      Micros.floor(Simulated.NOW),
                      "subject",
                      "s",
                      record));
    }

    private List<String> rowsOfVersionOne() {
      List<String> rows = new ArrayList<>();
      rows.addAll(Sql.rows(dataSource(), "SELECT * FROM " + prefix + "template"));
      rows.addAll(Sql.rows(dataSource(), "SELECT * FROM " + prefix + "block"));
      rows.addAll(
          Sql.rows(
              dataSource(),
              "SELECT seq, id, tenant, kind, at_micros, subject_key, session_key, payload FROM "
                  + prefix
                  + "audit"));
      return rows;
    }

    private void readsWhatVersionOneStored() {
      try (TemplateStore templates = new JdbcTemplateStoreProvider().open(options);
          BlockStore blocks = new JdbcBlockStoreProvider().open(options);
          JdbcAuditSink audit = (JdbcAuditSink) new JdbcAuditSinkProvider().open(options)) {
        assertThat(templates.find(Simulated.KEY)).contains(Simulated.template(7).withVersion(5));
        assertThat(blocks.find("b")).contains(Simulated.block("b"));
        assertThat(audit.read(0, 10))
            .extracting(JdbcAuditSink.Stored::record)
            .containsExactly(Simulated.decided("s", 1, Verdict.DENY));
      }
    }

    @Test
    void migrate_downAndUp_keepsAllButSamples() {
      SecurityEvent event = Simulated.event("e");
      Adjudication genuine =
          Adjudication.decided(Adjudication.Decision.GENUINE, "jane", "knows her");
      List<AuditRecord> records = Simulated.records();
      try (TemplateStore templates = new JdbcTemplateStoreProvider().open(options);
          BlockStore blocks = new JdbcBlockStoreProvider().open(options);
          SecurityEventStore events = new JdbcSecurityEventStoreProvider().open(options);
          SampleStore samples = new JdbcSampleStoreProvider().open(options);
          ModelStore models = new JdbcModelStoreProvider().open(options);
          JdbcAuditSink audit = (JdbcAuditSink) new JdbcAuditSinkProvider().open(options)) {
        templates.save(Simulated.template(7), 0);
        blocks.save(Simulated.block("b"));
        events.record(event);
        events.adjudicate("default", "e", genuine, 1);
        samples.append(List.of(Simulated.sample("s")));
        models.save("{\"revision\":1}", "{}", List.of(MODEL), 0);
        audit.append(records);
        schema().migrate(1);
        schema().migrate(2);
        assertThat(templates.find(Simulated.KEY)).contains(Simulated.template(7).withVersion(1));
        assertThat(blocks.find("b")).contains(Simulated.block("b"));
        assertThat(events.find("default", "e")).contains(event.with(genuine));
        assertThat(audit.read(0, 100))
            .extracting(JdbcAuditSink.Stored::record)
            .isEqualTo(
                records.stream().filter(each -> !(each instanceof AuditRecord.Chained)).toList());
        assertThat(audit.latest("node-1", 9)).containsExactly("{\"id\":\"c\"}");
        assertThat(models.find()).contains(new ModelStore.Stored(1, "{\"revision\":1}"));
        assertThat(models.activations()).containsExactly("{}");
        assertThat(models.get("v-1", "a", 2)).containsExactly(1, 2);
        assertThat(samples.erase(Simulated.KEY.subject())).isZero();
      }
    }

    @Test
    void migrate_goesOnWhereAnotherWasInterrupted() throws Exception {
      schema().migrate(1);
      try (Connection connection = dataSource().getConnection()) {
        SqlScript upgrade = SqlScript.load(Dialect.of(connection), "upgrade-1-to-2.sql");
        List<String> statements = upgrade.statements(prefix);
        Sql.execute(
            dataSource(), statements.subList(0, statements.size() - 2).toArray(String[]::new));
      }
      schema().migrate(2);
      assertThat(schema().version()).isEqualTo(2);
    }

    @Test
    void migrate_byManyNodesAtOnce_isDoneOnce() throws Exception {
      ExecutorService nodes = Executors.newFixedThreadPool(8);
      try {
        List<Future<?>> starts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          starts.add(nodes.submit(() -> new JdbcBlockStoreProvider().open(options).close()));
        }
        for (Future<?> start : starts) {
          start.get(300, TimeUnit.SECONDS);
        }
      } finally {
        nodes.shutdownNow();
      }
      assertThat(schema().version()).isEqualTo(2);
      assertThat(Sql.rows(dataSource(), "SELECT * FROM " + prefix + "schema")).hasSize(1);
    }

    @Test
    void open_refusesNewerSchema() {
      schema().migrate(2);
      Sql.execute(dataSource(), "UPDATE " + prefix + "schema SET version = 3");
      assertThatThrownBy(() -> new JdbcBlockStoreProvider().open(options))
          .isInstanceOf(StoreException.class)
          .hasMessageContainingAll(prefix, "version 3", "up to 2", "downgrade-3-to-2.sql");
      assertThatThrownBy(() -> schema().migrate(1)).hasMessageContaining("version 3");
      assertThat(schema().version()).isEqualTo(3);
    }

    @Test
    void open_namesTheScriptThatIsMissing() {
      ProviderOptions never = options.with("initialize-schema", "never");
      String folder = "/dev/demeanor/store/jdbc/" + database.name().toLowerCase(Locale.ROOT) + "/";
      assertThatThrownBy(() -> new JdbcBlockStoreProvider().open(never))
          .isInstanceOf(StoreException.class)
          .hasMessageContainingAll("no tables", prefix, folder + "schema-2.sql");
      schema().migrate(1);
      assertThatThrownBy(() -> new JdbcBlockStoreProvider().open(never))
          .isInstanceOf(StoreException.class)
          .hasMessageContainingAll("version 1", "version 2", folder + "upgrade-1-to-2.sql");
      schema().migrate(2);
      new JdbcBlockStoreProvider().open(never).close();
    }

    @Test
    void open_withDefaults_makesTablesInEmbeddedDatabasesOnly() {
      ProviderOptions defaults = options.with("initialize-schema", "embedded");
      if (database == TestDatabase.H2) {
        new JdbcBlockStoreProvider().open(defaults).close();
        assertThat(schema().version()).isEqualTo(2);
      } else {
        assertThatThrownBy(() -> new JdbcBlockStoreProvider().open(defaults))
            .hasMessageContaining("initialize-schema=always");
        assertThat(schema().version()).isZero();
      }
    }

    @Test
    void migrate_refusesVersionsThereAreNot() {
      for (int version : new int[] {-1, 0, 3}) {
        assertThatThrownBy(() -> schema().migrate(version))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("was " + version);
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

  @Test
  void prefix_mustBePlain() {
    for (String prefix :
        List.of("", "Upper_", "1st_", "a; DROP TABLE x", "a".repeat(31), "\u00e9_")) {
      assertThatThrownBy(() -> JdbcSchema.of(TestDatabase.H2.dataSource(), prefix))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("table-prefix", prefix);
    }
  }
}
