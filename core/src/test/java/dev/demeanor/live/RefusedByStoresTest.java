package dev.demeanor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.Health;
import dev.demeanor.event.Source;
import dev.demeanor.evidence.Prior;
import dev.demeanor.keyring.EncryptedTemplateStore;
import dev.demeanor.keyring.KeyRing;
import dev.demeanor.sample.KeptWindow;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.RefusedException;
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
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a store refuses of one keeps nothing of others waiting, and opens no breaker. */
class RefusedByStoresTest {

  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private final World world = new World();
  private final Breakers breakers = new Breakers(world.clock);
  private final AtomicBoolean mended = new AtomicBoolean();

  /** A store that refuses calls of a method by its first argument, until it is mended. */
  private <T> T refusing(Class<T> type, T below, String method, Predicate<Object> refused) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method) && !mended.get() && refused.test(arguments[0])) {
                throw new RefusedException("too long");
              }
              return called.invoke(below, arguments);
            }));
  }

  private static SecurityEvent event(String id) {
    return SecurityEvent.pending(id, "default", "TEST", AT, "subject", null, null);
  }

  @Test
  void securityEvent_thatIsRefused_isSetAsideAndOfferedAgain() {
    SecurityEventStore below =
        new InMemorySecurityEventStoreProvider().open(ProviderOptions.none());
    SecurityEvents events =
        new SecurityEvents(
            refusing(
                SecurityEventStore.class,
                below,
                "record",
                event -> ((SecurityEvent) event).id().startsWith("bad")),
            breakers.events,
            Runnable::run);
    for (int i = 0; i < 30; i++) {
      events.record(event((i < 20 ? "bad-" : "good-") + i));
    }
    SecurityEventFilter all = SecurityEventFilter.of("default");
    assertThat(below.page(all, null, 100)).hasSize(10);
    assertThat(events.waiting()).isZero();
    assertThat(events.refusals.sum()).isEqualTo(20);
    assertThat(breakers.events.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    assertThat(events.health(new HealthBoard(world.clock)).status())
        .isEqualTo(Health.Status.DEGRADED);
    mended.set(true);
    events.offerRefused();
    assertThat(below.page(all, null, 100)).hasSize(30);
    assertThat(events.health(new HealthBoard(world.clock)).status()).isEqualTo(Health.Status.UP);
  }

  @Test
  void securityEvent_thatIsSetAside_isErasedWithItsSubject() {
    SecurityEventStore below =
        new InMemorySecurityEventStoreProvider().open(ProviderOptions.none());
    SecurityEvents events =
        new SecurityEvents(
            refusing(SecurityEventStore.class, below, "record", event -> true),
            breakers.events,
            Runnable::run);
    events.record(event("e"));
    events.erase("default", "subject");
    mended.set(true);
    events.offerRefused();
    assertThat(below.find("default", "e")).isEmpty();
  }

  @Test
  void sample_thatIsRefused_isDroppedAndTheOthersAreKept() {
    SampleStore below = new InMemorySampleStoreProvider().open(ProviderOptions.none());
    SampleStore refusing =
        refusing(
            SampleStore.class,
            below,
            "append",
            samples ->
                ((List<?>) samples)
                    .stream()
                        .anyMatch(sample -> ((Sample) sample).key().subject().equals(World.BOB)));
    SampleKeeper keeper =
        new SampleKeeper(
            refusing,
            breakers.samples,
            new SerialExecutor(Runnable::run, 1_000),
            new Later(Trails.never(), Duration.ZERO));
    FeatureSchema schema = new FeatureSchema("test", List.of(new Feature("dwell", "ms")));
    TemplateKey alice = new TemplateKey(World.ALICE, Source.pointer(), DeviceClass.DESKTOP);
    TemplateKey bob = new TemplateKey(World.BOB, Source.pointer(), DeviceClass.DESKTOP);
    for (int i = 0; i < 20; i++) {
      FeatureVector vector = new FeatureVector(schema);
      KeptWindow window = new KeptWindow("d-" + i, 0, true, 1, new Prior(0, 0), vector);
      keeper.window(window, i % 2 == 0 ? bob : alice, AT, Provenance.LIVE);
    }
    assertThat(keeper.waiting()).isZero();
    assertThat(keeper.kept.sum()).isEqualTo(10);
    assertThat(keeper.dropped.sum()).isEqualTo(10);
    assertThat(breakers.samples.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void masterKeyThatIsGone_keepsNobodyElseFromTheirTemplates() {
    KeyRing before = KeyRing.of("k1", new byte[32]);
    EncryptedTemplateStore first = new EncryptedTemplateStore(world.templates, before, world.clock);
    try (BehaviorMonitor monitor = world.direct().templates(first).build()) {
      world.enrol(monitor);
    }
    byte[] other = new byte[32];
    other[0] = 1;
    EncryptedTemplateStore after =
        new EncryptedTemplateStore(world.templates, KeyRing.of("k2", other), world.clock);
    try (BehaviorMonitor monitor = world.direct().templates(after).build()) {
      for (int i = 0; i < 30; i++) {
        assertThatThrownBy(() -> monitor.enrolment(World.ALICE))
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("k1");
      }
      assertThat(monitor.health().dependencies().get("templates").status())
          .isEqualTo(Health.Status.UP);
      assertThat(monitor.enrolment(World.BOB)).isEmpty();
    }
  }
}
