package dev.demeanor.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.demeanor.cli.SyntheticPasswords;
import dev.demeanor.cli.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the page on models from an empty directory: train, verify, promote, evaluate,
 * roll back. Keystrokes are of <em>simulated</em> people; support vectors are for recorded pointers
 * and run when {@code -Ddemeanor.data.balabit=PATH} names a copy of the data set.
 */
class ModelLifecycleTest {

  @TempDir private Path folder;

  private Tool run(Object... args) {
    Tool ran = Tool.run(args);
    assertThat(ran.err()).as("%s", List.of(args)).isEmpty();
    assertThat(ran.exitCode()).as("%s", List.of(args)).isZero();
    return ran;
  }

  private Tool models(Object... args) {
    return run(
        Stream.concat(Stream.of("models"), Stream.concat(Stream.of(args), where())).toArray());
  }

  private Stream<Object> where() {
    return Stream.of("--models", folder.resolve("models"));
  }

  private String train(String backend, String dataset, Path data, String folds) {
    Path key = folder.resolve("own/anna.key");
    Object[] args = {
      "train",
      "--dataset",
      dataset,
      "--data",
      data,
      "--backend",
      backend,
      "--folds",
      folds,
      Files.exists(key) ? "--key" : "--new-key",
      key
    };
    String out = run(Stream.concat(Stream.of(args), where()).toArray()).out();
    String version = out.lines().findFirst().orElseThrow().split("\\s+", 2)[1];
    assertThat(version).startsWith(backend + "-");
    return version;
  }

  private void promote(String version) {
    assertThat(models("verify", version).out()).startsWith("PASSED " + version);
    models("promote", version, "--by", "anna", "--why", "better");
    assertThat(active()).startsWith(version);
  }

  private String active() {
    return models("list")
        .out()
        .lines()
        .filter(line -> line.contains(" active "))
        .findFirst()
        .orElseThrow();
  }

  private String evaluate(String dataset, Path data) {
    return run(Stream.concat(Stream.of("evaluate", "--dataset", dataset, "--data", data), where())
            .toArray())
        .out();
  }

  @Test
  void keystrokes_byPopulationAndByForest() throws IOException {
    List<String> all = SyntheticPasswords.lines(13, 26, 7);
    Path learned = write("learned.csv", all, 1, 10);
    Path others = write("others.csv", all, 11, 13);
    String statistical = train("statistical", "cmu", learned, "2");
    promote(statistical);
    assertThat(evaluate("cmu", others)).contains("@" + statistical);
    String forest = train("tribuo-forest", "cmu", learned, "2");
    promote(forest);
    assertThat(evaluate("cmu", others)).contains("@" + forest);
    models("rollback", "--by", "anna", "--why", "as it was");
    assertThat(active()).startsWith(statistical);
    assertThat(evaluate("cmu", others)).contains("@" + statistical);
  }

  private Path write(String name, List<String> all, int first, int last) throws IOException {
    Stream<String> rows =
        all.stream()
            .filter(
                line -> {
                  String subject = line.split(",", 2)[0];
                  int number =
                      subject.equals("subject") ? 0 : Integer.parseInt(subject.substring(1));
                  return number == 0 || number >= first && number <= last;
                });
    return Files.write(folder.resolve(name), rows.toList());
  }

  @Test
  void pointers_bySupportVectors() {
    String data = System.getProperty("demeanor.data.balabit", "");
    assumeTrue(
        !data.isEmpty(),
        "skipped: -Ddemeanor.data.balabit=PATH does not name a copy of the data set");
    String vectors = train("tribuo-ocsvm", "balabit", Path.of(data), "5");
    promote(vectors);
  }
}
