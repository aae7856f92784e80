package dev.demeanor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.event.Source;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.tck.SampleStoreTck;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemorySampleStoreTest extends SampleStoreTck {
  @Override
  protected SampleStore newStore(Clock clock) {
    return new InMemorySampleStoreProvider().open(ProviderOptions.none());
  }

  @Test
  void append_refusesAllSamplesWhenTheyDoNotFit() {
    TemplateKey key =
        new TemplateKey(SubjectId.of("alice"), Source.freeText(), DeviceClass.DESKTOP);
    try (SampleStore store =
        new InMemorySampleStoreProvider().open(ProviderOptions.none().with("capacity", "2"))) {
      store.append(List.of(sample("a", key)));
      assertThatThrownBy(() -> store.append(List.of(sample("b", key), sample("c", key))))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("full");
      assertThat(store.erase(key.subject())).isEqualTo(1);
      store.append(List.of(sample("b", key), sample("c", key)));
    }
  }

  private static Sample sample(String id, TemplateKey key) {
    return new Sample(id, key, Instant.EPOCH, Provenance.LIVE, "schema", new byte[] {1});
  }
}
