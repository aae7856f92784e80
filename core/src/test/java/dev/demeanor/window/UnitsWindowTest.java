package dev.demeanor.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.event.Admission;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.feature.NavigationExtractorProvider;
import dev.demeanor.feature.PointerExtractorProvider;
import dev.demeanor.feature.SimulatedBehavior;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.WindowSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnitsWindowTest {

  private static final long SECOND = 1_000_000L;

  private final EventBuffer one = new EventBuffer(1);
  private final Window window = newWindow();

  /** At most 6 visits, at least 3 after 10 seconds. */
  private static Window newWindow() {
    return Window.of(
        new WindowSpec.Units(6, 3, Duration.ofSeconds(10)),
        new NavigationExtractorProvider().create());
  }

  private Admission visit(long timeMicros) {
    one.clear();
    one.addVisit(7, timeMicros);
    return window.offer(one, 0);
  }

  private static byte[] save(Window window) {
    StateWriter out = new StateWriter();
    window.save(out);
    return out.toByteArray();
  }

  @Test
  void offer_mostUnits_completesAtOnce() {
    for (int i = 0; i < 6; i++) {
      assertThat(window.isComplete()).as("before visit %d", i).isFalse();
      assertThat(visit(i)).isEqualTo(Admission.ACCEPTED);
    }
    assertThat(window.isComplete()).isTrue();
    assertThat(window.extractor().units()).isEqualTo(6);
  }

  @Test
  void offer_leastUnits_completesOnceThePatienceHasRunOut() {
    visit(0);
    visit(1);
    visit(10 * SECOND - 1);
    assertThat(window.isComplete()).isFalse();
    visit(10 * SECOND);
    assertThat(window.isComplete()).isTrue();
  }

  @Test
  void offer_fewerThanLeast_neverCompletesHoweverLongItTakes() {
    visit(0);
    visit(1_000 * SECOND);
    assertThat(window.isComplete()).isFalse();
    visit(1_001 * SECOND);
    assertThat(window.isComplete()).as("the third visit is the least").isTrue();
  }

  @Test
  void offer_patienceCountsFromTheFirstEventOfTheWindow() {
    for (int i = 0; i < 6; i++) {
      visit(i);
    }
    window.reset();
    visit(100 * SECOND);
    visit(101 * SECOND);
    visit(109 * SECOND);
    assertThat(window.isComplete()).isFalse();
    visit(110 * SECOND);
    assertThat(window.isComplete()).isTrue();
  }

  @Test
  void isReadable_withTheLeastUnits() {
    visit(0);
    visit(1);
    assertThat(window.isReadable()).isFalse();
    visit(2);
    assertThat(window.isReadable()).isTrue();
    assertThat(window.isComplete()).isFalse();
    assertThat(window.patienceMillis()).isEqualTo(10_000);
  }

  @Test
  void offer_eventsAtTheSameTime_areAccepted() {
    assertThat(visit(5)).isEqualTo(Admission.ACCEPTED);
    assertThat(visit(5)).isEqualTo(Admission.ACCEPTED);
    assertThat(window.extractor().units()).isEqualTo(2);
  }

  @Test
  void offer_eventBeforeTheLast_isLateAndChangesNothing() {
    visit(100);
    assertThat(visit(99)).isEqualTo(Admission.LATE);
    assertThat(window.extractor().units()).isEqualTo(1);
    assertThat(visit(100)).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void offer_afterReset_stillRefusesWhatBelongsToTheWindowBefore() {
    for (int i = 0; i < 6; i++) {
      visit(100 + i);
    }
    window.reset();
    assertThat(visit(104)).isEqualTo(Admission.LATE);
    assertThat(visit(105)).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void offer_clockThatBeganAnew_isFollowedAfterEightRefusals() {
    visit(100 * SECOND);
    visit(101 * SECOND);
    for (int i = 0; i < 7; i++) {
      assertThat(visit(i)).as("late visit %d", i).isEqualTo(Admission.LATE);
    }
    assertThat(visit(7)).isEqualTo(Admission.CLOCK_JUMP);
    assertThat(window.extractor().units()).as("the open window is dropped").isZero();
    assertThat(visit(8)).isEqualTo(Admission.ACCEPTED);
    assertThat(visit(9)).isEqualTo(Admission.ACCEPTED);
    assertThat(visit(10)).isEqualTo(Admission.ACCEPTED);
    assertThat(window.isComplete()).as("patience counts on the new clock").isFalse();
  }

  @Test
  void offer_lateEventsNotInARow_neverMoveTheClock() {
    visit(100);
    for (int i = 1; i < 4; i++) {
      for (int late = 0; late < 7; late++) {
        assertThat(visit(0)).isEqualTo(Admission.LATE);
      }
      assertThat(visit(100 + i)).isEqualTo(Admission.ACCEPTED);
    }
    assertThat(window.extractor().units()).isEqualTo(4);
  }

  static Stream<FeatureExtractorProvider> providers() {
    return Stream.of(new PointerExtractorProvider(), new NavigationExtractorProvider());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void load_atAnyPoint_goesOnAlike(FeatureExtractorProvider provider) {
    boolean pointer = provider instanceof PointerExtractorProvider;
    SplittableRandom random = new SplittableRandom(5);
    EventBuffer events =
        pointer
            ? SimulatedBehavior.pointer(random, 18, 9)
            : SimulatedBehavior.visits(random, 60, 1, 9);
    for (int cut = 0; cut < events.size(); cut += 7) {
      Window original = Window.of(provider.window(), provider.create());
      feed(original, events, 0, cut);
      Window loaded = Window.of(provider.window(), provider.create());
      loaded.load(new StateReader(save(original)));
      for (int i = cut; i < events.size(); i++) {
        feed(original, events, i, i + 1);
        feed(loaded, events, i, i + 1);
        assertThat(loaded.isComplete()).isEqualTo(original.isComplete());
        assertThat(loaded.isReadable()).isEqualTo(original.isReadable());
      }
      assertThat(save(loaded)).as("loaded at %d", cut).isEqualTo(save(original));
    }
  }

  /** Feeds as the machine does: a complete window is read and emptied before the next event. */
  private static void feed(Window window, EventBuffer events, int from, int to) {
    for (int i = from; i < to; i++) {
      if (window.isComplete()) {
        window.reset();
      }
      window.offer(events, i);
    }
  }

  @Test
  void load_damagedState_isCorrupt() {
    for (int i = 0; i < 5; i++) {
      visit(i);
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
        .hasMessageContaining("units window format");
  }
}
