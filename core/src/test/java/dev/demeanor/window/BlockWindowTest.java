package dev.demeanor.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.event.Admission;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.PointerAction;
import dev.demeanor.simulated.Draws;
import dev.demeanor.simulated.PointerPlaceProvider;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.feature.WindowSpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BlockWindowTest {

  private final EventBuffer one = new EventBuffer(1);
  private final Window window = newWindow();

  private static Window newWindow() {
    return Window.of(new WindowSpec.Block(4), new PointerPlaceProvider().create());
  }

  private Admission move(Window target, long time, int x) {
    one.clear();
    one.addPointer(PointerAction.MOVE, time, x, 0);
    return target.offer(one, 0);
  }

  private Admission move(long time, int x) {
    return move(window, time, x);
  }

  private static double meanX(Window window) {
    FeatureVector vector = new FeatureVector(window.extractor().schema());
    window.extractor().writeTo(vector);
    return vector.value(0);
  }

  private static byte[] save(Window window) {
    StateWriter out = new StateWriter();
    window.save(out);
    return out.toByteArray();
  }

  @Test
  void offer_asManyEventsAsTheBlockHas_completes() {
    for (int i = 0; i < 4; i++) {
      assertThat(window.isComplete()).isFalse();
      assertThat(move(10 + i, i)).isEqualTo(Admission.ACCEPTED);
    }
    assertThat(window.isComplete()).isTrue();
    assertThat(meanX(window)).isEqualTo(1.5);
  }

  @Test
  void reset_emptiesBlock() {
    move(10, 7);
    window.reset();
    assertThat(meanX(window)).isNaN();
  }

  @Test
  void offer_eventAtTheTimeOfTheLast_isAccepted() {
    move(10, 0);
    assertThat(move(10, 0)).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void offer_eventBeforeTheLast_isLateAndChangesNoFeature() {
    move(10, 6);
    assertThat(move(9, 1000)).isEqualTo(Admission.LATE);
    assertThat(meanX(window)).isEqualTo(6.0);
  }

  @Test
  void offer_eventOfBlockThatWasRead_isLate() {
    for (int i = 0; i < 4; i++) {
      move(10 + i, 0);
    }
    window.reset();
    assertThat(move(12, 0)).isEqualTo(Admission.LATE);
  }

  @Test
  void offer_eightLateInARow_dropsWindowAndBeginsNewOne() {
    move(1_000, 6);
    for (int i = 0; i < 7; i++) {
      assertThat(move(10 + i, 50)).isEqualTo(Admission.LATE);
    }
    assertThat(move(20, 50)).isEqualTo(Admission.CLOCK_JUMP);
    assertThat(meanX(window)).as("open window dropped").isNaN();
    assertThat(move(21, 8)).isEqualTo(Admission.ACCEPTED);
    assertThat(meanX(window)).isEqualTo(8.0);
  }

  @Test
  void offer_timelyEventBetweenLateOnes_keepsWindow() {
    move(1_000, 6);
    for (int i = 0; i < 30; i++) {
      Admission expected = i % 8 == 7 ? Admission.ACCEPTED : Admission.LATE;
      assertThat(move(i % 8 == 7 ? 1_001 : 10, 6)).isEqualTo(expected);
    }
    assertThat(meanX(window)).isEqualTo(6.0);
  }

  @Test
  void offer_fewerThanEightLateInARow_changesNoFeature() {
    for (long seed = 0; seed < 200; seed++) {
      Draws draws = new Draws(seed);
      Window clean = newWindow();
      Window disturbed = newWindow();
      for (int i = 0; i < 4; i++) {
        int x = draws.below(500);
        move(clean, 100 * i, x);
        assertThat(move(disturbed, 100 * i, x)).isEqualTo(Admission.ACCEPTED);
        for (int late = draws.below(8); late > 0; late--) {
          assertThat(move(disturbed, 100 * i - 1 - draws.below(1000), 9_999))
              .isEqualTo(Admission.LATE);
        }
      }
      assertThat(disturbed.isComplete()).isTrue();
      assertThat(meanX(disturbed)).isEqualTo(meanX(clean));
    }
  }

  @Test
  void load_inTheMiddle_goesOnAlike() {
    move(1_000, 6);
    move(1_001, 7);
    move(10, 0);
    Window loaded = newWindow();
    loaded.load(new StateReader(save(window)));
    long[] times = {11, 12, 1_002, 9, 1_003, 1_004};
    for (long time : times) {
      assertThat(move(loaded, time, 3)).isEqualTo(move(time, 3));
      assertThat(save(loaded)).isEqualTo(save(window));
    }
  }

  @Test
  void load_damagedState_isCorrupt() {
    move(1_000, 6);
    byte[] state = save(window);
    for (int length = 0; length < state.length; length++) {
      byte[] cut = Arrays.copyOf(state, length);
      assertThatThrownBy(() -> newWindow().load(new StateReader(cut)))
          .isInstanceOf(CorruptStateException.class);
    }
  }
}
