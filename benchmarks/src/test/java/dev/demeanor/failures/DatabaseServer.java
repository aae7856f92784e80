package dev.demeanor.failures;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.ConnectionPoolDataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** A real database server that can be stopped and started again on its data. */
abstract class DatabaseServer implements AutoCloseable {

  /** Which. */
  enum Kind {
    POSTGRESQL,
    H2
  }

  final Path folder;
  final int port;

  private DatabaseServer(Path folder) throws IOException {
    this.folder = folder;
    try (ServerSocket free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
  }

  static DatabaseServer of(Kind kind, Path folder) throws IOException {
    return kind == Kind.H2 ? new H2(folder) : new Postgres(folder);
  }

  abstract void start() throws IOException;

  abstract void stop() throws IOException;

  /** Returns where connections come from, by way of a relay. */
  abstract ConnectionPoolDataSource source(int relayPort);

  @Override
  public void close() throws IOException {
    stop();
  }

  private static final class Postgres extends DatabaseServer {
    private EmbeddedPostgres server;

    @SuppressWarnings("NullAway.Init") // started before it is used
    Postgres(Path folder) throws IOException {
      super(folder);
    }

    @Override
    void start() throws IOException {
      server =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.resolve("postgres"))
              .setCleanDataDirectory(false)
              .setPort(port)
              .setPGStartupWait(Duration.ofMinutes(3))
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .start();
    }

    @Override
    void stop() throws IOException {
      server.close();
    }

    @Override
    ConnectionPoolDataSource source(int relayPort) {
      PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
      source.setUrl(
          "jdbc:postgresql://127.0.0.1:"
              + relayPort
              + "/postgres?user=postgres&connectTimeout=2&loginTimeout=5&cancelSignalTimeout=1");
      return source;
    }
  }

  private static final class H2 extends DatabaseServer {
    private Process server;

    @SuppressWarnings("NullAway.Init") // started before it is used
    H2(Path folder) throws IOException {
      super(folder);
    }

    @Override
    void start() throws IOException {
      server =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "org.h2.tools.Server",
                  "-tcp",
                  "-tcpPort",
                  Integer.toString(port),
                  "-ifNotExists",
                  "-baseDir",
                  folder.toAbsolutePath().toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("h2.log").toFile())
              .start();
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
      while (!listens() && System.nanoTime() < end) {
        LockSupport.parkNanos(50_000_000);
      }
    }

    private boolean listens() {
      try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return probe.isConnected();
      } catch (IOException e) {
        return false;
      }
    }

    @Override
    void stop() {
      server.destroyForcibly().onExit().join();
    }

    @Override
    ConnectionPoolDataSource source(int relayPort) {
      JdbcDataSource source = new JdbcDataSource();
      source.setURL(
          "jdbc:h2:tcp://127.0.0.1:" + relayPort + "/./runs;WRITE_DELAY=0;NETWORK_TIMEOUT=10000");
      source.setUser("sa");
      return source;
    }
  }
}
