package dev.demeanor.keyring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.event.Source;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.store.InMemoryTemplateStoreProvider;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.tck.TemplateStoreTck;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncryptedTemplateStoreTest extends TemplateStoreTck {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
  private static final SubjectId ALICE = SubjectId.of("alice");
  private static final SubjectId BOB = SubjectId.of("bob");
  private static final KeyRing RING = KeyRing.of("k1", key(1));
  private static final String SECRET = "dwell 101 ms";

  private final TemplateStore plain = memory();
  private final TemplateStore encrypted = new EncryptedTemplateStore(plain, RING, CLOCK);

  private static TemplateStore memory() {
    return new InMemoryTemplateStoreProvider().open(ProviderOptions.none());
  }

  private static byte[] key(int seed) {
    byte[] key = new byte[32];
    new java.util.SplittableRandom(seed).nextBytes(key);
    return key;
  }

  @Override
  protected TemplateStore newStore(Clock clock) {
    return new EncryptedTemplateStore(memory(), RING, clock);
  }

  private static Template template(SubjectId subject, Source source) {
    return new Template(
        new TemplateKey(subject, source, DeviceClass.DESKTOP),
        0,
        "rhythm",
        "a".repeat(64),
        7,
        CLOCK.instant(),
        SECRET.getBytes(ISO_8859_1));
  }

  private static final Template OF_ALICE = template(ALICE, Source.fixedText("password", 1));

  private static TemplateKey key(Template template) {
    return template.key();
  }

  @Test
  void stored_holdsNoPlaintextAndNeverTheSameTwice() {
    encrypted.save(OF_ALICE, 0);
    byte[] first = plain.find(key(OF_ALICE)).orElseThrow().payload();
    encrypted.save(OF_ALICE, 1);
    byte[] second = plain.find(key(OF_ALICE)).orElseThrow().payload();
    assertThat(new String(first, ISO_8859_1)).doesNotContain(SECRET);
    assertThat(first).isNotEqualTo(second);
    assertThat(encrypted.find(key(OF_ALICE)).orElseThrow().payload())
        .isEqualTo(SECRET.getBytes(ISO_8859_1));
  }

  @Test
  void find_refusesAPayloadInWhichAnyByteWasFlipped() {
    encrypted.save(OF_ALICE, 0);
    Template stored = plain.find(key(OF_ALICE)).orElseThrow();
    for (int i = 0; i < stored.payload().length; i++) {
      byte[] payload = stored.payload();
      payload[i] ^= 1;
      plain.save(with(stored, stored.key(), payload), i + 1L);
      // put back under its own version, so that nothing but the byte is wrong
      TemplateStore other = memory();
      other.save(plain.find(DataKeys.key(ALICE)).orElseThrow(), 0);
      other.save(with(stored, stored.key(), payload), 0);
      assertThatThrownBy(() -> new EncryptedTemplateStore(other, RING, CLOCK).find(key(OF_ALICE)))
          .as("byte %d", i)
          .isInstanceOf(CorruptStateException.class)
          .hasMessageNotContaining("dwell");
    }
  }

  @Test
  void find_refusesATemplateThatWasMoved() {
    Template second = template(ALICE, Source.fixedText("password", 2));
    encrypted.save(OF_ALICE, 0);
    Template stored = plain.find(key(OF_ALICE)).orElseThrow();
    plain.save(with(stored, second.key(), stored.payload()), 0);
    assertThatThrownBy(() -> encrypted.find(second.key()))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("moved");
    plain.save(with(stored, template(BOB, Source.freeText()).key(), stored.payload()), 0);
    assertThatThrownBy(() -> encrypted.find(template(BOB, Source.freeText()).key()))
        .isInstanceOf(CorruptStateException.class);
  }

  @Test
  void find_refusesAnEarlierVersionThatWasPutBack() {
    encrypted.save(OF_ALICE, 0);
    Template first = plain.find(key(OF_ALICE)).orElseThrow();
    encrypted.save(OF_ALICE, 1);
    plain.save(first, 2);
    assertThatThrownBy(() -> encrypted.find(key(OF_ALICE)))
        .isInstanceOf(CorruptStateException.class);
  }

  @Test
  void find_refusesWhatWasNeverEncrypted() {
    plain.save(OF_ALICE, 0);
    assertThatThrownBy(() -> encrypted.find(key(OF_ALICE)))
        .isInstanceOf(CorruptStateException.class)
        .hasMessage("template is not encrypted");
  }

  @Test
  void erase_destroysTheDataKeySoThatACopyCannotBeRead() {
    encrypted.save(OF_ALICE, 0);
    encrypted.save(template(BOB, Source.freeText()), 0);
    Template copy = plain.find(key(OF_ALICE)).orElseThrow();
    assertThat(encrypted.erase(ALICE)).isEqualTo(1);
    assertThat(plain.keys(ALICE)).isEmpty();
    plain.save(copy, 0);
    assertThatThrownBy(() -> encrypted.find(key(OF_ALICE)))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("data key");
    assertThat(encrypted.find(template(BOB, Source.freeText()).key())).isPresent();
  }

  @Test
  void erase_andNewEnrolment_useAnotherKey() {
    encrypted.save(OF_ALICE, 0);
    Template copy = plain.find(key(OF_ALICE)).orElseThrow();
    encrypted.erase(ALICE);
    encrypted.save(template(ALICE, Source.freeText()), 0);
    plain.save(copy, 0);
    assertThatThrownBy(() -> encrypted.find(key(OF_ALICE)))
        .isInstanceOf(CorruptStateException.class);
    assertThat(encrypted.find(template(ALICE, Source.freeText()).key())).isPresent();
  }

  @Test
  void save_whileTheSubjectIsErased_leavesNothingBehind() {
    List<Runnable> beforeSave = new ArrayList<>();
    TemplateStore racing = new Interposed(plain, beforeSave);
    TemplateStore store = new EncryptedTemplateStore(racing, plain, RING, CLOCK);
    store.save(OF_ALICE, 0);
    beforeSave.add(() -> encrypted.erase(ALICE));
    assertThat(store.save(template(ALICE, Source.pointer()), 0))
        .isEqualTo(new SaveResult.Conflict(0));
    assertThat(plain.keys(ALICE)).isEmpty();
  }

  @Test
  void rotation_readsWhatAnEarlierKeyWrappedUntilItLeaves() {
    encrypted.save(OF_ALICE, 0);
    KeyRing rotated = RING.withCurrent("k2", key(2));
    EncryptedTemplateStore after = new EncryptedTemplateStore(plain, rotated, CLOCK);
    assertThat(after.find(key(OF_ALICE))).isPresent();
    assertThat(after.rewrap(ALICE)).isTrue();
    assertThat(after.rewrap(ALICE)).isFalse();
    assertThat(after.rewrap(BOB)).isFalse();
    TemplateStore without = new EncryptedTemplateStore(plain, rotated.without("k1"), CLOCK);
    assertThat(without.find(key(OF_ALICE))).isPresent();
    assertThatThrownBy(() -> encrypted.find(key(OF_ALICE)))
        .isInstanceOf(StoreException.class)
        .hasMessage("master key \"k2\" is not in the key ring; add it as an earlier key");
  }

  @Test
  void save_wrapsTheDataKeyWithTheCurrentMasterKey() {
    encrypted.save(OF_ALICE, 0);
    KeyRing rotated = RING.withCurrent("k2", key(2));
    new EncryptedTemplateStore(plain, rotated, CLOCK).save(OF_ALICE, 1);
    TemplateStore without = new EncryptedTemplateStore(plain, rotated.without("k1"), CLOCK);
    assertThat(without.find(key(OF_ALICE))).isPresent();
  }

  @Test
  void find_withAnotherKeyOfTheSameName_isRefused() {
    encrypted.save(OF_ALICE, 0);
    TemplateStore other = new EncryptedTemplateStore(plain, KeyRing.of("k1", key(9)), CLOCK);
    assertThatThrownBy(() -> other.find(key(OF_ALICE))).isInstanceOf(CorruptStateException.class);
  }

  @Test
  void dataKeys_inAStoreOfTheirOwn_leaveTheTemplatesUnreadableWithoutIt() {
    TemplateStore keys = memory();
    TemplateStore store = new EncryptedTemplateStore(plain, keys, RING, CLOCK);
    store.save(OF_ALICE, 0);
    assertThat(plain.keys(ALICE)).containsExactly(OF_ALICE.key());
    assertThat(keys.keys(ALICE)).hasSize(1);
    store.erase(ALICE);
    assertThat(keys.keys(ALICE)).isEmpty();
  }

  @Test
  void dataKey_cannotBeReadOrWrittenAsATemplate() {
    encrypted.save(OF_ALICE, 0);
    assertThat(encrypted.keys(ALICE)).containsExactly(OF_ALICE.key());
    assertThatThrownBy(() -> encrypted.find(DataKeys.key(ALICE)))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> encrypted.remove(DataKeys.key(ALICE)))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void toString_showsNoKey() {
    assertThat(RING.toString()).isEqualTo("KeyRing[current k1, 1 keys]");
    DataKeys.DataKey key =
        new DataKeys.DataKey("id", new javax.crypto.spec.SecretKeySpec(key(3), "AES"), "k1", 1);
    assertThat(key.toString()).isEqualTo("DataKey[id]");
  }

  @Test
  void keyRing_refusesWhatIsNoKey() {
    assertThatThrownBy(() -> KeyRing.of("k", new byte[16]))
        .hasMessage("master key \"k\" must have 32 bytes, had 16");
    assertThatThrownBy(() -> KeyRing.of("a b", new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RING.withCurrent("k1", key(2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RING.without("k1")).isInstanceOf(IllegalArgumentException.class);
  }

  private static Template with(Template stored, TemplateKey key, byte[] payload) {
    return new Template(
        key,
        stored.version(),
        stored.detector(),
        stored.schemaHash(),
        stored.samples(),
        stored.updatedAt(),
        payload);
  }

  /** Does something just before a save. */
  private record Interposed(TemplateStore store, List<Runnable> beforeSave)
      implements TemplateStore {
    @Override
    public java.util.Optional<Template> find(TemplateKey key) {
      return store.find(key);
    }

    @Override
    public SaveResult save(Template template, long expectedVersion) {
      beforeSave.forEach(Runnable::run);
      beforeSave.clear();
      return store.save(template, expectedVersion);
    }

    @Override
    public boolean remove(TemplateKey key) {
      return store.remove(key);
    }

    @Override
    public List<TemplateKey> keys(SubjectId subject) {
      return store.keys(subject);
    }

    @Override
    public int erase(SubjectId subject) {
      return store.erase(subject);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
