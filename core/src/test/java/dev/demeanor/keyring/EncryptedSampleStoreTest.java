package dev.demeanor.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.event.Source;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.store.InMemorySampleStoreProvider;
import dev.demeanor.store.InMemoryTemplateStoreProvider;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.tck.SampleStoreTck;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncryptedSampleStoreTest extends SampleStoreTck {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final TemplateKey KEY =
      new TemplateKey(SubjectId.of("alice"), Source.freeText(), DeviceClass.DESKTOP);
  private static final String PLAIN = "features of a window";

  private final SampleStore below = memory();
  private final TemplateStore keys =
      new InMemoryTemplateStoreProvider().open(ProviderOptions.none());
  private final EncryptedTemplateStore templates = templates(keys);
  private final SampleStore store = new EncryptedSampleStore(below, templates);

  private static SampleStore memory() {
    return new InMemorySampleStoreProvider().open(ProviderOptions.none());
  }

  private static EncryptedTemplateStore templates(TemplateStore keys) {
    return new EncryptedTemplateStore(keys, KeyRing.of("k1", new byte[32]), Clock.systemUTC());
  }

  @Override
  protected SampleStore newStore(Clock clock) {
    return new EncryptedSampleStore(
        memory(), templates(new InMemoryTemplateStoreProvider().open(ProviderOptions.none())));
  }

  @Override
  protected int maxFeatures() {
    return EncryptedSampleStore.MAX_PLAIN;
  }

  private static Sample sample(String id) {
    byte[] features = PLAIN.getBytes(StandardCharsets.UTF_8);
    return new Sample(id, KEY, NOW, Provenance.LIVE, "schema", features);
  }

  private static List<Sample> read(SampleStore from) {
    return from.read(KEY, Instant.EPOCH, NOW.plusSeconds(1), null, 10);
  }

  @Test
  void append_leavesNothingReadableBelow() {
    store.append(List.of(sample("s")));
    String stored = new String(read(below).get(0).features(), StandardCharsets.ISO_8859_1);
    assertThat(stored).doesNotContain("features", "window");
    assertThat(read(store)).containsExactly(sample("s"));
  }

  @Test
  void read_refusesASampleInWhichAnyByteWasFlipped() {
    store.append(List.of(sample("s")));
    Sample stored = read(below).get(0);
    for (int i = 0; i < stored.features().length; i++) {
      byte[] features = stored.features();
      features[i] ^= 1;
      SampleStore other = memory();
      other.append(
          List.of(new Sample("s", KEY, NOW, Provenance.LIVE, stored.schemaHash(), features)));
      SampleStore encrypted = new EncryptedSampleStore(other, templates);
      int at = i;
      if (isInKeyId(stored, at)) {
        assertThat(read(encrypted)).as("of another key").isEmpty();
      } else {
        assertThatThrownBy(() -> read(encrypted))
            .as("byte %s", at)
            .isInstanceOf(CorruptStateException.class);
      }
    }
  }

  /** Behind marker, format and length stand the 16 characters of the key's id. */
  private static boolean isInKeyId(Sample stored, int at) {
    return at >= 12 && at < 28 && stored.features().length > 28;
  }

  @Test
  void read_refusesASampleInThePlaceOfAnother() {
    store.append(List.of(sample("s")));
    Sample moved =
        new Sample("t", KEY, NOW, Provenance.LIVE, "schema", read(below).get(0).features());
    below.append(List.of(moved));
    assertThatThrownBy(() -> read(store)).isInstanceOf(CorruptStateException.class);
  }

  @Test
  void read_refusesWhatIsNotEncrypted() {
    below.append(List.of(sample("s")));
    assertThatThrownBy(() -> read(store))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("not encrypted");
  }

  @Test
  void erasedTemplates_takeTheKeyOfTheSamplesAlong() {
    store.append(List.of(sample("s")));
    Sample copy = read(below).get(0);
    templates.erase(KEY.subject());
    assertThat(read(store)).isEmpty();
    store.erase(KEY.subject());
    below.append(List.of(copy));
    store.append(List.of(sample("later")));
    assertThat(read(store)).containsExactly(sample("later"));
  }

  @Test
  void rotatedMasterKey_stillOpensSamples() {
    store.append(List.of(sample("s")));
    KeyRing ring = KeyRing.of("k1", new byte[32]).withCurrent("k2", key2());
    EncryptedTemplateStore rotated = new EncryptedTemplateStore(keys, ring, Clock.systemUTC());
    assertThat(rotated.rewrap(KEY.subject())).isTrue();
    EncryptedTemplateStore without =
        new EncryptedTemplateStore(keys, ring.without("k1"), Clock.systemUTC());
    assertThat(read(new EncryptedSampleStore(below, without))).containsExactly(sample("s"));
  }

  private static byte[] key2() {
    byte[] key = new byte[32];
    key[0] = 2;
    return key;
  }
}
