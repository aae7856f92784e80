package dev.demeanor.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.Statistics;
import dev.demeanor.cli.Tool;
import dev.demeanor.cli.database.JdbcUrl;
import dev.demeanor.keyring.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code verify} and {@code replay} at both levels on what a monitor that adapts kept in a
 * database. {@code -Ddemeanor.replay.decisions=100000} gives the figures of the documentation.
 */
class DatabaseCommandsTest {

  private static final int DECISIONS = Integer.getInteger("demeanor.replay.decisions", 4_000);

  @TempDir static Path dir;

  private static Path keyFile = Path.of("");
  private static KeyRing keys = KeyRing.of("2026", new byte[32]);

  @BeforeAll
  static void record() throws IOException {
    byte[] key = new byte[32];
    key[7] = 7;
    keys = KeyRing.of("2026", key);
    keyFile =
        Files.writeString(
            dir.resolve("keys"), "2026 " + Base64.getEncoder().encodeToString(key) + "\n");
    long start = System.nanoTime();
    Statistics statistics = new RecordedLife(dir.resolve("life"), keys).record(DECISIONS);
    say("%,d decisions recorded in %.0f s%n", DECISIONS, start);
    assertThat(statistics.adaptation().adapted()).as("adapts").isGreaterThan(DECISIONS / 50);
    assertThat(statistics.decisions().values()).as("not trivial").doesNotContain(0L);
  }

  /** Says how long something took, where somebody asked for it. */
  private static void say(String format, int decisions, long startNanos) {
    if (Integer.getInteger("demeanor.replay.decisions") != null) {
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      System.out.printf(Locale.ROOT, format, decisions, seconds);
    }
  }

  private static String url(String name) {
    return "jdbc:h2:file:" + dir.resolve(name) + ";IFEXISTS=TRUE";
  }

