package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class MorphTest {

  private static EventBuffer entry(long firstDwell, long step, long secondDwell) {
    EventBuffer entry = new EventBuffer(3);
    entry.addFixedTextKey(0, 0, 1_000_000, firstDwell);
    entry.addFixedTextKey(0, 1, 1_000_000 + step, secondDwell);
    entry.addFixedTextEnd(0, 2, 2_000_000, EntryOutcome.COMPLETED);
    return entry;
  }

  private final EventBuffer own = entry(100_000, 200_000, 50_000);
  private final Morph morph =
      Morph.between(List.of(own), List.of(entry(400_000, 800_000, 200_000)));

  @Test
  void move_byNothing_leavesTheTimes() {
    EventBuffer moved = morph.move(own, 0);
    assertThat(moved.size()).isEqualTo(3);
    assertThat(moved.dwellMicros(0)).isEqualTo(100_000);
    assertThat(moved.timeMicros(1) - moved.timeMicros(0)).isEqualTo(200_000);
    assertThat(moved.dwellMicros(1)).isEqualTo(50_000);
  }

  @Test
  void move_allTheWay_givesTheOthersTimes() {
    EventBuffer moved = morph.move(own, 1);
    assertThat(moved.dwellMicros(0)).isEqualTo(400_000);
    assertThat(moved.timeMicros(1) - moved.timeMicros(0)).isEqualTo(800_000);
    assertThat(moved.dwellMicros(1)).isEqualTo(200_000);
  }

  @Test
  void move_halfTheWay_isHalfTheWayInLogarithms() {
    assertThat(morph.move(own, 0.5).dwellMicros(0)).isEqualTo(200_000);
  }

  @Test
  void move_keepsWhatIsPeculiarToAnEntry() {
    EventBuffer slow = morph.move(entry(110_000, 300_000, 50_000), 1);
    assertThat(slow.dwellMicros(0)).isEqualTo(440_000);
    assertThat(slow.timeMicros(1) - slow.timeMicros(0)).isEqualTo(1_200_000);
  }
}
