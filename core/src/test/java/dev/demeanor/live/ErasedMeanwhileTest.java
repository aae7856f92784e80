package dev.demeanor.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.event.Source;
import dev.demeanor.evidence.Prior;
import dev.demeanor.sample.KeptWindow;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.store.InMemorySampleStoreProvider;
import dev.demeanor.store.InMemorySecurityEventStoreProvider;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SubjectId;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** An erasure that comes while things are on their way takes nothing of anybody else along. */
class ErasedMeanwhileTest {

  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final Breakers breakers = new Breakers(new World().clock);
  private final Queue<Runnable> meanwhile = new ArrayDeque<>();

  private void runAll() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /** A store that does something else before it does what it is told. */
  private <T> T interrupted(Class<T> type, T below, String method) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              Runnable before = called.getName().equals(method) ? meanwhile.poll() : null;
              if (before != null) {
                before.run();
              }
              return called.invoke(below, arguments);
            }));
  }

  private static TemplateKey key(SubjectId subject) {
    return new TemplateKey(subject, Source.pointer(), DeviceClass.DESKTOP);
  }

  private static KeptWindow window(String decision) {
    FeatureSchema schema = new FeatureSchema("test", List.of(new Feature("dwell", "ms")));
    return new KeptWindow(decision, 0, true, 1, new Prior(0, 0), new FeatureVector(schema));
  }

  @Test
  void samples_ofOthersAreKeptWhenSomebodyIsErasedDuringAWrite() {
    SampleStore below = new InMemorySampleStoreProvider().open(ProviderOptions.none());
    SampleKeeper keeper =
        new SampleKeeper(
            interrupted(SampleStore.class, below, "append"),
            breakers.samples,
            new SerialExecutor(tasks::add, 1_000),
            new Later(Trails.never(), Duration.ZERO));
    meanwhile.add( // so that more waits than one batch holds
        () -> {
          throw new StoreException("down", null);
        });
    meanwhile.add(() -> keeper.erase(World.BOB));
    for (int i = 0; i < 300; i++) {
      SubjectId subject = i < 100 ? World.BOB : World.ALICE;
      keeper.window(window("d-" + i), key(subject), AT, Provenance.LIVE);
    }
    runAll();
    int unused = keeper.drain(0);
    runAll();
    List<Sample> kept = below.read(key(World.ALICE), Instant.EPOCH, AT.plusSeconds(1), null, 500);
    assertThat(kept).hasSize(200);
    assertThat(below.keys(World.BOB)).isEmpty();
    assertThat(keeper.waiting()).isZero();
  }

  private static SecurityEvent event(String id, String subjectKey) {
    return SecurityEvent.pending(id, "default", "TEST", AT, subjectKey, null, null);
  }

  @Test
  void securityEvents_ofOthersAreStoredWhenSomebodyIsErasedDuringAWrite() {
    SecurityEventStore below =
        new InMemorySecurityEventStoreProvider().open(ProviderOptions.none());
    SecurityEvents events =
        new SecurityEvents(
            interrupted(SecurityEventStore.class, below, "record"), breakers.events, tasks::add);
    events.record(event("1", "bob"));
    events.record(event("2", "alice"));
    meanwhile.add(() -> events.erase("default", "bob"));
    runAll();
    assertThat(below.page(SecurityEventFilter.of("default"), null, 10))
        .extracting(SecurityEvent::id)
        .containsExactly("2");
    assertThat(events.waiting()).isZero();
  }
}
