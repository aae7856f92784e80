package dev.demeanor.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The demo of Spring Boot as people start it: its own process, its own database. */
final class DemoProcess implements AutoCloseable {

  static final String OPERATOR_PASSWORD = "operator-for-this-test";

  private static final Pattern READY = Pattern.compile("http://localhost:(\\d+)/");
  private static final Pattern LINK = Pattern.compile("One-time link for (\\S+): (http\\S+)");
  private static final long PATIENCE_SECONDS = 300;

  private final Process process;
  private final Path folder;
  private final Path log;
  private final String address;

  DemoProcess() {
    String jar = System.getProperty("demeanor.demo.jar", "");
    assumeTrue(
        Files.isRegularFile(Path.of(jar)),
        () -> "NOT RUN: no demo at " + jar + "; mvn package builds it");
    try {
      folder = Files.createTempDirectory("demeanor-demo-test");
      log = folder.resolve("out.log");
      process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-jar",
                  jar,
                  "--server.port=0",
                  "--demeanor.store.file=" + folder.resolve("demeanor"),
                  "--demo.operator-password=" + OPERATOR_PASSWORD,
                  "--demeanor.deadline=60s") // a busy machine is no reason to let anybody pass
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    address = await(READY).group();
  }

  /** Returns the address of a page. */
  String url(String path) {
    return address + path;
  }

  /** Waits for the latest one-time link that was printed for somebody. */
  String awaitLink(String account) {
    Matcher link =
        await(Pattern.compile(LINK.pattern().replace("(\\S+):", Pattern.quote(account) + ":")));
    String address = link.group(1);
    while (link.find()) {
      address = link.group(1);
    }
    return address;
  }

  /** Returns everything that was printed. */
  String log() {
    try {
      return Files.readString(log, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the files of the database, while it is open. */
  List<Path> databaseFiles() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> !file.equals(log)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Matcher await(Pattern pattern) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      Matcher matcher = pattern.matcher(log());
      if (matcher.find()) {
        return matcher;
      }
      try {
        if (System.nanoTime() > giveUp || process.waitFor(100, TimeUnit.MILLISECONDS)) {
          throw new AssertionError("the demo did not print " + pattern + ":\n" + log());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
