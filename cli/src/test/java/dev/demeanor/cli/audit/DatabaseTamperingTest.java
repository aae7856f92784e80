package dev.demeanor.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.audit.AuditJson;
import dev.demeanor.audit.AuditLines;
import dev.demeanor.audit.ChainReport;
import dev.demeanor.audit.ChainReport.Finding;
import dev.demeanor.audit.ChainReport.Rule;
import dev.demeanor.audit.ChainVerifier;
import dev.demeanor.cli.Tool;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.store.jdbc.JdbcChains;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * Whatever somebody who can write to the database does to the chain of a monitor, anywhere in it,
 * {@code verify} finds it and names the record.
 */
class DatabaseTamperingTest {

  /** Names the JDBC URL of a MariaDB for tests, with user and password. */
  private static final String MARIADB_URL = "demeanor.mariadb.url";

  @TempDir static Path dir;

  private static final KeyPair KEYS = keyPair();

  private static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The tests, given a database. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class OnDatabase {

    private final SplittableRandom random = new SplittableRandom(5);
    private List<String> anchors = List.of();
    private JdbcConnectionPool database;
    private JdbcChains chains;
    private TamperedTable table;
    private int last;

    abstract String url();

    abstract ConnectionPoolDataSource source() throws IOException, SQLException;

    @BeforeAll
    void record() throws IOException, SQLException {
      database = JdbcConnectionPool.create(source());
      ProviderOptions options =
          ProviderOptions.none()
              .with(DataSource.class, database)
              .with("initialize-schema", "always")
              .with("timeout", "PT2M");
      RecordedChain chain = new RecordedChain();
      chain.record(options, KEYS);
      chains = JdbcChains.open(options);
      anchors = List.copyOf(chain.anchors);
      table = new TamperedTable(database);
      last = table.size();
      assertThat(last).as("records").isGreaterThan(150);
      assertThat(anchors).as("anchors").hasSizeGreaterThan(6);
      assertThat(finding()).as("before anything was done").isNull();
    }

    @AfterEach
    void restore() throws SQLException {
      table.restore();
    }

    @AfterAll
    void close() throws SQLException {
      database.dispose();
    }

    /** Places anywhere: the first two, the last two, those at an anchor, and some at random. */
    private long[] places(int more) {
      LongStream ends = LongStream.of(1, 2, last - 1, last);
      LongStream anchored = LongStream.of(anchor(1) - 1, anchor(1), anchor(1) + 1, anchor(2));
      LongStream anywhere = random.longs(more, 1, last + 1);
      return LongStream.concat(LongStream.concat(ends, anchored), anywhere).distinct().toArray();
    }

    /** Returns where an anchor stands. */
    private long anchor(int number) {
      return AuditJson.readChained(anchors.get(number).getBytes(UTF_8)).sequence();
    }

    /** Returns the first record from there on that anchors from elsewhere know. */
    private long firstVouchedFor(long from) {
      return anchors.stream()
          .mapToLong(line -> AuditJson.readChained(line.getBytes(UTF_8)).sequence())
          .flatMap(anchor -> LongStream.of(anchor - 1, anchor))
          .filter(vouched -> vouched >= from)
          .min()
          .orElseThrow();
    }

    private Finding finding() throws IOException {
      return report(anchors).finding();
    }

    private ChainReport report(List<String> kept) throws IOException {
      ChainVerifier verifier = new ChainVerifier(KEYS.getPublic());
      kept.forEach(line -> verifier.expect(line.getBytes(UTF_8)));
      ChainReport report = verifier.verify(this::read);
      return report.isUnbroken()
          ? new ChainReport(report.chains(), misfit(), report.tornBytes())
          : report;
    }

    private void read(AuditLines.Reader reader) throws IOException {
      for (String node : chains.nodes()) {
        chains.<IOException>read(node, (number, line) -> reader.line(node, number, line, true));
      }
    }

    private Finding misfit() {
      return chains.nodes().stream()
          .flatMap(node -> chains.firstDifference(node, AuditJson::readChained).stream())
          .map(one -> new Finding("", 0, "", one.number(), Rule.COLUMN, one.column()))
          .findFirst()
          .orElse(null);
    }

    private void found(String what, long sequence, Rule... rules) throws IOException, SQLException {
      Finding finding = finding();
      assertThat(finding).as(what).isNotNull();
      assertThat(finding.rule()).as("%s: %s", what, finding).isIn((Object[]) rules);
      assertThat(finding.sequence()).as("%s: %s", what, finding).isEqualTo(sequence);
      restore();
    }

    @Test
    void aFlippedByte_isFoundAnywhere() throws IOException, SQLException {
      for (long at : places(40)) {
        byte[] line = table.line(at);
        int place = random.nextInt(line.length);
        line[place] ^= (byte) (1 << random.nextInt(8));
        table.setLine(at, line);
        found("byte " + place + " of record " + at, at, Rule.CHANGED);
      }
    }

    @Test
    void aDeletedRecord_isFoundAnywhere() throws IOException, SQLException {
      for (long at : places(8)) {
        table.delete(at, at);
        found("delete " + at, at, at == last ? Rule.TRUNCATED : Rule.MISSING);
      }
    }

    @Test
    void manyDeletedRecords_areFoundAcrossAnchors() throws IOException, SQLException {
      for (long at : places(6)) {
        long until = Math.min(last, at + 1 + random.nextInt(50));
        table.delete(at, until);
        found("delete " + at + " to " + until, at, until == last ? Rule.TRUNCATED : Rule.MISSING);
      }
    }

    @Test
    void twoSwappedRecords_areFoundAnywhere() throws IOException, SQLException {
      for (long at : places(8)) {
        long other = 1 + random.nextInt(last);
        if (other != at) {
          table.swap(at, other);
          found("swap " + at + " and " + other, Math.min(at, other), Rule.REORDERED);
        }
      }
    }

    @Test
    void anInsertedRecord_isFoundAnywhere() throws IOException, SQLException {
      for (long at : places(8)) {
        byte[] copied = table.line(1 + random.nextInt(last));
        byte[] forged = TamperedTable.rehashed(table.line(at), "Decided", "Forged");
        for (byte[] inserted : List.of(copied, forged, "{}".getBytes(UTF_8))) {
          table.insert(at, inserted);
          Finding finding = finding();
          assertThat(finding).as("insert before %d", at).isNotNull();
          assertThat(finding.rule()).isNotIn(Rule.CHANGED, Rule.MISSING, Rule.TRUNCATED);
          assertThat(finding.line()).as(finding.toString()).isBetween(at - 1, at + 1);
          restore();
        }
      }
    }

    @Test
    void aRecordChangedAndHashedAnew_isFoundAnywhere() throws IOException, SQLException {
      for (long at : places(8)) {
        table.setLine(at, TamperedTable.rehashed(table.line(at), "\"at\":\"20", "\"at\":\"21"));
        Rule[] rules = {Rule.REPLACED, Rule.REWRITTEN, Rule.ANCHOR};
        found("forge " + at, at, rules);
      }
    }

    @Test
    void aChainWrittenAnewFromAnywhere_isFoundByItsAnchors() throws IOException, SQLException {
      for (long at : places(4)) {
        String before = AuditJson.readChained(table.line(at)).hash();
        byte[] line = TamperedTable.rehashed(table.line(at), "\"at\":\"20", "\"at\":\"21");
        table.setLine(at, line);
        for (long next = at + 1; next <= last; next++) {
          String now = AuditJson.readChained(line).hash();
          byte[] follower = table.line(next);
          String was = before;
          before = AuditJson.readChained(follower).hash();
          line = TamperedTable.rehashed(follower, was, now);
          table.setLine(next, line);
        }
        Finding finding = finding();
        assertThat(finding).as("from " + at).isNotNull();
        assertThat(finding.rule()).isIn(Rule.REWRITTEN, Rule.ANCHOR);
        assertThat(finding.sequence()).as("from " + at).isEqualTo(firstVouchedFor(at));
        Finding alone = report(List.of()).finding();
        assertThat(alone).as("from %d, without anchors from elsewhere", at).isNotNull();
        assertThat(alone.rule()).isEqualTo(Rule.ANCHOR);
        restore();
      }
    }

    @Test
    void aColumnBesideTheLine_isFoundAnywhere() throws IOException, SQLException {
      List<String> texts =
          List.of("id", "kind", "subject_key", "session_key", "correlation_id", "segment");
      for (long at : places(3)) {
        for (String column : texts) {
          table.set(column, at, table.column(column, at).equals("DENY") ? "ALLOW" : "DENY");
          found(column + " of " + at, at, Rule.COLUMN);
        }
        table.set("at_micros", at, Long.parseLong(table.column("at_micros", at)) + 1);
        found("at_micros of " + at, at, Rule.COLUMN);
        table.set("node", at, "other");
        assertThat(finding()).as("node of %d", at).isNotNull();
        restore();
      }
    }

    @Test
    void theVerdictAndTrustOfADecision_areFoundWhereTheirColumnsLie()
        throws IOException, SQLException {
      int denied = 0;
      for (long at = 1; at <= last && denied < 5; at++) {
        if (table.column("computed", at).equals("DENY")) {
          denied++;
          table.set("computed", at, "ALLOW");
          found("computed of " + at, at, Rule.COLUMN);
          table.set("trust", at, Double.parseDouble(table.column("trust", at)) + 1e-6);
          found("trust of " + at, at, Rule.COLUMN);
          table.set("tenant", at, "another");
          found("tenant of " + at, at, Rule.COLUMN);
        }
      }
      assertThat(denied).as("not trivial").isPositive();
    }

    @Test
    void aRecordUnderAnotherNumber_isFound() throws IOException, SQLException {
      table.move(last, last + 7);
      found("the last under another number", last, Rule.COLUMN);
    }

    @Test
    void aByteFlippedInAnAnchorThatWasGivenAway_isRefused() {
      byte[] anchor = anchors.get(3).getBytes(UTF_8);
      for (int i = 0; i < anchor.length; i++) {
        byte[] flipped = anchor.clone();
        flipped[i] ^= 1;
        ChainVerifier verifier = new ChainVerifier(KEYS.getPublic());
        assertThatThrownBy(() -> verifier.expect(flipped))
            .as("byte %d", i)
            .isInstanceOf(CorruptStateException.class);
      }
    }

    @Test
    void theCommand_namesTheRecordAndTheColumn() throws IOException, SQLException {
      Path key =
          Files.writeString(
              dir.resolve(getClass().getSimpleName()),
              "-----BEGIN PUBLIC KEY-----\n"
                  + Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded())
                  + "\n-----END PUBLIC KEY-----\n");
      Tool all = Tool.run("verify", "--audit", url(), "--public-key", key);
      assertThat(all.exitCode()).as(all.toString()).isZero();
      table.set("kind", 7, "Nothing");
      Tool tool = Tool.run("verify", "--audit", url(), "--public-key", key);
      assertThat(tool.exitCode()).as(tool.toString()).isEqualTo(1);
      assertThat(tool.out())
          .contains("BROKEN: table of node main line 7: record 7 of node main: COLUMN")
          .contains("the column kind does not say what the record says");
    }
  }

  @Nested
  class OnH2 extends OnDatabase {
    @Override
    String url() {
      return "jdbc:h2:mem:tampered;DB_CLOSE_DELAY=-1";
    }

    @Override
    ConnectionPoolDataSource source() {
      JdbcDataSource h2 = new JdbcDataSource();
      h2.setURL(url());
      h2.setUser("sa");
      return h2;
    }
  }

  @Nested
  class OnPostgreSql extends OnDatabase {

    private EmbeddedPostgres server;

    @Override
    String url() {
      return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    ConnectionPoolDataSource source() throws IOException {
      server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(3)).start();
      PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
      source.setUrl(url());
      return source;
    }

    @Override
    @AfterAll
    void close() throws SQLException {
      super.close();
      try {
        server.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  /** Where {@code .ci/mariadb} has started one, in a database of this test's own. */
  @Nested
  @EnabledIfSystemProperty(named = MARIADB_URL, matches = ".+")
  class OnMariaDb extends OnDatabase {

    private final String server = System.getProperty(MARIADB_URL, "");
    private final String name = "tampered_" + ProcessHandle.current().pid();

    @Override
    String url() {
      int from = server.lastIndexOf('/') + 1;
      int until = server.indexOf('?', from);
      return server.substring(0, from) + name + (until < 0 ? "" : server.substring(until));
    }

    @Override
    ConnectionPoolDataSource source() throws SQLException {
      run("CREATE DATABASE " + name);
      return new MariaDbDataSource(url());
    }

    @Override
    @AfterAll
    void close() throws SQLException {
      super.close();
      run("DROP DATABASE " + name);
    }

    private void run(String sql) throws SQLException {
      try (Connection connection = DriverManager.getConnection(server);
          Statement statement = connection.createStatement()) {
        int unused = statement.executeUpdate(sql);
      }
    }
  }
}
