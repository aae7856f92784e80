package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.store.RefusedException;
import dev.demeanor.spi.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The rules AS-1 to AS-6 of {@link AuditSink}. Write {@link #newSink} and {@link #storedIds}. All
 * records are simulated.
 */
public abstract class AuditSinkTck {

  /**
   * A sink whose medium fails until it is repaired.
   *
   * @param sink the sink
   * @param repair makes the medium work again
   */
  protected record FailingSink(AuditSink sink, Runnable repair) {
    /** Makes it; public, so that tests in other packages can. */
    public FailingSink {}
  }

  @SuppressWarnings("NullAway.Init") // set before each test
  private AuditSink sink;

  /** Makes this inherited test. */
  protected AuditSinkTck() {}

  /** Opens an empty sink, apart from all others this test has opened; the test closes it. */
  protected abstract AuditSink newSink();

  /**
   * Returns the ids that the sink keeps, as somebody reads them who comes after a crash: from the
   * medium, in the order kept, an id that was appended twice once.
   */
  protected abstract List<String> storedIds(AuditSink of);

  /** Opens a sink whose medium fails. Empty by default, which skips a test. */
  protected Optional<FailingSink> newFailingSink() {
    return Optional.empty();
  }

  /** Returns a record that the sink cannot hold. Empty by default, which skips a test. */
  protected Optional<AuditRecord> newRefusedRecord() {
    return Optional.empty();
  }

  @BeforeEach
  void open() {
    sink = newSink();
  }

  @AfterEach
  void close() {
    sink.close();
  }

  @Test
  @DisplayName("AS-1 when append returns all records are kept in the order given")
  void as1_keepsAllInOrder() {
    List<AuditRecord> records = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      records.add(SimulatedRecords.decided("s" + i % 7, i, Verdict.values()[i % 3]));
    }
    sink.append(records.subList(0, 60));
    assertThat(storedIds(sink)).containsExactlyElementsOf(ids(records.subList(0, 60)));
    for (AuditRecord record : records.subList(60, 100)) {
      sink.append(List.of(record));
    }
    assertThat(storedIds(sink)).containsExactlyElementsOf(ids(records));
  }

  @Test
  @DisplayName("AS-1 records of every kind are kept")
  void as1_keepsEveryKind() {
    List<AuditRecord> records = new ArrayList<>(SimulatedRecords.others());
    records.add(SimulatedRecords.decided("s", 1, Verdict.DENY));
    records.add(SimulatedRecords.decided("s", 2, Verdict.ALLOW));
    sink.append(records);
    assertThat(storedIds(sink)).containsExactlyElementsOf(ids(records));
  }

  @Test
  @DisplayName("AS-1 appending nothing keeps nothing")
  void as1_appendsNothing() {
    sink.append(List.of());
    assertThat(storedIds(sink)).isEmpty();
  }

  @Test
  @DisplayName("AS-1 the list may change after append has returned")
  void as1_listMayChange() {
    List<AuditRecord> records = new ArrayList<>(SimulatedRecords.others());
    sink.append(records);
    List<String> ids = ids(records);
    records.clear();
    assertThat(storedIds(sink)).containsExactlyElementsOf(ids);
  }

  @Test
  @DisplayName("AS-2 an id appended again counts once")
  void as2_duplicateCountsOnce() {
    List<AuditRecord> records = SimulatedRecords.others();
    sink.append(records);
    sink.append(records);
    sink.append(List.of(records.get(2), SimulatedRecords.feedback("new"), records.get(2)));
    List<String> expected = new ArrayList<>(ids(records));
    expected.add("new");
    assertThat(storedIds(sink)).containsExactlyElementsOf(expected);
  }

  @Test
  @DisplayName("AS-2 an id twice in one call counts once")
  void as2_duplicateInOneCallCountsOnce() {
    AuditRecord record = SimulatedRecords.feedback("f");
    sink.append(List.of(record, record));
    assertThat(storedIds(sink)).containsExactly("f");
  }

  @Test
  @DisplayName("AS-3 a failure is a StoreException, keeps none or all, and may be repeated")
  void as3_failureMayBeRepeated() {
    Optional<FailingSink> failing = newFailingSink();
    assumeTrue(failing.isPresent(), "override newFailingSink() to test failures");
    List<AuditRecord> records = SimulatedRecords.others();
    try (AuditSink down = failing.orElseThrow().sink()) {
      assertThatThrownBy(() -> down.append(records)).isInstanceOf(StoreException.class);
      failing.orElseThrow().repair().run();
      assertThat(storedIds(down)).isIn(List.of(), ids(records));
      down.append(records);
      assertThat(storedIds(down)).containsExactlyElementsOf(ids(records));
    }
  }

  @Test
  @DisplayName("AS-4 what many threads append is all kept, in the order of each")
  void as4_concurrentAppendsAreAllKept() throws Exception {
    int threads = 4;
    int calls = 25;
    Race.run(
        threads,
        thread -> {
          for (int i = 0; i < calls; i++) {
            long first = 2L * i + 1;
            sink.append(
                List.of(
                    SimulatedRecords.decided("t" + thread, first, Verdict.CHALLENGE),
                    SimulatedRecords.decided("t" + thread, first + 1, Verdict.DENY)));
          }
          return thread;
        });
    List<String> stored = storedIds(sink);
    assertThat(stored).hasSize(2 * threads * calls).doesNotHaveDuplicates();
    for (int thread = 0; thread < threads; thread++) {
      String session = "t" + thread + "-";
      List<String> expected = new ArrayList<>();
      for (int i = 1; i <= 2 * calls; i++) {
        expected.add(session + i);
      }
      assertThat(stored).filteredOn(id -> id.startsWith(session)).isEqualTo(expected);
    }
  }

  @Test
  @DisplayName("AS-4 what 64 writers append is all kept, and what they share once")
  void as4_manyWriters() throws Exception {
    Race.run(
        64,
        thread -> {
          sink.append(
              List.of(
                  SimulatedRecords.feedback("shared" + thread % 4),
                  SimulatedRecords.decided("w" + thread, 1, Verdict.DENY)));
          sink.append(List.of(SimulatedRecords.decided("w" + thread, 2, Verdict.ALLOW)));
          return thread;
        });
    assertThat(storedIds(sink)).hasSize(4 + 2 * 64).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("AS-1 records stand in the order given when a clock was set back")
  void as1_clockJumps() {
    List<AuditRecord> records = new ArrayList<>();
    for (int i = 5; i > 0; i--) {
      records.add(SimulatedRecords.decided("s", 1_000L * i, Verdict.DENY)); // each before the last
    }
    records.forEach(record -> sink.append(List.of(record)));
    assertThat(storedIds(sink)).containsExactlyElementsOf(ids(records));
  }

  @Test
  @DisplayName("AS-4 an id that many threads append counts once")
  void as4_concurrentDuplicateCountsOnce() throws Exception {
    Race.run(
        6,
        thread -> {
          sink.append(List.of(SimulatedRecords.feedback("f")));
          return thread;
        });
    assertThat(storedIds(sink)).containsExactly("f");
  }

  @Test
  @DisplayName("AS-5 appending after close is a StoreException")
  void as5_closedSinkRefuses() {
    sink.close();
    assertThatThrownBy(() -> sink.append(SimulatedRecords.others()))
        .isInstanceOf(StoreException.class);
  }

  @Test
  @DisplayName("AS-5 closing twice is harmless")
  void as5_closeIsIdempotent() {
    sink.close();
    sink.close();
  }

  @Test
  @DisplayName("AS-6 a record that cannot be held is refused alone")
  void as6_refusesOneRecord() {
    Optional<AuditRecord> refused = newRefusedRecord();
    assumeTrue(refused.isPresent(), "override newRefusedRecord() where a sink cannot hold all");
    AuditRecord good = SimulatedRecords.feedback("good");
    assertThatThrownBy(() -> sink.append(List.of(good, refused.orElseThrow())))
        .isInstanceOf(RefusedException.class);
    assertThat(storedIds(sink)).isEmpty();
    sink.append(List.of(good));
    assertThat(storedIds(sink)).containsExactly("good");
  }

  private static List<String> ids(List<? extends AuditRecord> records) {
    return records.stream().map(AuditRecord::id).toList();
  }
}
