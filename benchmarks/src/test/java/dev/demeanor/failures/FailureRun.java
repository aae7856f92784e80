package dev.demeanor.failures;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.MonitorConfig;
import dev.demeanor.spi.ProviderOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** One database, one fault, and what becomes of a monitor under load meanwhile and afterwards. */
final class FailureRun {

  static final Duration DEADLINE = Duration.ofMillis(20);
  private static final long TMPFS_BYTES = 1 << 20;

  private final DatabaseServer.Kind kind;
  private final Fault fault;
  private final int seconds;
  private final Path folder;
  private final ShiftedClock clock = new ShiftedClock();

  /**
   * What came out.
   *
   * @param exceptions exceptions that reached a caller
   * @param decisions decisions while the fault lasted
   * @param p50Millis half of them took at most this long
   * @param p99Millis ninety-nine of a hundred took at most this long
   * @param notDurable decisions by failure policy since no record was durable in time
   * @param unavailable decisions that say that a store did not answer
   * @param spooled the most records that waited in the spool
   * @param mustBeKept CHALLENGEs and DENYs answered
   * @param missing those that are not in the audit in the end
   * @param unbroken whether the chain of the records is unbroken
   * @param left records that were still waiting in the end
   * @param recoveryMillis from the end of the fault until nothing waited
   */
  record Result(
      DatabaseServer.Kind kind,
      Fault fault,
      int exceptions,
      int decisions,
      double p50Millis,
      double p99Millis,
      int notDurable,
      int unavailable,
      int spooled,
      int mustBeKept,
      int missing,
      boolean unbroken,
      int left,
      long recoveryMillis) {

    static final String HEAD =
        "| database | fault | decisions | exceptions | p50 ms | p99 ms | NOT_DURABLE | store"
            + " unavailable | spooled | CHALLENGE/DENY | missing | chain | backlog | recovery s |";

    String row() {
      return String.format(
          Locale.ROOT,
          "| %s | %s | %d | %d | %.2f | %.2f | %d | %d | %d | %d | %d | %s | %d | %.1f |",
          kind,
          fault,
          decisions,
          exceptions,
          p50Millis,
          p99Millis,
          notDurable,
          unavailable,
          spooled,
          mustBeKept,
          missing,
          unbroken ? "unbroken" : "BROKEN",
          left,
          recoveryMillis / 1000.0);
    }
  }

  FailureRun(DatabaseServer.Kind kind, Fault fault, int seconds, Path folder) {
    this.kind = kind;
    this.fault = fault;
    this.seconds = seconds;
    this.folder = folder;
  }

  Result run() throws IOException, SQLException {
    Path spool = Files.createDirectories(folder.resolve("spool"));
    boolean mounted = fault == Fault.DISK_FULL && mount(spool);
    try (DatabaseServer server = DatabaseServer.of(kind, folder)) {
      server.start();
      try (TcpRelay relay = new TcpRelay(server.port)) {
        JdbcConnectionPool pool = JdbcConnectionPool.create(server.source(relay.port()));
        pool.setMaxConnections(24);
        pool.setLoginTimeout(2);
        SlowDataSource source = new SlowDataSource(pool);
        Result result = run(server, relay, source, pool, spool, mounted);
        pool.dispose();
        return result;
      }
    } finally {
      if (mounted) {
        unmount(spool);
      }
    }
  }

