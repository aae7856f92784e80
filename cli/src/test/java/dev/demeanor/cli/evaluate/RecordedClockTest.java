package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class RecordedClockTest {

  @Test
  void withZone_movesWithTheClockItWasMadeFrom() {
    RecordedClock clock = new RecordedClock();
    Clock tokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));
    clock.advance(Duration.ofHours(1));
    assertThat(ZonedDateTime.now(tokyo)).hasToString("2026-01-01T10:00+09:00[Asia/Tokyo]");
  }
}
