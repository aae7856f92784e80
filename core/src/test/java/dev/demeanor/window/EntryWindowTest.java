package dev.demeanor.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.event.Admission;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.feature.FixedTextExtractorProvider;
import dev.demeanor.simulated.SimulatedTypist;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.feature.WindowSpec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EntryWindowTest {

  private static final long MINUTE = 60_000_000L;

  private final EventBuffer one = new EventBuffer(1);
  private final Window window = newWindow();

  private static Window newWindow() {
    return Window.of(new WindowSpec.Entry(), new FixedTextExtractorProvider().create());
  }

  private Admission key(int position, long timeMicros) {
    return key(position, timeMicros, 80_000);
  }

  private Admission key(int position, long timeMicros, long dwellMicros) {
    one.clear();
    one.addFixedTextKey(0, position, timeMicros, dwellMicros);
    return window.offer(one, 0);
  }

  private Admission end(int keys, long timeMicros) {
    return end(keys, timeMicros, EntryOutcome.COMPLETED);
  }

  private Admission end(int keys, long timeMicros, EntryOutcome outcome) {
    one.clear();
    one.addFixedTextEnd(0, keys, timeMicros, outcome);
    return window.offer(one, 0);
  }

  private double dwell(int position) {
    return features(window).value(position);
  }

  private static FeatureVector features(Window window) {
    FeatureVector vector = new FeatureVector(window.extractor().schema());
    window.extractor().writeTo(vector);
    return vector;
  }

  private static byte[] save(Window window) {
    StateWriter out = new StateWriter();
    window.save(out);
    return out.toByteArray();
  }

  @Test
  void offer_keysAndEnd_completesWindow() {
    assertThat(key(0, 100)).isEqualTo(Admission.ACCEPTED);
    assertThat(key(1, 200)).isEqualTo(Admission.ACCEPTED);
    assertThat(window.isComplete()).isFalse();
    assertThat(end(2, 300)).isEqualTo(Admission.ACCEPTED);
    assertThat(window.isComplete()).isTrue();
  }

  @Test
  void reset_afterCompletion_beginsEmpty() {
    key(0, 100);
    end(1, 300);
    window.reset();
    assertThat(window.isComplete()).isFalse();
    assertThat(dwell(0)).isNaN();
  }

  @Test
  void offer_keysInOrderOfRelease_areAcceptedWhateverTheirPosition() {
    assertThat(key(2, 300)).isEqualTo(Admission.ACCEPTED);
    assertThat(key(0, 100)).isEqualTo(Admission.ACCEPTED);
    assertThat(key(1, 200)).isEqualTo(Admission.ACCEPTED);
    assertThat(end(3, 400)).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void offer_positionThatIsThere_isDuplicateAndFirstStays() {
    key(0, 100, 1_000);
    key(1, 200, 2_000);
    assertThat(key(1, 200, 9_000)).isEqualTo(Admission.DUPLICATE);
    assertThat(key(1, 250, 9_000)).isEqualTo(Admission.DUPLICATE);
    assertThat(dwell(1)).isEqualTo(2.0);
  }

  @Test
  void offer_sameFirstKeyAgain_isDuplicate() {
    key(0, 100, 1_000);
    assertThat(key(0, 100, 1_000)).isEqualTo(Admission.DUPLICATE);
  }

  @Test
  void offer_firstKeyAfterEntryNeverEnded_beginsNewEntry() {
    key(0, 100, 1_000);
    key(1, 200, 2_000);
    assertThat(key(0, 5_000, 3_000)).isEqualTo(Admission.ACCEPTED);
    assertThat(dwell(0)).isEqualTo(3.0);
    assertThat(features(window).size()).as("features of one key").isEqualTo(1);
  }

  @Test
  void offer_firstKeyAfterEntryNeverEndedThatLostItsFirst_beginsNewEntry() {
    key(1, 200, 2_000);
    key(2, 300, 2_000);
    assertThat(key(0, 5_000, 3_000)).isEqualTo(Admission.ACCEPTED);
    assertThat(key(1, 5_100, 4_000)).isEqualTo(Admission.ACCEPTED);
    assertThat(dwell(1)).isEqualTo(4.0);
  }

  @Test
  void offer_firstKeyPressedWithLastOne_isDuplicateAndNoNewEntry() {
    key(0, 100);
    key(1, 200);
    assertThat(key(0, 200)).isEqualTo(Admission.DUPLICATE);
  }

  @Test
  void offer_pressAtOrBeforeEndOfLastEntry_isLate() {
    key(0, 100);
    end(1, 300);
    window.reset();
    assertThat(key(0, 200)).isEqualTo(Admission.LATE);
    assertThat(key(0, 300)).isEqualTo(Admission.LATE);
    assertThat(key(0, 301)).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void offer_pressAtEndOfEntryThatWasDropped_isLateToo() {
    key(0, 100);
    end(1, 300, EntryOutcome.CORRECTED);
    assertThat(key(0, 300)).isEqualTo(Admission.LATE);
  }

  @Test
  void offer_pressBeforeThatOfLowerPosition_isClockJump() {
    key(0, 1_000);
    assertThat(key(1, 999)).isEqualTo(Admission.CLOCK_JUMP);
    assertThat(key(1, 1_000)).as("both at once is possible").isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void offer_pressAfterThatOfHigherPosition_isClockJump() {
    key(0, 1_000);
    key(3, 2_000);
    assertThat(key(1, 2_001)).isEqualTo(Admission.CLOCK_JUMP);
    assertThat(key(1, 2_000)).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void offer_clockJump_changesNothing() {
    key(0, 1_000);
    key(2, 2_000);
    FeatureVector before = features(window);
    assertThat(key(1, 3_000)).isEqualTo(Admission.CLOCK_JUMP);
    FeatureVector after = features(window);
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.value(i)).isEqualTo((Double) before.value(i));
    }
  }

  @Test
  void offer_clockThatBeganAnew_isFollowedAfterEightRefusals() {
    key(0, 100 * MINUTE);
    end(1, 100 * MINUTE + 1_000);
    for (int i = 0; i < 7; i++) {
      assertThat(key(i, 1_000 * i)).as("key %d of the new page", i).isEqualTo(Admission.LATE);
    }
    assertThat(key(7, 7_000)).isEqualTo(Admission.CLOCK_JUMP);
    end(8, 8_000);
    assertThat(key(0, 20_000)).as("the next entry").isEqualTo(Admission.ACCEPTED);
    assertThat(end(1, 21_000)).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void offer_batchSentTwice_leavesTheOpenEntryAsItIs() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 20; i++) {
        assertThat(key(i, 1_000 * i))
            .isEqualTo(round == 0 ? Admission.ACCEPTED : Admission.DUPLICATE);
      }
    }
    assertThat(end(20, 30_000)).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void offer_pressTenMinutesAfterAnother_isTheLastAccepted() {
    key(0, 0);
    assertThat(key(1, 10 * MINUTE + 1)).isEqualTo(Admission.CLOCK_JUMP);
    assertThat(key(1, 10 * MINUTE)).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void offer_pressTenMinutesBeforeHigherPosition_isTheLastAccepted() {
    key(1, 0);
    assertThat(key(0, -10 * MINUTE - 1)).isEqualTo(Admission.CLOCK_JUMP);
    assertThat(key(0, -10 * MINUTE)).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void offer_manySlowKeys_spanTenMinutesTogether() {
    key(0, 0);
    key(1, 6 * MINUTE);
    assertThat(key(2, 12 * MINUTE)).isEqualTo(Admission.CLOCK_JUMP);
  }

  @Test
  void offer_timesFartherApartThanALongHolds_isClockJump() {
    key(0, -5);
    assertThat(key(1, Long.MAX_VALUE)).isEqualTo(Admission.CLOCK_JUMP);
  }

  @Test
  void offer_earliestTimeThereIs_isClockJump() {
    assertThat(key(0, Long.MIN_VALUE)).isEqualTo(Admission.CLOCK_JUMP);
    assertThat(key(0, Long.MIN_VALUE + 1)).isEqualTo(Admission.ACCEPTED);
  }

  @ParameterizedTest
  @EnumSource(names = "COMPLETED", mode = EnumSource.Mode.EXCLUDE)
  void offer_endWithOtherOutcome_dropsEntry(EntryOutcome outcome) {
    key(0, 100);
    assertThat(end(1, 200, outcome)).isEqualTo(Admission.INCOMPLETE);
    assertThat(window.isComplete()).isFalse();
    assertThat(dwell(0)).isNaN();
  }

  @Test
  void offer_endWithOneKeyInFiveLost_completes() {
    for (int i = 0; i < 8; i++) {
      key(i, 100 * i);
    }
    assertThat(end(10, 2_000)).isEqualTo(Admission.ACCEPTED);
    assertThat(features(window).size()).isEqualTo(3 * 10 - 2);
  }

  @Test
  void offer_endWithMoreThanOneKeyInFiveLost_dropsEntry() {
    for (int i = 0; i < 7; i++) {
      key(i, 100 * i);
    }
    assertThat(end(9, 2_000)).isEqualTo(Admission.INCOMPLETE);
    assertThat(dwell(0)).isNaN();
  }

  @Test
  void offer_endThatSpeaksOfFewerKeysThanCame_dropsEntry() {
    key(0, 100);
    key(5, 200);
    assertThat(end(5, 300)).isEqualTo(Admission.INCOMPLETE);
  }

  @Test
  void offer_endWithoutKeys_isIncomplete() {
    assertThat(end(0, 100)).isEqualTo(Admission.INCOMPLETE);
    assertThat(end(1, 200)).isEqualTo(Admission.INCOMPLETE);
  }

  @Test
  void offer_endAtOrBeforeLastEnd_isDuplicate() {
    key(0, 100);
    end(1, 300);
    window.reset();
    assertThat(end(1, 300)).isEqualTo(Admission.DUPLICATE);
    assertThat(end(1, 200)).isEqualTo(Admission.DUPLICATE);
    assertThat(window.isComplete()).isFalse();
  }

  @Test
  void offer_endBeforeLastPress_isClockJumpAndEntryStaysOpen() {
    key(0, 100);
    key(1, 500);
    assertThat(end(2, 499)).isEqualTo(Admission.CLOCK_JUMP);
    assertThat(end(2, 500)).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void offer_entryOf256Keys_completes() {
    for (int i = 255; i >= 0; i--) {
      assertThat(key(i, 1_000_000L * i, 1_000L * (i + 1))).isEqualTo(Admission.ACCEPTED);
    }
    assertThat(end(256, 1_000_000_000L)).isEqualTo(Admission.ACCEPTED);
    assertThat(features(window).size()).isEqualTo(3 * 256 - 2);
    assertThat(dwell(0)).isEqualTo(1.0);
    assertThat(dwell(255)).isEqualTo(256.0);
  }

  @Test
  void load_atAnyPointOfAnEntry_goesOnAlike() {
    SimulatedTypist typist = new SimulatedTypist(1, 21);
    EventBuffer events = new EventBuffer(2 * 22);
    typist.next().addTo(events, 0);
    typist.next().addTo(events, 0);
    for (int cut = 0; cut < events.size(); cut++) {
      Window original = newWindow();
      feed(original, events, 0, cut);
      Window loaded = newWindow();
      loaded.load(new StateReader(save(original)));
      assertThat(loaded.isComplete()).isEqualTo(original.isComplete());
      for (int i = cut; i < events.size(); i++) {
        assertThat(feed(loaded, events, i, i + 1)).isEqualTo(feed(original, events, i, i + 1));
        assertThat(save(loaded))
            .as("after event %d, loaded at %d", i, cut)
            .isEqualTo(save(original));
      }
    }
  }

  /** Feeds as the machine does: a complete window is read and emptied before the next event. */
  private static Admission feed(Window window, EventBuffer events, int from, int to) {
    Admission answer = Admission.ACCEPTED;
    for (int i = from; i < to; i++) {
      if (window.isComplete()) {
        window.reset();
      }
      answer = window.offer(events, i);
    }
    return answer;
  }

  @Test
  void load_damagedState_isCorrupt() {
    for (int i = 0; i < 5; i++) {
      key(i, 100 * i);
    }
    byte[] state = save(window);
    for (int length = 0; length < state.length; length++) {
      byte[] cut = Arrays.copyOf(state, length);
      assertThatThrownBy(() -> newWindow().load(new StateReader(cut)))
          .isInstanceOf(CorruptStateException.class);
    }
    state[3] = 9;
    assertThatThrownBy(() -> newWindow().load(new StateReader(state)))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("entry window format");
  }

  @Test
  void load_keysWithoutATime_isCorrupt() {
    key(0, 100);
    byte[] state = save(window);
    int press = 4 * Integer.BYTES + 2 * Long.BYTES + 1;
    ByteBuffer.wrap(state).putLong(press, Long.MIN_VALUE);
    assertThatThrownBy(() -> newWindow().load(new StateReader(state)))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("keys present");
  }
}