  /** Returns the URL of a copy of the database in which these statements were run. */
  private static String changed(String name, String... statements)
      throws IOException, SQLException {
    Files.copy(dir.resolve("life.mv.db"), dir.resolve(name + ".mv.db"));
    try (Connection connection = DriverManager.getConnection(url(name), "sa", "");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        assertThat(statement.executeUpdate(sql)).as(sql).isEqualTo(1);
      }
    }
    return url(name);
  }

  private static void finds(String url, String finding) {
    Tool tool = Tool.run("verify", "--audit", url);
    assertThat(tool.exitCode()).as(tool.toString()).isEqualTo(1);
    assertThat(tool.out()).contains(finding);
  }

  private static Tool replay(Object audit, Object samples) {
    return Tool.run("replay", "--audit", audit, "--samples", samples, "--master-keys", keyFile);
  }

  @Test
  void verify_ofADatabase_isUnbroken() {
    Tool tool = Tool.run("verify", "--audit", url("life"));
    assertThat(tool.exitCode()).as(tool.toString()).isZero();
    assertThat(tool.out()).contains("node main", "UNBROKEN");
  }

  @Test
  void verify_namesARecordInWhichAByteWasFlipped() throws IOException, SQLException {
    String changed =
        changed(
            "flipped",
            "UPDATE demeanor_chain SET line = STRINGTOUTF8(REPLACE(UTF8TOSTRING(line),"
                + " '\"at\":\"20', '\"at\":\"21')) WHERE seq = 777");
    finds(changed, "record 777 of node main: CHANGED");
  }

  @Test
  void verify_namesARecordThatWasDeleted() throws IOException, SQLException {
    finds(
        changed("deleted", "DELETE FROM demeanor_chain WHERE seq = 100"),
        "record 100 of node main: MISSING");
  }

  @Test
  void verify_namesRecordsThatWereSwapped() throws IOException, SQLException {
    String changed =
        changed(
            "swapped",
            "UPDATE demeanor_chain SET seq = -1 WHERE seq = 200",
            "UPDATE demeanor_chain SET seq = 200 WHERE seq = 300",
            "UPDATE demeanor_chain SET seq = 300 WHERE seq = -1");
    finds(changed, "record 200 of node main: REORDERED");
  }

  @Test
  void verify_namesARecordThatWasInserted() throws IOException, SQLException {
    String changed =
        changed(
            "inserted",
            "INSERT INTO demeanor_chain (node, seq, id, tenant, kind, at_micros, line)"
                + " SELECT node, -5, id, tenant, kind, at_micros,"
                + " STRINGTOUTF8(REPLACE(UTF8TOSTRING(line), 'Decided', 'Invented'))"
                + " FROM demeanor_chain WHERE seq ="
                + " (SELECT MIN(seq) FROM demeanor_chain WHERE seq >= 400 AND kind = 'Decided')");
    finds(changed, "record 1 of node main: INSERTED");
  }

  @Test
  void replay_ofADatabase_isEqualBitForBitAtBothLevels() {
    long start = System.nanoTime();
    Tool tool = replay(url("life"), url("life"));
    say(tool.out().replace("%", "%%") + "%,d decisions replayed in %.0f s%n", DECISIONS, start);
    assertThat(tool.exitCode()).as(tool.toString()).isZero();
    assertThat(tool.out())
        .contains("level 1", "equal bit for bit (100.00 %), 0 different", "level 2")
        .contains("(100.00 % of those that can be made again), 0 different, 0 ERASED, 0 not kept");
  }

  @Test
  void replay_ofAnErasedSubject_saysErased() throws IOException, SQLException {
    String erased = changed("erased");
    new RecordedLife(dir.resolve("erased"), keys)
        .later()
        .live(monitor -> monitor.privacy().erase(RecordedLife.subject(0), "REQUEST"));
    Tool tool = replay(erased, dir.resolve("erased") + ".mv.db");
    assertThat(tool.exitCode()).as(tool.toString()).isZero();
    assertThat(tool.out()).contains(", 0 different", ", 0 not kept").doesNotContain(", 0 ERASED");
    assertThat(Tool.run("verify", "--audit", erased).exitCode()).isZero();
  }

  @Test
  void replay_withoutTheKeyOrSamples_isBadInputInOneLine() throws IOException {
    Path other =
        Files.writeString(
            dir.resolve("other"), "2026 " + Base64.getEncoder().encodeToString(new byte[32]));
    String life = url("life");
    for (Object[] args :
        new Object[][] {
          {"replay", "--audit", life, "--samples", life},
          {"replay", "--audit", life, "--samples", life, "--master-keys", other},
          {"replay", "--audit", life, "--samples", life, "--master-keys", dir.resolve("nowhere")},
          {"replay", "--audit", life, "--samples", dir.resolve("nowhere")},
          {"verify", "--audit", url("nowhere")},
          {"verify", "--audit", "jdbc:nothing:else"},
        }) {
      Tool tool = Tool.run(args);
      assertThat(tool.exitCode()).as(tool.toString()).isEqualTo(2);
      assertThat(tool.err()).hasLineCount(1);
    }
  }

  @Test
  void url_showsNeitherUserNorPassword() {
    String url = "jdbc:postgresql://jane:secret@db/demeanor?user=jane&password=secret";
    assertThat(JdbcUrl.of(url, Map.of("DEMEANOR_DB_PASSWORD", "secret")).toString())
        .isEqualTo("jdbc:postgresql://db/demeanor");
    assertThat(JdbcUrl.of("jdbc:h2:file:x;USER=sa;PASSWORD=secret", Map.of()).shown())
        .isEqualTo("jdbc:h2:file:x");
    Tool tool = Tool.run("verify", "--audit", "jdbc:mariadb://localhost:1/x?password=secret");
    assertThat(tool.exitCode()).isEqualTo(2);
    assertThat(tool.err()).doesNotContain("secret").contains("DEMEANOR_DB_PASSWORD");
  }

  @Test
  void url_thatADriverQuotes_showsNoPassword() {
    for (String url :
        List.of(
            "jdbc:mysql://db/x?user=jane&password=sEcret1",
            "jdbc:h2:x;PASSWORD=sEcret1",
            "jdbc:postgresql://localhost:99999/x?password=sEcret1",
            "jdbc:mariadb://jane:sEcret1@localhost:1/x")) {
      Tool tool = Tool.run("verify", "--audit", url);
      assertThat(tool.exitCode()).as(tool.toString()).isEqualTo(2);
      assertThat(tool.err()).contains("cannot be read").doesNotContain("sEcret1");
    }
    assertThat(JdbcUrl.hidden("--models=jdbc:postgresql://jane:a@b@db/x?password=sEcret1@active"))
        .isEqualTo("--models=jdbc:postgresql://db/x");
    assertThat(JdbcUrl.hidden("jdbc:postgresql://db:5432/app@candidate"))
        .isEqualTo("jdbc:postgresql://db:5432/app@candidate");
  }

  @Test
  void urlOfAnH2FileThatIsNotThere_makesNone() {
    Tool tool = Tool.run("verify", "--audit", "jdbc:h2:file:" + dir.resolve("slip"));
    assertThat(tool.exitCode()).as(tool.toString()).isEqualTo(2);
    assertThat(dir.resolve("slip.mv.db")).doesNotExist();
  }

  @Test
  void train_fromSamples_nominatesAVersion() throws IOException {
    trainsFromSamples("statistical", "2");
  }

  @Test
  void train_fromSamples_growsAForest() throws IOException {
    String shown = trainsFromSamples("tribuo-forest", "2");
    assertThat(shown).contains("relative.onnx", "onnx-plain");
  }

  @Test
  void train_fromSamples_preparesForSupportVectors() throws IOException {
    assertThat(trainsFromSamples("tribuo-ocsvm", "2")).contains("tribuo-ocsvm");
  }

  /** Returns what is shown of the version. */
  private static String trainsFromSamples(String backend, String folds) throws IOException {
    Path models = dir.resolve("models-" + backend);
    Object[] command = {
      "train",
      "--samples",
      url("life"),
      "--master-keys",
      keyFile,
      "--models",
      models,
      "--days",
      "90",
      "--until",
      "2026-03-31T00:00:00Z",
      "--same-text",
      "--folds",
      folds,
      "--backend",
      backend,
      "--new-key",
      dir.resolve("own/" + backend + ".key")
    };
    Tool trained = Tool.run(command);
    assertThat(trained.exitCode()).as(trained.toString()).isZero();
    String version = trained.out().lines().findFirst().orElseThrow().split("\\s+", 2)[1];
    assertThat(version).startsWith(backend + "-");
    assertThat(Tool.run("models", "verify", version, "--models", models).out())
        .startsWith("PASSED");
    assertThat(Tool.run("models", "list", "--models", models).out())
        .contains(version, "candidate")
        .doesNotContain("active");
    Tool shown = Tool.run("models", "show", "candidate", "--models", models);
    assertThat(shown.out()).contains("nominated", "by retraining");
    return shown.out();
  }

  @Test
  void train_fromSamples_leavesOutWhoHasWithdrawnConsent() throws IOException, SQLException {
    String withdrawn = changed("withdrawn");
    new RecordedLife(dir.resolve("withdrawn"), keys)
        .later()
        .live(monitor -> monitor.privacy().withdrawConsent(RecordedLife.subject(0)));
    assertThat(people(withdrawn)).isEqualTo(RecordedLife.PEOPLE - 1);
    assertThat(people(withdrawn, "--templates", url("life")))
        .as("templates elsewhere, where nobody has")
        .isEqualTo(RecordedLife.PEOPLE);
  }

  @Test
  void train_fromSamples_whereConsentsCannotBeSeen_isBadInput() {
    Tool trained = Tool.run(trains("unseen", url("life"), "--templates", dir.resolve("nowhere")));
    assertThat(trained.exitCode()).as(trained.toString()).isEqualTo(2);
    assertThat(trained.err()).hasLineCount(1).contains("--templates jdbc:h2:file:");
    assertThat(dir.resolve("unseen/manifest.json")).doesNotExist();
  }

  /** Returns from how many people a version is trained. */
  private static int people(String samples, Object... more) {
    String models = "people-" + more.length;
    Tool trained = Tool.run(trains(models, samples, more));
    assertThat(trained.exitCode()).as(trained.toString()).isZero();
    String shown = Tool.run("models", "show", "candidate", "--models", dir.resolve(models)).out();
    return shown
        .lines()
        .filter(line -> line.startsWith("people, windows"))
        .mapToInt(line -> Integer.parseInt(line.split("\\s+|,")[3]))
        .findFirst()
        .orElseThrow();
  }

  private static Object[] trains(String models, String samples, Object... more) {
    List<Object> command = new ArrayList<>(List.of("train", "--samples", samples));
    command.addAll(List.of("--master-keys", keyFile, "--models", dir.resolve(models)));
    command.addAll(List.of("--days", "90", "--until", "2026-03-31T00:00:00Z", "--folds", "0"));
    command.addAll(List.of("--new-key", dir.resolve("own/" + models + ".key")));
    command.addAll(List.of(more));
    return command.toArray();
  }

  @Test
  void train_fromTooFewSamples_changesNothing() {
    Path models = dir.resolve("none");
    Tool trained =
        Tool.run(
            "train",
            "--samples",
            url("life"),
            "--master-keys",
            keyFile,
            "--models",
            models,
            "--until",
            "2020-01-01T00:00:00Z",
            "--new-key",
            dir.resolve("own/bert.key"));
    assertThat(trained.exitCode()).isEqualTo(2);
    assertThat(trained.err()).contains("the samples of the last 14 days are of 0 people");
    assertThat(models.resolve("manifest.json")).doesNotExist();
  }
}
