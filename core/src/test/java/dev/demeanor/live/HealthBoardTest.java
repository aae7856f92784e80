package dev.demeanor.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.Health;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HealthBoardTest {

  private final World.Ticking clock = new World.Ticking();
  private final HealthBoard board = new HealthBoard(clock);
  private final Instant start = clock.instant();

  private Health.State note(Health.Status status) {
    return board.note("audit", new Health.State(status, "detail"));
  }

  @Test
  void note_saysSinceWhenAStateLasts() {
    clock.advance(Duration.ofSeconds(10));
    assertThat(note(Health.Status.UP).since()).isEqualTo(start);
    clock.advance(Duration.ofSeconds(10));
    assertThat(note(Health.Status.DOWN).since()).isEqualTo(start.plusSeconds(20));
    clock.advance(Duration.ofSeconds(10));
    assertThat(note(Health.Status.DOWN).since()).isEqualTo(start.plusSeconds(20));
    assertThat(note(Health.Status.UP).since()).isEqualTo(start.plusSeconds(30));
  }

  @Test
  void lossy_isDegradedForFiveMinutesAfterTheLastLoss() {
    assertThat(lost(0)).isEqualTo(Health.Status.UP);
    assertThat(lost(1)).isEqualTo(Health.Status.DEGRADED);
    clock.advance(Duration.ofMinutes(4));
    assertThat(lost(2)).isEqualTo(Health.Status.DEGRADED);
    clock.advance(Duration.ofMinutes(4));
    assertThat(lost(2)).isEqualTo(Health.Status.DEGRADED);
    clock.advance(Duration.ofMinutes(2));
    assertThat(lost(2)).as("not for ever").isEqualTo(Health.Status.UP);
    assertThat(lost(3)).isEqualTo(Health.Status.DEGRADED);
  }

  private Health.Status lost(long count) {
    return board.lossy("audit", count, "records were dropped", "fine").status();
  }
}
