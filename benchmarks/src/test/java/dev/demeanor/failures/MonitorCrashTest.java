package dev.demeanor.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.store.Block;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a monitor at random, again and again on the same database and spool: what it answered or
 * acknowledged is there afterwards, and the chain is unbroken. System property {@code
 * demeanor.crash.rounds} says how often.
 */
@Timeout(value = 120, unit = TimeUnit.MINUTES)
class MonitorCrashTest {

  private static final int ROUNDS = Math.max(1, Integer.getInteger("demeanor.crash.rounds", 3));

  private final SplittableRandom random = new SplittableRandom(11);
  private final Set<String> audit = new HashSet<>();
  private final Set<String> blocks = new HashSet<>();
  private final Set<String> lifting = new HashSet<>();
  private final Set<String> lifted = new HashSet<>();
  private int heard;

  @TempDir Path folder;

  @Test
  void h2_keepsWhatWasAnswered_whenTheMonitorIsKilled() throws Exception {
    killAgainAndAgain(folder.resolve("crash").toString());
  }

  @Test
  void postgreSql_keepsWhatWasAnswered_whenTheMonitorIsKilled() throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(3))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()) {
      killAgainAndAgain(server.getJdbcUrl("postgres", "postgres"));
    }
  }

  private void killAgainAndAgain(String where) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      killAfterSome(where, round);
      assertAllThere(where);
    }
    assertThat(audit).hasSizeGreaterThan(5 * ROUNDS);
    assertThat(lifted).isNotEmpty();
  }

  private void killAfterSome(String where, int round) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingMonitor.class.getName(),
                where,
                folder.resolve("spool").toString(),
                "r" + round)
            .redirectError(folder.resolve("monitor-" + round + ".log").toFile())
            .start();
    int enough = heard + 20 + random.nextInt(100);
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      while (heard < enough) {
        String line = output.readLine();
        assertThat(line).as("what the monitor says before it is killed").isNotNull();
        hear(line);
      }
      process.toHandle().destroyForcibly(); // the process itself would close the pipe
      hearTheRest(output);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** What stands in the pipe was said, too; a line that was cut off was not. */
  private void hearTheRest(BufferedReader output) throws IOException {
    StringBuilder rest = new StringBuilder();
    for (int c = output.read(); c >= 0; c = output.read()) {
      rest.append((char) c);
    }
    rest.substring(0, rest.lastIndexOf("\n") + 1).lines().forEach(this::hear);
  }

  private void hear(String line) {
    heard++;
    String[] words = line.split(" ", 2);
    switch (words[0]) {
      case "audit" -> audit.add(words[1]);
      case "block" -> blocks.add(words[1]);
      case "lifting" -> lifting.add(words[1]);
      case "lifted" -> lifted.add(words[1]);
      default -> throw new AssertionError("unexpected output: " + line);
    }
  }

  private void assertAllThere(String where) throws IOException {
    DecisionListener nothing = new DecisionListener() {};
    Set<String> active = new HashSet<>();
    try (BehaviorMonitor again = CrashingMonitor.monitor(where, folder.resolve("spool"), nothing)) {
      again.blocks().stream().map(Block::id).forEach(active::add);
      assertThat(again.settle(Duration.ofMinutes(2))).as("nothing waits").isTrue();
    }
    Set<String> mustHold = new HashSet<>(blocks);
    mustHold.removeAll(lifting);
    assertThat(active).containsAll(mustHold).doesNotContainAnyElementsOf(lifted);
    KeptChain kept = KeptChain.read(CrashingMonitor.options(where));
    assertThat(kept.unbroken()).as(kept.report().toString()).isTrue();
    assertThat(kept.ids()).containsAll(audit);
    lifted.forEach(id -> assertThat(kept.ids()).contains("unblock-" + id));
    blocks.forEach(id -> assertThat(kept.ids()).contains("block-" + id));
  }
}
