package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.SubjectId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The rules TS-1 to TS-7 of {@link TemplateStore}. Write {@link #newStore}. Times have microseconds
 * here, the finest that the usual databases keep.
 */
public abstract class TemplateStoreTck {

  private static final String SECRET = "SECRET-4711";
  private static final SubjectId ALICE = SubjectId.of("alice");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final TemplateKey KEY = key(ALICE, Source.freeText(), DeviceClass.DESKTOP);

  private final MovableClock clock = new MovableClock();

  @SuppressWarnings("NullAway.Init") // set before each test
  private TemplateStore store;

  /** Makes this inherited test. */
  protected TemplateStoreTck() {}

  /** Opens an empty store, apart from all others this test has opened; the test closes it. */
  protected abstract TemplateStore newStore(Clock clock);

  /**
   * Opens a store whose medium fails in every call, for instance a database that is gone. Empty by
   * default, which skips a test.
   */
  protected Optional<TemplateStore> newFailingStore(Clock storeClock) {
    return Optional.empty();
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
  @DisplayName("TS-1 nothing is found where nothing was saved")
  void ts1_findsNothingAtFirst() {
    assertThat(store.find(KEY)).isEmpty();
    assertThat(store.keys(ALICE)).isEmpty();
  }

  @Test
  @DisplayName("TS-1 what was saved is found bit for bit")
  void ts1_findsWhatWasSaved() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    byte[] large = new byte[200_000];
    new SplittableRandom(1).nextBytes(large);
    long version = 0;
    for (byte[] payload : List.of(all, new byte[0], large, new byte[] {0, 0, 0})) {
      Template template = template(KEY, 7, payload);
      assertThat(store.save(template, version++)).isEqualTo(new SaveResult.Saved(version));
      assertThat(store.find(KEY)).contains(template.withVersion(version));
    }
  }

  @Test
  @DisplayName("TS-1 the last save is found, all its parts")
  void ts1_findsLastSave() {
    save(template(KEY, 1, new byte[] {1}), 0);
    Template second =
        new Template(
            KEY,
            1,
            "other-detector",
            "b".repeat(64),
            Integer.MAX_VALUE,
            NOW.plusNanos(123_456_000),
            new byte[] {2});
    save(second, 1);
    assertThat(store.find(KEY)).contains(second.withVersion(2));
  }

  @Test
  @DisplayName("TS-1 names in any script and of the greatest length are kept")
  void ts1_keepsUnusualNames() {
    List<String> accounts =
        List.of(
            "O'Brien\"; DROP TABLE template; --",
            "\u0645\u062d\u0645\u062f \uD83D\uDE80 %_\\",
            "\uD83D\uDE80".repeat(128),
            "x".repeat(256));
    for (String account : accounts) {
      TemplateKey key = key(SubjectId.of(account), Source.pointer(), DeviceClass.PHONE);
      save(template(key, 3, account.getBytes(StandardCharsets.UTF_8)), 0);
    }
    for (String account : accounts) {
      TemplateKey key = key(SubjectId.of(account), Source.pointer(), DeviceClass.PHONE);
      assertThat(store.find(key).orElseThrow().payload())
          .isEqualTo(account.getBytes(StandardCharsets.UTF_8));
      assertThat(store.keys(key.subject())).containsExactly(key);
    }
  }

  @Test
  @DisplayName("TS-2 a save with the stored version counts it up by one")
  void ts2_saveCountsVersionUp() {
    for (long expected = 0; expected < 5; expected++) {
      assertThat(store.save(template(KEY, 1, new byte[] {1}), expected))
          .isEqualTo(new SaveResult.Saved(expected + 1));
    }
  }

  @Test
  @DisplayName("TS-2 the version inside the given template does not matter")
  void ts2_versionInsideDoesNotMatter() {
    Template odd = template(KEY, 1, new byte[] {1}).withVersion(77);
    assertThat(store.save(odd, 0)).isEqualTo(new SaveResult.Saved(1));
    assertThat(store.find(KEY)).contains(odd.withVersion(1));
  }

  @Test
  @DisplayName("TS-2 a save with another version is a conflict and changes nothing")
  void ts2_staleSaveIsConflict() {
    Template first = template(KEY, 1, new byte[] {1});
    save(first, 0);
    save(first, 1);
    for (long stale : new long[] {0, 1, 3, Long.MAX_VALUE}) {
      assertThat(store.save(template(KEY, 9, new byte[] {9}), stale))
          .as("save expecting version %d", stale)
          .isEqualTo(new SaveResult.Conflict(2));
    }
    assertThat(store.find(KEY)).contains(first.withVersion(2));
  }

  @Test
  @DisplayName("TS-2 a save that expects a version where there is none is a conflict")
  void ts2_saveOverNothingIsConflict() {
    assertThat(store.save(template(KEY, 1, new byte[] {1}), 3))
        .isEqualTo(new SaveResult.Conflict(0));
    assertThat(store.find(KEY)).isEmpty();
  }

  @Test
  @DisplayName("TS-2 of many first writers exactly one succeeds")
  void ts2_oneOfManyFirstWritersSucceeds() throws Exception {
    for (int round = 0; round < 10; round++) {
      TemplateKey key = key(SubjectId.of("racer" + round), Source.freeText(), DeviceClass.TABLET);
      List<SaveResult> results =
          Race.run(6, thread -> store.save(template(key, thread, new byte[] {(byte) thread}), 0));
      assertThat(results).filteredOn(SaveResult.Saved.class::isInstance).hasSize(1);
      int winner = results.indexOf(new SaveResult.Saved(1));
      assertThat(store.find(key).orElseThrow().samples()).isEqualTo(winner);
    }
  }

  @Test
  @DisplayName("TS-2 no update of many writers is lost")
  void ts2_noUpdateIsLost() throws Exception {
    int threads = 4;
    int updates = 15;
    save(template(KEY, 0, new byte[] {0}), 0);
    Race.run(
        threads,
        thread -> {
          for (int done = 0; done < updates; ) {
            Template seen = store.find(KEY).orElseThrow();
            Template next = template(KEY, seen.samples() + 1, seen.payload());
            done += store.save(next, seen.version()) instanceof SaveResult.Saved ? 1 : 0;
          }
          return thread;
        });
    Template last = store.find(KEY).orElseThrow();
    assertThat(last.samples()).as("updates").isEqualTo(threads * updates);
    assertThat(last.version()).isEqualTo(1L + (long) threads * updates);
  }

  @Test
  @DisplayName("TS-2 no update of 64 writers in 16 tenants is lost or reaches another tenant")
  void ts2_manyWritersInManyTenants() throws Exception {
    int writers = 64;
    int tenants = 16;
    int updates = 3;
    Race.run(
        writers,
        thread -> {
          SubjectId subject = new SubjectId("tenant" + thread % tenants, "alice");
          TemplateKey key = key(subject, Source.freeText(), DeviceClass.DESKTOP);
          byte[] mark = {(byte) (thread % tenants)};
          for (int done = 0; done < updates; ) {
            Optional<Template> seen = store.find(key);
            int samples = seen.map(Template::samples).orElse(0);
            long version = seen.map(Template::version).orElse(0L);
            assertThat(seen.map(Template::payload).orElse(mark)).isEqualTo(mark);
            SaveResult result = store.save(template(key, samples + 1, mark), version);
            done += result instanceof SaveResult.Saved ? 1 : 0;
          }
          return thread;
        });
    for (int tenant = 0; tenant < tenants; tenant++) {
      SubjectId subject = new SubjectId("tenant" + tenant, "alice");
      Template last =
          store.find(key(subject, Source.freeText(), DeviceClass.DESKTOP)).orElseThrow();
      assertThat(last.samples()).isEqualTo(writers / tenants * updates);
      assertThat(last.version()).isEqualTo(last.samples());
    }
  }

  @Test
  @DisplayName("TS-2 a clock that jumps back does not keep a save from replacing")
  void ts2_clockJumps() {
    save(template(KEY, 1, new byte[] {1}), 0);
    clock.advance(Duration.ofDays(-3650));
    Template earlier =
        new Template(
            KEY,
            0,
            "simulated",
            "a".repeat(64),
            2,
            NOW.minus(Duration.ofDays(3650)),
            new byte[] {2});
    save(earlier, 1);
    clock.advance(Duration.ofDays(7300));
    assertThat(store.find(KEY)).contains(earlier.withVersion(2));
  }

  @Test
  @DisplayName("TS-3 tenants, accounts, sources, epochs and device classes never mix")
  void ts3_keysNeverMix() {
    Map<TemplateKey, Template> saved = new LinkedHashMap<>();
    for (TemplateKey key : alikeKeys()) {
      Template template = template(key, saved.size(), new byte[] {(byte) saved.size()});
      save(template, 0);
      saved.put(key, template.withVersion(1));
    }
    saved.forEach((key, template) -> assertThat(store.find(key)).contains(template));
    for (TemplateKey key : saved.keySet()) {
      assertThat(store.keys(key.subject()))
          .containsExactlyInAnyOrderElementsOf(
              saved.keySet().stream().filter(k -> k.subject().equals(key.subject())).toList());
    }
  }

  @Test
  @DisplayName("TS-3 accounts that differ in case, accent or a space at the end never mix")
  void ts3_similarAccountsNeverMix() {
    List<String> accounts =
        List.of("jose", "Jose", "JOSE", "jos\u00e9", "jose\u0301", "jose ", " jose", "jo\u017fe");
    for (String account : accounts) {
      TemplateKey key = key(SubjectId.of(account), Source.freeText(), DeviceClass.DESKTOP);
      assertThat(store.save(template(key, 1, new byte[] {1}), 0))
          .as("first save of an account like others")
          .isEqualTo(new SaveResult.Saved(1));
      assertThat(store.keys(key.subject())).containsExactly(key);
    }
    assertThat(store.erase(SubjectId.of("jose"))).isEqualTo(1);
    assertThat(store.keys(SubjectId.of("JOSE"))).hasSize(1);
  }

  @Test
  @DisplayName("TS-4 erase removes every template of the subject and nothing else")
  void ts4_eraseRemovesAllOfSubject() {
    for (TemplateKey key : alikeKeys()) {
      save(template(key, 1, new byte[] {1}), 0);
    }
    long ofAlice = alikeKeys().stream().filter(key -> key.subject().equals(ALICE)).count();
    assertThat(store.erase(ALICE)).isEqualTo((int) ofAlice);
    assertThat(store.keys(ALICE)).isEmpty();
    for (TemplateKey key : alikeKeys()) {
      assertThat(store.find(key).isPresent()).isEqualTo(!key.subject().equals(ALICE));
    }
  }

  @Test
  @DisplayName("TS-4 erasing nothing answers 0")
  void ts4_erasingNothingAnswersZero() {
    assertThat(store.erase(ALICE)).isZero();
    save(template(KEY, 1, new byte[] {1}), 0);
    assertThat(store.erase(ALICE)).isEqualTo(1);
    assertThat(store.erase(ALICE)).isZero();
  }

  @Test
  @DisplayName("TS-4 after erase a save that saw the old template is a conflict")
  void ts4_erasedTemplateIsNotSavedOver() {
    save(template(KEY, 1, new byte[] {1}), 0);
    store.erase(ALICE);
    assertThat(store.save(template(KEY, 2, new byte[] {2}), 1))
        .isEqualTo(new SaveResult.Conflict(0));
    assertThat(store.find(KEY)).isEmpty();
  }

  @Test
  @DisplayName("TS-5 remove removes one template and answers whether there was one")
  void ts5_removeRemovesOne() {
    for (TemplateKey key : alikeKeys()) {
      save(template(key, 1, new byte[] {1}), 0);
    }
    assertThat(store.remove(KEY)).isTrue();
    assertThat(store.remove(KEY)).isFalse();
    for (TemplateKey key : alikeKeys()) {
      assertThat(store.find(key).isPresent()).isEqualTo(!key.equals(KEY));
    }
  }

  @Test
  @DisplayName("TS-5 of many that remove one template exactly one had it")
  void ts5_oneOfManyRemoves() throws Exception {
    save(template(KEY, 1, new byte[] {1}), 0);
    assertThat(Race.run(6, thread -> store.remove(KEY))).containsOnlyOnce(true);
  }

  @Test
  @DisplayName("TS-6 after close every call is a StoreException")
  void ts6_closedStoreRefuses() {
    store.close();
    refusesAll(store);
  }

  @Test
  @DisplayName("TS-6 closing twice is harmless")
  void ts6_closeIsIdempotent() {
    store.close();
    store.close();
  }

  @Test
  @DisplayName("TS-7 a failure is a StoreException without contents")
  void ts7_failureIsStoreException() {
    Optional<TemplateStore> failing = newFailingStore(clock);
    assumeTrue(failing.isPresent(), "override newFailingStore() to test failures");
    try (TemplateStore down = failing.orElseThrow()) {
      refusesAll(down);
    }
  }

  @Test
  @DisplayName("TS-7 the refusal of a closed store carries no contents")
  void ts7_refusalCarriesNoContents() {
    store.close();
    TemplateKey key = key(SubjectId.of(SECRET), Source.freeText(), DeviceClass.DESKTOP);
    byte[] payload = SECRET.getBytes(StandardCharsets.UTF_8);
    for (Throwable t = catchThrowable(() -> store.save(template(key, 1, payload), 0));
        t != null;
        t = t.getCause()) {
      assertThat(String.valueOf(t.getMessage()))
          .as("message of %s", t.getClass())
          .doesNotContain(SECRET);
    }
  }

  private static void refusesAll(TemplateStore refusing) {
    TemplateKey key = key(SubjectId.of(SECRET), Source.freeText(), DeviceClass.DESKTOP);
    byte[] payload = SECRET.getBytes(StandardCharsets.UTF_8);
    refused("find", () -> refusing.find(key));
    refused("save", () -> refusing.save(template(key, 1, payload), 0));
    refused("remove", () -> refusing.remove(key));
    refused("keys", () -> refusing.keys(key.subject()));
    refused("erase", () -> refusing.erase(key.subject()));
  }

  private static void refused(String call, ThrowingCallable code) {
    assertThatThrownBy(code)
        .as(call)
        .isInstanceOf(StoreException.class)
        .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContain(SECRET));
  }

  /** Keys each of which differs from {@link #KEY} in one part, and that one itself. */
  private static List<TemplateKey> alikeKeys() {
    List<TemplateKey> keys = new ArrayList<>(List.of(KEY));
    keys.add(key(new SubjectId("other", "alice"), Source.freeText(), DeviceClass.DESKTOP));
    keys.add(key(new SubjectId("alice", "default"), Source.freeText(), DeviceClass.DESKTOP));
    keys.add(key(SubjectId.of("alic"), Source.freeText(), DeviceClass.DESKTOP));
    for (DeviceClass device : List.of(DeviceClass.PHONE, DeviceClass.UNKNOWN)) {
      keys.add(key(ALICE, Source.freeText(), device));
    }
    for (int epoch = 0; epoch < 3; epoch++) {
      keys.add(key(ALICE, Source.fixedText("password", epoch), DeviceClass.DESKTOP));
    }
    keys.add(key(ALICE, Source.fixedText("password1", 0), DeviceClass.DESKTOP));
    Source sameName = new Source(Modality.POINTER, "free-text", 0);
    keys.add(key(ALICE, sameName, DeviceClass.DESKTOP));
    return keys;
  }

  private void save(Template template, long expected) {
    assertThat(store.save(template, expected)).isEqualTo(new SaveResult.Saved(expected + 1));
  }

  private static Template template(TemplateKey key, int samples, byte[] payload) {
    return new Template(key, 0, "simulated", "a".repeat(64), samples, NOW, payload);
  }

  private static TemplateKey key(SubjectId subject, Source source, DeviceClass device) {
    return new TemplateKey(subject, source, device);
  }
}
