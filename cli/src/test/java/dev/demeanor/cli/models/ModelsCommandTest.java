package dev.demeanor.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.cli.SyntheticPasswords;
import dev.demeanor.cli.Tool;
import dev.demeanor.cli.database.JdbcUrl;
import dev.demeanor.model.CandidateComparison;
import dev.demeanor.model.repository.KeyFiles;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.store.jdbc.JdbcSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty directory to a version that decides, and back. */
class ModelsCommandTest {

  @TempDir private Path folder;

  /** As many repetitions in a session as make an enrolment of four. */
  private static final int ENOUGH = 26;

  private Path recordings(String name, int people, int repetitions, long seed) throws IOException {
    return Files.write(folder.resolve(name), SyntheticPasswords.lines(people, repetitions, seed));
  }

  private Path models() {
    return folder.resolve("models");
  }

  private String train(int people, String... more) throws IOException {
    return train(people, 6, more);
  }

  private String train(int people, int repetitions, String... more) throws IOException {
    Path data = recordings("train-" + people + ".csv", people, repetitions, people);
    Object[] args =
        Stream.concat(
                Stream.of("train", "--dataset", "cmu", "--data", data, "--models", models()),
                Stream.concat(key(), Stream.of(more)))
            .toArray();
    Tool trained = Tool.run(args);
    assertThat(trained.err()).isEmpty();
    assertThat(trained.exitCode()).isZero();
    return trained.out().lines().findFirst().orElseThrow().split("\\s+", 2)[1];
  }

  /** A key that is made once, elsewhere than the models. */
  private Stream<Object> key() {
    Path key = folder.resolve("own/anna.key");
    return Stream.of(Files.exists(key) ? "--key" : "--new-key", key);
  }

  private Tool models(Object... args) {
    return Tool.run(
        Stream.concat(
                Stream.of("models"),
                Stream.concat(Stream.of(args), Stream.of("--models", models())))
            .toArray());
  }

  private Tool promote(String version, Object... more) {
    return models(
        Stream.concat(
                Stream.of("promote", version, "--by", "anna", "--why", "better"), Stream.of(more))
            .toArray());
  }

  @Test
  void train_promote_evaluate_rollback() throws IOException {
    String first = train(8, ENOUGH, "--folds", "2");
    String second = train(9, "--folds", "0");
    assertThat(first).startsWith("statistical-");
    assertThat(models("verify", first).out()).isEqualTo("PASSED " + first + System.lineSeparator());
    assertThat(promote(first).exitCode()).isZero();
    Tool refused = promote(second);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("is refused: evaluation: it was never evaluated");
    assertThat(promote(second, "--override").out()).contains("overridden evaluation");
    assertThat(models("list").out()).contains(second + " ", "active", "previous");
    assertThat(models("show").out()).contains(second, "promoted", "by anna: better");
    assertThat(models("diff", first).out()).contains("people, windows");
    Tool back = models("rollback", "--by", "anna", "--why", "two blocks too many");
    assertThat(back.out()).contains("rolled_back " + first + " by anna: two blocks too many");
    assertThat(models("list").out().lines().filter(line -> line.contains("active")))
        .singleElement()
        .asString()
        .startsWith(first);
  }

  @Test
  void show_ofACandidate_tellsHowItDidWhereMonitorsRan() throws IOException {
    String first = train(8, "--folds", "0");
    String second = train(9, "--folds", "0");
    assertThat(promote(first, "--override").exitCode()).isZero();
    assertThat(models("nominate", second, "--by", "anna", "--why", "watch").exitCode()).isZero();
    try (ModelRepository monitors = ModelRepository.open(models())) {
      CandidateComparison found =
          new CandidateComparison(second, first, 10, 20, 1, 0.25, 0.5, 3, 2, 0);
      monitors.report(found, "one", Instant.EPOCH);
      monitors.report(found, "other", Instant.EPOCH);
      monitors.report(found.plus(found), "other", Instant.EPOCH);
    }
    String[] lines = {
      "beside "
          + first
          + ": 30 decisions, 60 windows, 3 without its evidence, 0 decisions left out",
      "evidence +0.250 nats on average, 0.500 apart; verdicts 9 stricter, 6 milder"
    };
    assertThat(models("show", "candidate").out()).contains(lines);
    assertThat(models("diff", second).out()).contains(lines);
    assertThat(models("show", first).out()).doesNotContain("beside");
  }

  @Test
  void promote_ofAVersionThatOnlyAbstained_isRefusedAlsoAsTheFirst() throws IOException {
    Tool refused = promote(train(8, "--folds", "2"));
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("evaluation: it gave no evidence on 100.0 %");
  }

  @Test
  void evaluate_byAVersion_decidesByIt() throws IOException {
    String version = train(8, "--folds", "0");
    Path others = others();
    Path json = folder.resolve("result.json");
    Tool evaluated =
        Tool.run(
            "evaluate",
            "--dataset",
            "cmu",
            "--data",
            others,
            "--models",
            models() + "@" + version,
            "--json",
            json);
    assertThat(evaluated.err()).isEmpty();
    assertThat(evaluated.exitCode()).isZero();
    assertThat(evaluated.out()).contains("@" + version);
  }

