package dev.demeanor.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.tck.SecurityEventStoreTck;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InMemorySecurityEventStoreTest extends SecurityEventStoreTck {
  @Override
  protected SecurityEventStore newStore(Clock clock) {
    return new InMemorySecurityEventStoreProvider().open(ProviderOptions.none());
  }

  @Test
  void record_refusesNewEventWhenFull() {
    try (SecurityEventStore store =
        new InMemorySecurityEventStoreProvider()
            .open(ProviderOptions.none().with("capacity", "1"))) {
      store.record(event("a"));
      store.record(event("a"));
      assertThatThrownBy(() -> store.record(event("b")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("full");
    }
  }

  private static SecurityEvent event(String id) {
    return SecurityEvent.pending(id, "default", "TAKE_OVER", Instant.EPOCH, "subject", null, null);
  }
}
