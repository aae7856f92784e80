package dev.demeanor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatedTypistTest {

  private static final int KEYS = 11;

  private final SimulatedTypist typist = SimulatedTypist.ofSeed(1, KEYS);

  @Test
  void entry_isTheSameForTheSameSeed() {
    SimulatedTypist again = SimulatedTypist.ofSeed(1, KEYS);
    for (int i = 0; i < 20; i++) {
      assertThat(again.entry(0).events(0)).isEqualTo(typist.entry(0).events(0));
    }
  }

  @Test
  void entry_differsFromTimeToTime() {
    assertThat(typist.entry(0).events(0)).isNotEqualTo(typist.entry(0).events(0));
  }

  @Test
  void entry_hasOneKeyForEachPositionAndThenTheEnd() {
    List<BehaviorEvent> events = typist.entry(5_000).events(3);
    List<Integer> positions =
        events.stream()
            .filter(event -> event instanceof BehaviorEvent.FixedTextKey)
            .map(event -> ((BehaviorEvent.FixedTextKey) event).position())
            .toList();
    assertThat(positions)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, KEYS).boxed().toList());
    assertThat(events.get(KEYS)).isInstanceOf(BehaviorEvent.FixedTextEnd.class);
  }

  @Test
  void entry_comesInReleaseOrder() {
    for (int i = 0; i < 100; i++) {
      List<BehaviorEvent> keys = typist.entry(0).events(0).subList(0, KEYS);
      assertThat(keys).isSortedAccordingTo(Comparator.comparingLong(SimulatedTypistTest::release));
    }
  }

  private static long release(BehaviorEvent event) {
    return event.timeMicros() + ((BehaviorEvent.FixedTextKey) event).dwellMicros();
  }

  @Test
  void entry_overlapsNowAndThen() {
    long overlaps =
        IntStream.range(0, 100)
            .mapToObj(i -> typist.entry(0))
            .flatMapToLong(entry -> IntStream.range(0, KEYS - 1).mapToLong(entry::flightMicros))
            .filter(flight -> flight < 0)
            .count();
    assertThat(overlaps).isBetween(1L, 500L);
  }

  @Test
  void ofSeed_givesPeopleWhoDiffer() {
    SimulatedTypist other = SimulatedTypist.ofSeed(2, KEYS);
    double once = meanDwell(typist);
    double ownDistance = Math.abs(meanDwell(typist) - once);
    assertThat(Math.abs(meanDwell(other) - once)).isGreaterThan(4 * ownDistance);
  }

  private static double meanDwell(SimulatedTypist typist) {
    return IntStream.range(0, 200)
        .mapToObj(i -> typist.entry(0))
        .flatMapToLong(entry -> IntStream.range(0, KEYS).mapToLong(entry::dwellMicros))
        .average()
        .orElseThrow();
  }

  @Test
  void nextDay_movesTheMeanALittle() {
    double before = meanDwell(typist);
    typist.nextDay();
    double after = meanDwell(typist);
    assertThat(after).isNotEqualTo(before).isCloseTo(before, within(0.2 * before));
  }

  @Test
  void addTo_fillsABuffer() {
    EventBuffer buffer = new EventBuffer(KEYS + 1);
    assertThat(typist.entry(0).addTo(buffer, 2)).isEqualTo(KEYS + 1);
    assertThat(buffer.kind(KEYS)).isEqualTo(EventKind.FIXED_TEXT_END);
    assertThat(buffer.field(0)).isEqualTo(2);
  }

  @Test
  void addTo_countsOnlyWhatFits() {
    assertThat(typist.entry(0).addTo(new EventBuffer(4), 0)).isEqualTo(4);
  }

  @Test
  void endingAs_changesOnlyTheEnd() {
    SimulatedEntry entry = typist.entry(0);
    SimulatedEntry pasted = entry.endingAs(EntryOutcome.PASTED);
    assertThat(pasted.events(0).subList(0, KEYS)).isEqualTo(entry.events(0).subList(0, KEYS));
    assertThat(((BehaviorEvent.FixedTextEnd) pasted.events(0).get(KEYS)).outcome())
        .isEqualTo(EntryOutcome.PASTED);
  }

  @Test
  void ofSeed_refusesATextWithoutKeys() {
    assertThatThrownBy(() -> SimulatedTypist.ofSeed(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("keys must be in [1, 256], was 0");
  }

  @Test
  void toString_showsNoTimings() {
    assertThat(typist.entry(0)).hasToString("SimulatedEntry[11 keys, COMPLETED]");
  }
}