  private Result run(
      DatabaseServer server,
      TcpRelay relay,
      SlowDataSource source,
      DataSource direct,
      Path spool,
      boolean mounted)
      throws IOException, SQLException {
    boolean tooSmall = fault == Fault.DISK_FULL && !mounted;
    BehaviorMonitor monitor = monitor(source, spool, tooSmall ? 20_000 : 256 << 20);
    int most = 0;
    Load load = new Load(monitor);
    try {
      Load.enrol(monitor);
      monitor.settle(Duration.ofMinutes(2));
      load.start();
      pause(2_000);
      load.measure(true);
      begin(server, relay, source, spool, mounted);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      while (System.nanoTime() < end) {
        if (fault == Fault.CUT) {
          relay.cut();
        }
        most = Math.max(most, spooled(monitor));
        pause(200);
      }
      load.measure(false);
      end(server, relay, source, spool, mounted);
      pause(2_000);
    } finally {
      load.close();
    }
    long ended = System.nanoTime();
    boolean settled = false;
    while (!settled && System.nanoTime() - ended < TimeUnit.MINUTES.toNanos(10)) {
      settled = monitor.settle(Duration.ofSeconds(5));
      pause(settled ? 0 : 200);
    }
    long recovery = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ended) + 2_000;
    int left = spooled(monitor);
    monitor.close();
    KeptChain kept = KeptChain.read(options(direct));
    Set<String> missing = new HashSet<>(load.mustBeKept);
    missing.removeAll(kept.ids());
    load.thrown.forEach(Throwable::printStackTrace);
    return new Result(
        kind,
        fault,
        load.thrown.size(),
        load.decisions.get(),
        load.millis(0.5),
        load.millis(0.99),
        load.notDurable.get(),
        load.unavailable.get(),
        most,
        load.mustBeKept.size(),
        missing.size(),
        kept.unbroken(),
        settled ? 0 : Math.max(1, left),
        recovery);
  }

  private BehaviorMonitor monitor(DataSource source, Path spool, long spoolBytes) {
    ProviderOptions options = options(source);
    MonitorConfig config =
        MonitorConfig.defaults().enforcedBy("failure run", "consequences are looked at");
    return BehaviorMonitor.builder()
        .config(
            config
                .withDeadline(DEADLINE)
                .withEnrolment(config.enrolment().withMinimum(40).withTarget(60)))
        .templates("jdbc", options)
        .blocks("jdbc", options)
        .securityEvents("jdbc", options)
        .audit("jdbc", options)
        .spool(spool, spoolBytes)
        .clock(clock)
        .build();
  }

  private static ProviderOptions options(DataSource source) {
    return ProviderOptions.none()
        .with(DataSource.class, source)
        .with("initialize-schema", "always")
        .with("table-prefix", "demeanor_");
  }

  private void begin(
      DatabaseServer server, TcpRelay relay, SlowDataSource source, Path spool, boolean mounted)
      throws IOException {
    switch (fault) {
      case STOPPED -> server.stop();
      case SILENT -> {
        relay.silence(true);
        server.stop();
      }
      case SLOW -> source.pause(5);
      case CUT -> {}
      case DISK_FULL -> {
        if (mounted) {
          fill(spool);
        }
        relay.refuse(true);
        relay.cut();
      }
      case CLOCK_BACK -> clock.shift(Duration.ofHours(-1));
    }
  }

  private void end(
      DatabaseServer server, TcpRelay relay, SlowDataSource source, Path spool, boolean mounted)
      throws IOException {
    switch (fault) {
      case STOPPED -> server.start();
      case SILENT -> {
        server.start();
        relay.silence(false);
      }
      case SLOW -> source.pause(0);
      case CUT, CLOCK_BACK -> {}
      case DISK_FULL -> {
        if (mounted) {
          Files.deleteIfExists(spool.resolve("filler"));
        }
        relay.refuse(false);
      }
    }
  }

  /** Fills a small file system to its last byte. */
  private static void fill(Path spool) {
    byte[] bytes = new byte[4_096];
    try (var out = Files.newOutputStream(spool.resolve("filler"))) {
      while (true) {
        out.write(bytes);
      }
    } catch (IOException e) {
      // full
    }
  }

  private static int spooled(BehaviorMonitor monitor) {
    var state = monitor.health().dependencies().get("spool");
    String detail = state == null ? "" : state.detail();
    return detail.contains("wait") ? Integer.parseInt(detail.substring(0, detail.indexOf(' '))) : 0;
  }

  /** Mounts a file system of a megabyte, where that is allowed. */
  private static boolean mount(Path folder) {
    return command("mount", "-t", "tmpfs", "-o", "size=" + TMPFS_BYTES, "tmpfs", folder.toString())
        && isSmall(folder);
  }

  private static boolean isSmall(Path folder) {
    try {
      FileStore store = Files.getFileStore(folder);
      return store.getTotalSpace() <= TMPFS_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  private static void unmount(Path folder) {
    if (!command("umount", folder.toString())) {
      throw new UncheckedIOException(new IOException("cannot unmount " + folder));
    }
  }

  private static boolean command(String... words) {
    try {
      return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** The system's clock, or one that goes wrong. */
  private static final class ShiftedClock extends Clock {
    private volatile Duration shift = Duration.ZERO;

    void shift(Duration by) {
      shift = by;
    }

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant().plus(shift);
    }

    @Override
    public ZoneId getZone() {
      return Clock.systemUTC().getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
