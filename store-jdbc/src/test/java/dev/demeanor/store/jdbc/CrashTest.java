package dev.demeanor.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a writing process, or the database under it, without warning and at random, again and again
 * on the same data: what was acknowledged before is there afterwards. System property {@code
 * demeanor.crash.rounds} says how often.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class CrashTest {

  private static final int ROUNDS = Math.max(1, Integer.getInteger("demeanor.crash.rounds", 10));

  private final SplittableRandom random = new SplittableRandom(11);
  private final Acknowledged acknowledged = new Acknowledged();

  @TempDir Path folder;

  @Test
  void h2_keepsWhatItAcknowledged_whenTheProcessIsKilled() throws Exception {
    String file = folder.resolve("crash").toString();
    for (int round = 0; round < ROUNDS; round++) {
      killWriterAfterSome(file, "demeanor_", round);
      acknowledged.assertAllThere(CrashWriter.options(file, "demeanor_"));
    }
    assertThat(acknowledged.size()).isGreaterThan(20 * ROUNDS);
  }

  @Test
  void postgreSql_keepsWhatItAcknowledged_whenTheProcessIsKilled() throws Exception {
    try (EmbeddedPostgres server = postgres().start()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      for (int round = 0; round < ROUNDS; round++) {
        killWriterAfterSome(url, "demeanor_", round);
        acknowledged.assertAllThere(CrashWriter.options(url, "demeanor_"));
      }
    }
    assertThat(acknowledged.size()).isGreaterThan(20 * ROUNDS);
  }

  @Test
  void postgreSql_keepsWhatItAcknowledged_whenTheServerIsKilled() throws Exception {
    for (int round = 0; round < Math.max(2, ROUNDS / 3); round++) {
      EmbeddedPostgres server = postgresOfFolder().start();
      String url = server.getJdbcUrl("postgres", "postgres");
      if (round > 0) {
        acknowledged.assertAllThere(CrashWriter.options(url, "demeanor_"));
      }
      Process writer = startWriter(url, "demeanor_", round);
      int enough = acknowledged.size() + 50 + random.nextInt(200);
      try (BufferedReader output = writer.inputReader(StandardCharsets.UTF_8)) {
        listenUntil(output, enough);
        killServer();
        writer.toHandle().destroyForcibly();
        listenToTheEnd(output);
      } finally {
        writer.destroyForcibly().waitFor();
      }
      close(server);
    }
    EmbeddedPostgres server = postgresOfFolder().start();
    try {
      String url = server.getJdbcUrl("postgres", "postgres");
      acknowledged.assertAllThere(CrashWriter.options(url, "demeanor_"));
    } finally {
      close(server);
    }
  }

  /** A server that waits for its log to be written, which for tests it does not by default. */
  private static EmbeddedPostgres.Builder postgres() {
    return EmbeddedPostgres.builder()
        .setPGStartupWait(TestDatabase.PATIENCE)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on");
  }

  /** A server that goes on with the data of the one before. */
  private EmbeddedPostgres.Builder postgresOfFolder() {
    return postgres().setDataDirectory(data()).setCleanDataDirectory(false);
  }

  private Path data() {
    return folder.resolve("postgres");
  }

  /**
   * Kills the server with all its processes. One that nobody waits for stays as a zombie, as in a
   * container whose first process does not collect orphans; the next server would take it for a
   * living one by the files with its number, so those go too.
   */
  private void killServer() throws IOException {
    Path numbers = data().resolve("postmaster.pid");
    List<String> said = Files.readAllLines(numbers);
    ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(said.get(0).trim())).orElseThrow();
    kill(Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList());
    // what the server started while it was being looked at is not its descendant any more
    kill(ProcessHandle.allProcesses().filter(this::worksOnData).toList());
    Files.deleteIfExists(numbers);
    for (String end : List.of("", ".lock")) {
      Files.deleteIfExists(Path.of(said.get(4).trim(), ".s.PGSQL." + said.get(3).trim() + end));
    }
  }

  private static void kill(List<ProcessHandle> all) {
    all.forEach(ProcessHandle::destroyForcibly);
    while (all.stream().anyMatch(process -> process.isAlive() && !isZombie(process))) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private boolean worksOnData(ProcessHandle process) {
    try {
      return Files.isSameFile(Path.of("/proc/" + process.pid() + "/cwd"), data());
    } catch (IOException e) {
      return false; // gone, a zombie, somebody else's, or no such files on this system
    }
  }

  private static boolean isZombie(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains(") Z ");
    } catch (IOException e) {
      return false; // gone altogether, or no such files on this system
    }
  }

  /** Stopping it is given up after seconds; the folder goes only when nobody writes there. */
  private void close(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      // it is dead already
    }
    kill(ProcessHandle.allProcesses().filter(this::worksOnData).toList());
  }

  private void killWriterAfterSome(String where, String prefix, int round) throws Exception {
    Process writer = startWriter(where, prefix, round);
    int enough = acknowledged.size() + 20 + random.nextInt(200);
    try (BufferedReader output = writer.inputReader(StandardCharsets.UTF_8)) {
      listenUntil(output, enough);
      writer.toHandle().destroyForcibly();
      listenToTheEnd(output);
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  private void listenUntil(BufferedReader output, int enough) throws IOException {
    while (acknowledged.size() < enough) {
      String line = output.readLine();
      assertThat(line).as("what the writer says before it is killed").isNotNull();
      acknowledged.hear(line);
    }
  }

  /**
   * What stands in the pipe was said, too; a line that was cut off was not. The process is killed
   * by its handle, since {@link Process#destroyForcibly} closes the pipe with what stands in it.
   */
  private void listenToTheEnd(BufferedReader output) throws IOException {
    StringBuilder rest = new StringBuilder();
    for (int c = output.read(); c >= 0; c = output.read()) {
      rest.append((char) c);
    }
    int end = rest.lastIndexOf("\n");
    rest.substring(0, end + 1).lines().forEach(acknowledged::hear);
  }

  private Process startWriter(String where, String prefix, int round) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            CrashWriter.class.getName(),
            where,
            prefix,
            "r" + round)
        .redirectError(folder.resolve("writer-" + round + ".log").toFile())
        .start();
  }
}
