package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.event.Source;
import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SubjectId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The rules SS-1 to SS-8 of {@link SampleStore}. Write {@link #newStore}. Times have microseconds
 * here, the finest that the usual databases keep.
 */
public abstract class SampleStoreTck {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(1000));
  private static final SubjectId ALICE = SubjectId.of("alice");
  private static final TemplateKey KEY = key(ALICE, Source.freeText(), DeviceClass.DESKTOP);

  private final MovableClock clock = new MovableClock();

  @SuppressWarnings("NullAway.Init") // set before each test
  private SampleStore store;

  /** Makes this inherited test. */
  protected SampleStoreTck() {}

  /**
   * Opens an empty store that keeps samples for 14 days, apart from all others this test has
   * opened; the test closes it.
   */
  protected abstract SampleStore newStore(Clock clock);

  /** Returns the most bytes that features may have; what the contract says unless overridden. */
  protected int maxFeatures() {
    return Sample.MAX_FEATURES;
  }

  @BeforeEach
  void open() {
    store = newStore(clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @DisplayName("SS-1 samples are read bit for bit, earliest first")
  void ss1_readsWhatWasAppended() {
    byte[] large = new byte[maxFeatures()];
    new SplittableRandom(1).nextBytes(large);
    List<Sample> samples = new ArrayList<>();
    for (Provenance provenance : Provenance.values()) {
      samples.add(
          new Sample(
              "\u00e9" + provenance,
              KEY,
              NOW.plusSeconds(samples.size()),
              provenance,
              "a".repeat(64),
              samples.size() == 1 ? large : new byte[] {0, (byte) samples.size(), -1}));
    }
    store.append(List.of(samples.get(3), samples.get(1)));
    store.append(List.of(samples.get(2), samples.get(0)));
    assertThat(readAll(KEY)).containsExactlyElementsOf(samples);
  }

  @Test
  @DisplayName("SS-1 a range has its first instant and not its last")
  void ss1_rangeIsHalfOpen() {
    for (int i = 0; i < 5; i++) {
      store.append(List.of(sample("s" + i, KEY, i)));
    }
    assertThat(store.read(KEY, NOW.plusSeconds(1), NOW.plusSeconds(3), null, 10))
        .extracting(Sample::id)
        .containsExactly("s1", "s2");
  }

  @Test
  @DisplayName("SS-1 pages have every sample once")
  void ss1_pagesHaveEverySampleOnce() {
    List<Sample> all = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      all.add(sample("s" + i, KEY, i / 5)); // five at a time
    }
    store.append(all);
    List<Sample> seen = new ArrayList<>();
    List<Sample> page = store.read(KEY, NOW, LATER, null, 7);
    while (!page.isEmpty()) {
      assertThat(page.size()).isLessThanOrEqualTo(7);
      seen.addAll(page);
      assertThat(seen).as("all pages together").hasSizeLessThanOrEqualTo(25);
      page = store.read(KEY, NOW, LATER, seen.get(seen.size() - 1).position(), 7);
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    assertThat(seen).extracting(Sample::at).isSorted();
  }

  @Test
  @DisplayName("SS-1 a limit out of range is refused")
  void ss1_limitIsChecked() {
    for (int limit : new int[] {-1, 0, SampleStore.MAX_PAGE + 1}) {
      assertThatThrownBy(() -> store.read(KEY, NOW, LATER, null, limit))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Integer.toString(limit));
    }
  }

  @Test
  @DisplayName("SS-2 a sample appended again is one, and the first stays")
  void ss2_appendIsIdempotent() {
    Sample first = sample("s1", KEY, 0);
    store.append(List.of(first, first));
    store.append(List.of(sample("s2", KEY, 1), sample("s1", KEY, 5)));
    assertThat(readAll(KEY)).containsExactly(first, sample("s2", KEY, 1));
    store.append(List.of());
  }

  @Test
  @DisplayName("SS-2 what 64 writers append is all kept, once")
  void ss2_concurrentAppendsAreKeptOnce() throws Exception {
    Race.run(
        64,
        thread -> {
          Sample shared = sample("shared" + thread % 4, KEY, 0);
          store.append(List.of(sample("s" + thread, KEY, thread), shared));
          return thread;
        });
    assertThat(readAll(KEY)).hasSize(68).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("SS-3 tenants, accounts, sources, epochs and device classes never mix")
  void ss3_keysNeverMix() {
    List<TemplateKey> keys = alikeKeys();
    for (TemplateKey key : keys) {
      store.append(List.of(sample("s" + keys.indexOf(key), key, 0)));
    }
    for (TemplateKey key : keys) {
      assertThat(readAll(key)).containsExactly(sample("s" + keys.indexOf(key), key, 0));
    }
  }

  @Test
  @DisplayName("SS-3 the same id in two tenants is two samples")
  void ss3_idsBelongToTenants() {
    TemplateKey theirs =
        key(new SubjectId("other", "alice"), Source.freeText(), DeviceClass.DESKTOP);
    store.append(List.of(sample("s1", KEY, 0), sample("s1", theirs, 1)));
    assertThat(readAll(KEY)).containsExactly(sample("s1", KEY, 0));
    assertThat(readAll(theirs)).containsExactly(sample("s1", theirs, 1));
  }

  @Test
  @DisplayName("SS-4 erase removes every sample of the subject and nothing else")
  void ss4_eraseRemovesAllOfSubject() {
    List<TemplateKey> keys = alikeKeys();
    for (TemplateKey key : keys) {
      store.append(List.of(sample("s" + keys.indexOf(key), key, 0)));
    }
    long ofAlice = keys.stream().filter(key -> key.subject().equals(ALICE)).count();
    assertThat(store.erase(ALICE)).isEqualTo((int) ofAlice);
    assertThat(store.erase(ALICE)).isZero();
    for (TemplateKey key : keys) {
      assertThat(readAll(key)).hasSize(key.subject().equals(ALICE) ? 0 : 1);
    }
  }

  @Test
  @DisplayName("SS-5 expire removes what is older than the retention")
  void ss5_expireRemovesOld() {
    store.append(List.of(sample("s0", KEY, 0), sample("s1", KEY, 1)));
    assertThat(store.expire(NOW.plus(Duration.ofDays(14)))).isZero();
    assertThat(store.expire(NOW.plus(Duration.ofDays(14)).plusSeconds(1))).isEqualTo(1);
    assertThat(readAll(KEY)).containsExactly(sample("s1", KEY, 1));
  }

  @Test
  @DisplayName("SS-5 a clock that jumps removes nothing by itself")
  void ss5_clockJumpRemovesNothing() {
    store.append(List.of(sample("s0", KEY, 0)));
    clock.advance(Duration.ofDays(3650));
    store.append(List.of(sample("s1", KEY, 1)));
    clock.advance(Duration.ofDays(-7300));
    store.append(List.of(sample("s2", KEY, 2)));
    assertThat(readAll(KEY)).hasSize(3);
  }

  @Test
  @DisplayName("SS-6 after close every call is a StoreException")
  void ss6_closedStoreRefuses() {
    store.close();
    refused("keys", () -> store.keys(ALICE));
    refused("scan", () -> store.scan(NOW, LATER, null, 1));
    refused("append", () -> store.append(List.of(sample("s0", KEY, 0))));
    refused("read", () -> store.read(KEY, NOW, LATER, null, 1));
    refused("erase", () -> store.erase(ALICE));
    refused("expire", () -> store.expire(NOW));
  }

  @Test
  @DisplayName("SS-7 the keys of a subject are named, each once, and no other's")
  void ss7_namesTheKeysOfASubject() {
    assertThat(store.keys(ALICE)).isEmpty();
    List<TemplateKey> keys = alikeKeys();
    for (TemplateKey key : keys) {
      store.append(List.of(sample("a" + keys.indexOf(key), key, 1)));
      store.append(List.of(sample("b" + keys.indexOf(key), key, 2)));
    }
    assertThat(store.keys(ALICE))
        .containsExactlyInAnyOrderElementsOf(
            keys.stream().filter(key -> key.subject().equals(ALICE)).toList());
  }

  @Test
  @DisplayName("SS-8 a scan answers the samples of all subjects in one order")
  void ss8_scansAllSubjects() {
    List<Sample> samples = new ArrayList<>();
    List<TemplateKey> keys = alikeKeys();
    for (int i = 0; i < 40; i++) {
      samples.add(sample("s" + (100 + i), keys.get(i * 7 % keys.size()), i / 3));
    }
    for (int i = 0; i < samples.size(); i++) {
      store.append(List.of(samples.get(i * 27 % samples.size())));
    }
    List<Sample> scanned = new ArrayList<>();
    List<Sample> page = store.scan(NOW, NOW.plusSeconds(12), null, 7);
    while (!page.isEmpty()) {
      scanned.addAll(page);
      page = store.scan(NOW, NOW.plusSeconds(12), page.get(page.size() - 1).position(), 7);
    }
    assertThat(scanned).containsExactlyElementsOf(samples.subList(0, 36));
  }

  @Test
  @DisplayName("SS-6 closing twice is harmless")
  void ss6_closeIsIdempotent() {
    store.close();
    store.close();
  }

  private static void refused(String call, ThrowingCallable code) {
    assertThatThrownBy(code).as(call).isInstanceOf(StoreException.class);
  }

  private List<Sample> readAll(TemplateKey key) {
    return store.read(key, NOW.minusSeconds(1), LATER, null, SampleStore.MAX_PAGE);
  }

  /** Keys each of which differs from {@link #KEY} in one part, and that one itself. */
  private static List<TemplateKey> alikeKeys() {
    return List.of(
        KEY,
        key(new SubjectId("other", "alice"), Source.freeText(), DeviceClass.DESKTOP),
        key(SubjectId.of("Alice"), Source.freeText(), DeviceClass.DESKTOP),
        key(SubjectId.of("alice "), Source.freeText(), DeviceClass.DESKTOP),
        key(ALICE, Source.freeText(), DeviceClass.PHONE),
        key(ALICE, Source.pointer(), DeviceClass.DESKTOP),
        key(ALICE, Source.fixedText("password", 0), DeviceClass.DESKTOP),
        key(ALICE, Source.fixedText("password", 1), DeviceClass.DESKTOP));
  }

  private static Sample sample(String id, TemplateKey key, int second) {
    return new Sample(
        id, key, NOW.plusSeconds(second), Provenance.LIVE, "a".repeat(64), new byte[] {1, 2});
  }

  private static TemplateKey key(SubjectId subject, Source source, DeviceClass device) {
    return new TemplateKey(subject, source, device);
  }
}
