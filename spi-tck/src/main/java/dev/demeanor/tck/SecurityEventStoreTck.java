package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.RefusedException;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.spi.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The rules SE-1 to SE-8 of {@link SecurityEventStore}. Write {@link #newStore}. Times have
 * microseconds here, the finest that the usual databases keep.
 */
public abstract class SecurityEventStoreTck {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final String TENANT = "default";
  private static final SecurityEventFilter ALL = SecurityEventFilter.of(TENANT);
  private static final Adjudication FALSE_ALARM =
      Adjudication.decided(Adjudication.Decision.GENUINE, "jane", "was on a train; \"odd\" \u00e9");

  private final MovableClock clock = new MovableClock();

  @SuppressWarnings("NullAway.Init") // set before each test
  private SecurityEventStore store;

  /** Makes this inherited test. */
  protected SecurityEventStoreTck() {}

  /** Opens an empty store, apart from all others this test has opened; the test closes it. */
  protected abstract SecurityEventStore newStore(Clock clock);

  /** Returns an event that the store cannot hold. Empty by default, which skips a test. */
  protected Optional<SecurityEvent> newRefusedEvent() {
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
  @DisplayName("SE-1 a recorded event is found, all its parts")
  void se1_recordedEventIsFound() {
    SecurityEvent full = event("e1", 0);
    SecurityEvent bare =
        SecurityEvent.pending("\u00e9-'\"%", TENANT, "TAKE_OVER", NOW, "subject", null, null);
    store.record(full);
    store.record(bare);
    assertThat(store.find(TENANT, "e1")).contains(full);
    assertThat(store.find(TENANT, "\u00e9-'\"%")).contains(bare);
  }

  @Test
  @DisplayName("SE-1 an event begins as pending, with nobody's notes")
  void se1_beginsPending() {
    store.record(event("e1", 0));
    SecurityEvent found = store.find(TENANT, "e1").orElseThrow();
    assertThat(found.adjudication()).isEqualTo(Adjudication.PENDING);
    assertThat(found.version()).isEqualTo(1);
  }

  @Test
  @DisplayName("SE-1 nothing is found where nothing was recorded")
  void se1_findsNothingAtFirst() {
    assertThat(store.find(TENANT, "e1")).isEmpty();
    assertThat(store.page(ALL, null, 10)).isEmpty();
  }

  @Test
  @DisplayName("SE-2 recording again keeps the first event and its judgement")
  void se2_recordIsIdempotent() {
    SecurityEvent first = event("e1", 0);
    store.record(first);
    store.adjudicate(TENANT, "e1", FALSE_ALARM, 1);
    store.record(first);
    store.record(event("e1", 77));
    assertThat(store.find(TENANT, "e1")).contains(first.with(FALSE_ALARM));
    assertThat(store.page(ALL, null, 10)).hasSize(1);
  }

  @Test
  @DisplayName("SE-2 of 64 writers that record 8 events each event is there once")
  void se2_concurrentRecordsAreOne() throws Exception {
    Race.run(
        64,
        thread -> {
          store.record(event("e" + thread % 8, 0));
          return thread;
        });
    assertThat(store.page(ALL, null, 100)).hasSize(8);
  }

  @Test
  @DisplayName("SE-3 a judgement is stored, all its parts, and counts the version up")
  void se3_judgementIsStored() {
    SecurityEvent event = event("e1", 0);
    store.record(event);
    Adjudication review = Adjudication.inReview("jane");
    assertThat(store.adjudicate(TENANT, "e1", review, 1)).isEqualTo(new SaveResult.Saved(2));
    assertThat(store.find(TENANT, "e1")).contains(event.with(review));
    assertThat(store.adjudicate(TENANT, "e1", FALSE_ALARM, 2)).isEqualTo(new SaveResult.Saved(3));
    assertThat(store.find(TENANT, "e1")).contains(event.with(review).with(FALSE_ALARM));
    for (Adjudication.Decision decision : Adjudication.Decision.values()) {
      long version = store.find(TENANT, "e1").orElseThrow().version();
      Adjudication next = Adjudication.decided(decision, "joe", "n".repeat(4_000));
      store.adjudicate(TENANT, "e1", next, version);
      assertThat(store.find(TENANT, "e1").orElseThrow().adjudication()).isEqualTo(next);
    }
  }

  @Test
  @DisplayName("SE-3 a judgement of another version is a conflict and changes nothing")
  void se3_otherVersionIsConflict() {
    store.record(event("e1", 0));
    assertThat(store.adjudicate(TENANT, "e1", FALSE_ALARM, 2))
        .isEqualTo(new SaveResult.Conflict(1));
    assertThat(store.adjudicate(TENANT, "missing", FALSE_ALARM, 1))
        .isEqualTo(new SaveResult.Conflict(0));
    assertThat(store.find(TENANT, "e1")).contains(event("e1", 0));
  }

  @Test
  @DisplayName("SE-3 of 64 reviewers exactly one succeeds")
  void se3_oneOfManyReviewersSucceeds() throws Exception {
    store.record(event("e1", 0));
    List<SaveResult> results =
        Race.run(
            64, thread -> store.adjudicate(TENANT, "e1", Adjudication.inReview("r" + thread), 1));
    assertThat(results).filteredOn(SaveResult.Saved.class::isInstance).hasSize(1);
    int winner = results.indexOf(new SaveResult.Saved(2));
    assertThat(store.find(TENANT, "e1").orElseThrow().adjudication())
        .isEqualTo(Adjudication.inReview("r" + winner));
  }

  @Test
  @DisplayName("SE-4 pages have every event once, latest first")
  void se4_pagesHaveEveryEventOnce() {
    for (int i = 0; i < 25; i++) {
      store.record(event("e" + i, i / 5)); // five at a time
    }
    List<SecurityEvent> seen = new ArrayList<>();
    List<SecurityEvent> page = store.page(ALL, null, 7);
    while (!page.isEmpty()) {
      seen.addAll(page);
      assertThat(seen).as("all pages together").hasSizeLessThanOrEqualTo(25);
      page = store.page(ALL, seen.get(seen.size() - 1).position(), 7);
      store.record(event("later" + seen.size(), 100 + seen.size())); // before all that was seen
    }
    assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    assertThat(seen).extracting(SecurityEvent::at).isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  @DisplayName("SE-4 a filter lets through what it wants and nothing else")
  void se4_filters() {
    SecurityEvent other =
        SecurityEvent.pending("o", TENANT, "TAKE_OVER", NOW.plusSeconds(9), "joe", null, null);
    store.record(event("e1", 1));
    store.record(event("e2", 2));
    store.record(other);
    store.adjudicate(TENANT, "e1", FALSE_ALARM, 1);
    assertThat(ids(ALL.withSubjectKey("joe"))).containsExactly("o");
    assertThat(ids(ALL.withKind("SESSION_BLOCKED"))).containsExactly("e2", "e1");
    assertThat(ids(ALL.withStatus(Adjudication.Status.PENDING))).containsExactly("o", "e2");
    assertThat(ids(ALL.withStatus(Adjudication.Status.DECIDED))).containsExactly("e1");
    assertThat(ids(ALL.between(NOW.plusSeconds(1), NOW.plusSeconds(2)))).containsExactly("e1");
    assertThat(ids(ALL.withSubjectKey("joe").withKind("SESSION_BLOCKED"))).isEmpty();
    assertThat(ids(ALL)).containsExactly("o", "e2", "e1");
  }

  @Test
  @DisplayName("SE-4 a limit out of range is refused")
  void se4_limitIsChecked() {
    for (int limit : new int[] {-1, 0, SecurityEventStore.MAX_PAGE + 1}) {
      assertThatThrownBy(() -> store.page(ALL, null, limit))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Integer.toString(limit));
    }
  }

  @Test
  @DisplayName("SE-5 the same id in two tenants is two events")
  void se5_tenantsNeverMix() {
    SecurityEvent ours = event("e1", 0);
    SecurityEvent theirs =
        SecurityEvent.pending("e1", "other", "TAKE_OVER", NOW, ours.subjectKey(), null, null);
    store.record(ours);
    store.record(theirs);
    store.adjudicate("other", "e1", FALSE_ALARM, 1);
    assertThat(store.find(TENANT, "e1")).contains(ours);
    assertThat(store.page(SecurityEventFilter.of("other"), null, 10))
        .containsExactly(theirs.with(FALSE_ALARM));
    assertThat(store.erase("other", ours.subjectKey())).isEqualTo(1);
    assertThat(store.page(ALL, null, 10)).containsExactly(ours);
    assertThat(store.page(SecurityEventFilter.of("Default"), null, 10)).isEmpty();
  }

  @Test
  @DisplayName("SE-6 erase removes every event of the subject and nothing else")
  void se6_eraseRemovesAllOfSubject() {
    for (int i = 0; i < 3; i++) {
      store.record(event("e" + i, i));
    }
    store.record(SecurityEvent.pending("o", TENANT, "TAKE_OVER", NOW, "joe", null, null));
    assertThat(store.erase(TENANT, "subject-hash")).isEqualTo(3);
    assertThat(store.erase(TENANT, "subject-hash")).isZero();
    assertThat(ids(ALL)).containsExactly("o");
  }

  @Test
  @DisplayName("SE-6 what is older is removed, in every tenant, and nothing else")
  void se6_deleteBefore() {
    store.record(event("old", 0));
    store.record(event("new", 1));
    store.record(SecurityEvent.pending("o", "other", "TAKE_OVER", NOW, "joe", null, null));
    assertThat(store.deleteBefore(NOW.plusSeconds(1))).isEqualTo(2);
    assertThat(ids(ALL)).containsExactly("new");
    assertThat(ids(SecurityEventFilter.of("other"))).isEmpty();
  }

  @Test
  @DisplayName("SE-6 a clock that jumps removes nothing by itself")
  void se6_clockJumpRemovesNothing() {
    store.record(event("e1", 0));
    clock.advance(Duration.ofDays(3650));
    store.record(event("e2", 1));
    clock.advance(Duration.ofDays(-7300));
    store.record(event("e3", 2));
    assertThat(ids(ALL)).containsExactly("e3", "e2", "e1");
  }

  @Test
  @DisplayName("SE-7 after close every call is a StoreException")
  void se7_closedStoreRefuses() {
    store.close();
    refused("record", () -> store.record(event("e1", 0)));
    refused("find", () -> store.find(TENANT, "e1"));
    refused("adjudicate", () -> store.adjudicate(TENANT, "e1", FALSE_ALARM, 1));
    refused("page", () -> store.page(ALL, null, 1));
    refused("erase", () -> store.erase(TENANT, "subject-hash"));
    refused("deleteBefore", () -> store.deleteBefore(NOW));
  }

  @Test
  @DisplayName("SE-8 an event that cannot be held is refused alone")
  void se8_refusesOneEvent() {
    Optional<SecurityEvent> refused = newRefusedEvent();
    assumeTrue(refused.isPresent(), "override newRefusedEvent() where a store cannot hold all");
    assertThatThrownBy(() -> store.record(refused.orElseThrow()))
        .isInstanceOf(RefusedException.class);
    store.record(event("good", 0));
    assertThat(store.page(ALL, null, 10)).extracting(SecurityEvent::id).containsExactly("good");
  }

  @Test
  @DisplayName("SE-7 closing twice is harmless")
  void se7_closeIsIdempotent() {
    store.close();
    store.close();
  }

  private static void refused(String call, ThrowingCallable code) {
    assertThatThrownBy(code).as(call).isInstanceOf(StoreException.class);
  }

  private List<String> ids(SecurityEventFilter filter) {
    return store.page(filter, null, 100).stream().map(SecurityEvent::id).toList();
  }

  private static SecurityEvent event(String id, int second) {
    return SecurityEvent.pending(
        id,
        TENANT,
        "SESSION_BLOCKED",
        NOW.plusSeconds(second),
        "subject-hash",
        "session-hash",
        "block-" + id);
  }
}
