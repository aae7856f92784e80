package dev.demeanor.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.SecurityEventStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a {@link CrashWriter} said was acknowledged, and whether it is all there. */
final class Acknowledged {

  private final Set<String> blocks = new HashSet<>();
  private final Set<String> lifting = new HashSet<>();
  private final Set<String> lifted = new HashSet<>();
  private final Set<String> audit = new HashSet<>();
  private final Set<String> events = new HashSet<>();

  void hear(String line) {
    String[] words = line.split(" ");
    switch (words[0]) {
      case "block" -> blocks.add(words[1]);
      case "lifting" -> lifting.add(words[1]);
      case "lifted" -> lifted.add(words[1]);
      case "audit" -> audit.add(words[1]);
      case "event" -> events.add(words[1]);
      default -> throw new AssertionError("unexpected output: " + line);
    }
  }

  int size() {
    return blocks.size() + lifted.size() + audit.size() + events.size();
  }

  void assertAllThere(ProviderOptions options) {
    try (BlockStore blockStore = new JdbcBlockStoreProvider().open(options);
        JdbcAuditSink sink = (JdbcAuditSink) new JdbcAuditSinkProvider().open(options);
        SecurityEventStore eventStore = new JdbcSecurityEventStoreProvider().open(options)) {
      Set<String> active = new HashSet<>();
      blockStore.active(Simulated.NOW).stream().map(Block::id).forEach(active::add);
      Set<String> mustHold = new HashSet<>(blocks);
      mustHold.removeAll(lifting);
      assertThat(active).containsAll(mustHold).doesNotContainAnyElementsOf(lifted);
      assertThat(audit(sink)).containsAll(audit);
      for (String id : events) {
        assertThat(eventStore.find("default", id)).isPresent();
      }
    }
  }

  private static Set<String> audit(JdbcAuditSink sink) {
    Set<String> ids = new HashSet<>();
    List<JdbcAuditSink.Stored> page = sink.read(0, 5_000);
    while (!page.isEmpty()) {
      page.forEach(stored -> assertThat(ids.add(stored.record().id())).isTrue());
      page = sink.read(page.get(page.size() - 1).sequence(), 5_000);
    }
    return ids;
  }
}
