package dev.demeanor.store.jdbc;

import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.SecurityEventStore;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The process that {@link CrashTest} kills: writes without end, and says on its output what was
 * acknowledged, and before it lifts a block that it is about to.
 */
final class CrashWriter {

  private static final int THREADS = 4;

  private final BlockStore blocks;
  private final AuditSink audit;
  private final SecurityEventStore events;

  private CrashWriter(ProviderOptions options) {
    blocks = new JdbcBlockStoreProvider().open(options);
    audit = new JdbcAuditSinkProvider().open(options);
    events = new JdbcSecurityEventStoreProvider().open(options);
  }

  static ProviderOptions options(String where, String prefix) {
    ProviderOptions options =
        ProviderOptions.none()
            .with("table-prefix", prefix)
            .with("initialize-schema", "always")
            .with("timeout", "PT2M");
    if (!where.startsWith("jdbc:postgresql:")) {
      return options.with("file", where);
    }
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    postgres.setUrl(where);
    return options.with(DataSource.class, postgres);
  }

  public static void main(String[] args) throws InterruptedException {
    CrashWriter writer = new CrashWriter(options(args[0], args[1]));
    for (int i = 1; i < THREADS; i++) {
      String name = args[2] + "-" + i;
      new Thread(() -> writer.write(name)).start();
    }
    writer.write(args[2] + "-0");
  }

  private void write(String name) {
    for (int i = 0; ; i++) {
      String id = name + "-" + i;
      blocks.save(Simulated.block(id));
      say("block " + id);
      audit.append(List.of(Simulated.decided(id, 1, Verdict.CHALLENGE), Simulated.feedback(id)));
      say("audit " + id + "-1");
      say("audit " + id);
      if (i % 3 == 0) {
        say("lifting " + id);
        blocks.remove(id);
        say("lifted " + id);
      } else {
        events.record(Simulated.event(id));
        say("event " + id);
      }
    }
  }

  private static void say(String line) {
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }
}