  private Path others() throws IOException {
    return Files.write(
        folder.resolve("others.csv"),
        SyntheticPasswords.lines(4, 6, 99).stream()
            .map(line -> line.replaceFirst("^p", "q"))
            .toList());
  }

  @Test
  void evaluate_onPeopleItWasTrainedFrom_isRefused() throws IOException {
    String version = train(8, "--folds", "0");
    Tool evaluated =
        Tool.run(
            "evaluate",
            "--dataset",
            "cmu",
            "--data",
            folder.resolve("train-8.csv"),
            "--models",
            models() + "@" + version);
    assertThat(evaluated.exitCode()).isEqualTo(2);
    assertThat(evaluated.err()).contains("nobody may be evaluated with a model that knows them");
  }

  @Test
  void verify_ofAChangedFile_failsAndSaysWhich() throws IOException {
    String version = train(8, "--folds", "0");
    Path file = models().resolve("versions").resolve(version).resolve("population.json");
    byte[] bytes = Files.readAllBytes(file);
    bytes[300] ^= 1;
    Files.write(file, bytes);
    Tool verified = models("verify", version);
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out()).startsWith("REFUSED " + version + " digest: file population.json");
  }

  @Test
  void versionThatIsNotThere_isBadInput() throws IOException {
    train(8, "--folds", "0");
    Tool shown = models("show", "nothing");
    assertThat(shown.exitCode()).isEqualTo(2);
    assertThat(shown.err()).contains("has no version \"nothing\"; see demeanor models list");
  }

  @Test
  void promote_withoutWhoAndWhy_isBadInput() throws IOException {
    String version = train(8, "--folds", "0");
    assertThat(models("promote", version).exitCode()).isEqualTo(2);
    assertThat(models("rollback", "--by", "anna", "--why", "x").err())
        .contains("there is no previous version");
  }

  @Test
  void train_withAKeyBesideTheModels_isRefused() throws IOException {
    Path data = recordings("train.csv", 8, 6, 1);
    for (String option : List.of("--key", "--new-key")) {
      Tool trained =
          Tool.run(
              "train",
              "--dataset",
              "cmu",
              "--data",
              data,
              "--models",
              models(),
              option,
              models().resolve("keys/models.key"));
      assertThat(trained.exitCode()).isEqualTo(2);
      assertThat(trained.err()).contains(option, "must not lie in the directory of the models");
    }
    Tool none = Tool.run("train", "--dataset", "cmu", "--data", data, "--models", models());
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("--key FILE for one that is there, or --new-key FILE");
  }

  @Test
  void train_withAKeyThatNobodyTrusts_isRefusedAndAddsNothing() throws IOException {
    train(8, "--folds", "0");
    Path other = folder.resolve("own/eve.key");
    assertThat(KeyFiles.make(other, folder.resolve("elsewhere")).id()).isEqualTo("eve");
    Path data = recordings("train.csv", 8, ENOUGH, 1);
    for (String folds : List.of("0", "2")) {
      Tool trained =
          Tool.run(
              Stream.concat(
                      Stream.of("train", "--dataset", "cmu", "--data", data, "--key", other),
                      Stream.of("--models", models(), "--folds", folds))
                  .toArray());
      assertThat(trained.exitCode()).as(trained.toString()).isEqualTo(1);
      assertThat(trained.err()).contains("signature: it is signed by unknown key \"eve\"");
    }
    assertThat(models("list").out()).hasLineCount(1);
  }

  @Test
  void train_withALoaderThatIsNotThere_isNotMeasuredWithoutItsModel() throws IOException {
    Path data = recordings("train.csv", 12, ENOUGH, 1);
    Object[] command = {"train", "--dataset", "cmu", "--data", data, "--models", models()};
    Object[] forest = {"--backend", "tribuo-forest", "--loader", "nothing", "--folds", "2"};
    Tool trained =
        Tool.run(
            Stream.concat(Stream.of(command), Stream.concat(Stream.of(forest), key())).toArray());
    assertThat(trained.exitCode()).as(trained.toString()).isEqualTo(1);
    assertThat(trained.err()).contains("backend: backend \"nothing\" is not among");
    assertThat(models("list").out()).startsWith("no versions");
  }

  @Test
  void train_fromSamplesAndRecordings_isBadInput() {
    Tool both =
        Tool.run("train", "--samples", "x", "--dataset", "cmu", "--data", "y", "--models", "z");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).contains("--dataset and --samples both say what to train from");
    Tool days =
        Tool.run("train", "--dataset", "cmu", "--data", "y", "--days", "30", "--models", "z");
    assertThat(days.exitCode()).isEqualTo(2);
    assertThat(days.err()).contains("--days is for --samples");
  }

  @Test
  void train_beforeADamagedOrLostManifest_isBadInput() throws IOException {
    train(8, "--folds", "0");
    Path manifest = models().resolve("manifest.json");
    String whole = Files.readString(manifest);
    Files.writeString(manifest, whole.substring(1));
    Tool damaged = trainAgain();
    assertThat(damaged.exitCode()).as(damaged.toString()).isEqualTo(2);
    assertThat(damaged.err()).hasLineCount(1).contains("--models " + models() + ": the manifest");
    Files.delete(manifest);
    Files.writeString(models().resolve("activation.jsonl"), "{}\n");
    Tool lost = trainAgain();
    assertThat(lost.exitCode()).as(lost.toString()).isEqualTo(2);
    assertThat(lost.err()).hasLineCount(1).contains("manifest.json is not there, but");
  }

  private Tool trainAgain() {
    Object[] command = {
      "train", "--dataset", "cmu", "--data", folder.resolve("train-8.csv"), "--folds", "0"
    };
    return with(new Object[] {"--models", models()}, Stream.concat(Stream.of(command), key()));
  }

  @Test
  void logThatIsDamaged_isBadInput() throws IOException {
    String version = train(8, "--folds", "0");
    Path next = Files.writeString(models().resolve("activation.next"), "x");
    Tool nominated = models("nominate", version, "--by", "anna", "--why", "watch");
    assertThat(nominated.exitCode()).isEqualTo(2);
    assertThat(nominated.err()).contains("activation.next is damaged; remove it");
    Files.delete(next);
    Files.writeString(models().resolve("activation.jsonl"), "garbage\n");
    for (Tool tool : List.of(models("show", version), models("diff", version, version))) {
      assertThat(tool.exitCode()).as(tool.toString()).isEqualTo(2);
      assertThat(tool.err()).contains("--models " + models() + ": a line of the activation log");
    }
  }

  @Test
  void train_leavesNoPrivateKeyBesideTheModels() throws IOException {
    train(8, "--folds", "0");
    try (Stream<Path> files = Files.walk(models())) {
      assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".key"));
    }
    assertThat(models().resolve("keys/anna.pub")).exists();
  }

  @Test
  void database_servesAsADirectoryDoes() throws IOException {
    String url = "jdbc:h2:file:" + folder.resolve("db");
    JdbcUrl database = JdbcUrl.of(url + ";IFEXISTS=FALSE", Map.of());
    JdbcSchema.of(database, "demeanor_").migrate(JdbcSchema.VERSION);
    database.close();
    Path keys = folder.resolve("public");
    Object[] place = {"--models", url, "--keys", keys};
    Path data = recordings("train.csv", 8, ENOUGH, 1);
    Tool trained =
        with(
            place,
            Stream.concat(
                Stream.of("train", "--dataset", "cmu", "--data", data, "--folds", "2"), key()));
    assertThat(trained.exitCode()).as(trained.toString()).isZero();
    String version = trained.out().lines().findFirst().orElseThrow().split("\\s+", 2)[1];
    assertThat(with(place, Stream.of("models", "verify", version)).out()).startsWith("PASSED");
    Tool promoted =
        with(place, Stream.of("models", "promote", version, "--by", "anna", "--why", "first"));
    assertThat(promoted.exitCode()).as(promoted.toString()).isZero();
    assertThat(with(place, Stream.of("models", "list")).out()).contains(version, "active");
    assertThat(with(place, Stream.of("models", "show")).out()).contains("promoted", "by anna");
    Object[] evaluate = {"evaluate", "--dataset", "cmu", "--data", others(), "--models", url};
    Tool evaluated =
        Tool.run(Stream.concat(Stream.of(evaluate), Stream.of("--model-keys", keys)).toArray());
    assertThat(evaluated.exitCode()).as(evaluated.toString()).isZero();
    assertThat(evaluated.out()).contains(url + "@" + version);
    Path json = folder.resolve("result.json");
    Object[] secret = {"--models", url + ";IFEXISTS=TRUE@active", "--json", json};
    Tool written =
        Tool.run(
            Stream.of(
                    Stream.of(evaluate).limit(5),
                    Stream.of(secret),
                    Stream.of("--model-keys", keys))
                .flatMap(part -> part)
                .toArray());
    assertThat(written.exitCode()).as(written.toString()).isZero();
    assertThat(json).content().contains("--models " + url).doesNotContain("IFEXISTS");
    Tool noKeys = Tool.run("models", "list", "--models", url);
    assertThat(noKeys.exitCode()).isEqualTo(2);
    assertThat(noKeys.err()).contains("--keys must name the folder");
    assertThat(Tool.run(evaluate).err()).contains("--model-keys must name the folder");
  }

  private static Tool with(Object[] place, Stream<?> args) {
    return Tool.run(Stream.concat(args, Stream.of(place)).toArray());
  }

  @Test
  void directoryThatIsNotThere_isBadInput() {
    for (String what : List.of("list", "show", "verify")) {
      assertThat(models(what).exitCode()).isEqualTo(2);
    }
  }
}
