package dev.demeanor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FakeClockTest {

  private final FakeClock clock = FakeClock.at(Instant.parse("2026-03-01T12:00:00Z"));

  @Test
  void instant_standsStill() {
    Instant first = clock.instant();
    assertThat(clock.instant()).isEqualTo(first).isEqualTo("2026-03-01T12:00:00Z");
  }

  @Test
  void advance_movesWallClockAndTicker() {
    clock.advance(Duration.ofSeconds(90));
    assertThat(clock.instant()).isEqualTo("2026-03-01T12:01:30Z");
    assertThat(clock.nanos()).isEqualTo(90_000_000_000L);
  }

  @Test
  void advance_refusesToGoBack() {
    assertThatThrownBy(() -> clock.advance(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("by must not be negative, was PT-0.001S");
  }

  @Test
  void set_leavesTheTicker() {
    clock.advance(Duration.ofSeconds(1));
    clock.set(Instant.EPOCH);
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    assertThat(clock.nanos()).isEqualTo(1_000_000_000L);
  }

  @Test
  void withZone_sharesTheTime() {
    FakeClock elsewhere = clock.withZone(ZoneId.of("Asia/Tokyo"));
    clock.advance(Duration.ofHours(1));
    assertThat(elsewhere.instant()).isEqualTo("2026-03-01T13:00:00Z");
  }

  @Test
  void advance_losesNothingBetweenThreads() {
    IntStream.range(0, 1000).parallel().forEach(i -> clock.advance(Duration.ofNanos(1)));
    assertThat(clock.nanos()).isEqualTo(1000);
  }
}
