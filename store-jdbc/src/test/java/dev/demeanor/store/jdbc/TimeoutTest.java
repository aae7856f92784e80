package dev.demeanor.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** No call waits without a bound: for a lock, or for a server that has fallen silent. */
@Timeout(300)
class TimeoutTest {

  private static final ProviderOptions POSTGRESQL = TestDatabase.POSTGRESQL.options();

  @Test
  void lockOfAnother_isWaitedForWithinTheTimeout() throws SQLException {
    String prefix = POSTGRESQL.find("table-prefix").orElseThrow();
    try (BlockStore patient = new JdbcBlockStoreProvider().open(POSTGRESQL);
        BlockStore store = new JdbcBlockStoreProvider().open(POSTGRESQL.with("timeout", "PT5S"));
        Connection other = TestDatabase.POSTGRESQL.dataSource().getConnection()) {
      patient.save(Simulated.block("b"));
      other.setAutoCommit(false);
      try (var statement = other.createStatement()) {
        statement.execute("LOCK TABLE " + prefix + "block IN ACCESS EXCLUSIVE MODE");
      }
      long start = System.nanoTime();
      assertThatThrownBy(() -> store.find("b")).isInstanceOf(StoreException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
      other.rollback();
      assertThat(store.find("b")).isPresent();
    }
  }

  @Test
  void silentServer_isWaitedForWithinTheTimeout() throws Exception {
    try (Connection real = TestDatabase.POSTGRESQL.dataSource().getConnection();
        Muffler muffler = new Muffler(portOf(real.getMetaData().getURL()))) {
      PGSimpleDataSource through = new PGSimpleDataSource();
      through.setUrl("jdbc:postgresql://127.0.0.1:" + muffler.port() + "/postgres?user=postgres");
      // the driver's own wait, 10 s by default, for a server that it asks to cancel a statement
      through.setCancelSignalTimeout(1);
      try (Connection kept = through.getConnection()) {
        kept.setAutoCommit(true);
        DataSource one = new OneConnection(kept);
        Database database = new Database(one, Duration.ofSeconds(5), 1, false);
        assertThat(ask(database)).isEqualTo(1);
        muffler.silent = true;
        long start = System.nanoTime();
        assertThatThrownBy(() -> ask(database)).isInstanceOf(StoreException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
      }
    }
  }

  private static int ask(Database database) {
    return database.read(
        "ask",
        call -> {
          try (var statement = call.prepare("SELECT 1");
              var row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
          }
        });
  }

  private static int portOf(String url) {
    return Integer.parseInt(url.replaceAll(".*:(\\d+)/.*", "$1"));
  }

  /** Passes bytes on to a server until it is told to be silent, and then nothing, for ever. */
  private static final class Muffler implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    volatile boolean silent;

    Muffler(int serverPort) throws IOException {
      threads.submit(
          () -> {
            while (true) {
              Socket client = listener.accept();
              Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
              threads.submit(() -> pass(client.getInputStream(), server.getOutputStream()));
              threads.submit(() -> pass(server.getInputStream(), client.getOutputStream()));
            }
          });
    }

    int port() {
      return listener.getLocalPort();
    }

    private Void pass(InputStream from, OutputStream to) throws IOException {
      byte[] buffer = new byte[8192];
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        if (!silent) {
          to.write(buffer, 0, read);
        }
      }
      return null;
    }

    @Override
    public void close() throws IOException {
      threads.shutdownNow();
      listener.close();
    }
  }
}
