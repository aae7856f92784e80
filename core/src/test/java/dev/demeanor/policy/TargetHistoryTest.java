package dev.demeanor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TargetHistoryTest {

  private static final Lasting LASTING =
      new Lasting(Duration.ofMinutes(10), Duration.ofHours(4), Duration.ofHours(24), 0);
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long NOW = 1_800_000_000_000L;

  private final TargetHistory history = new TargetHistory();

  @Test
  void hold_lastsLongerWithEachRepeatAndForgetsAfterTheMemory() {
    assertThat(history.hold(LASTING, NOW, 0)).isEqualTo(Duration.ofMinutes(10));
    assertThat(history.isHeld(NOW + Duration.ofMinutes(10).toMillis() - 1)).isTrue();
    assertThat(history.isHeld(NOW + Duration.ofMinutes(10).toMillis())).isFalse();
    assertThat(history.hold(LASTING, NOW + HOUR, 0)).isEqualTo(Duration.ofMinutes(20));
    assertThat(history.hold(LASTING, NOW + 2 * HOUR, 0)).isEqualTo(Duration.ofMinutes(40));
    assertThat(history.hold(LASTING, NOW + 40 * HOUR, 0)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void undoHold_makesTheNextAsLongAsTheOneThatNeverHeld() {
    history.hold(LASTING, NOW, 0);
    history.hold(LASTING, NOW + HOUR, 0);
    history.undoHold();
    assertThat(history.isHeld(NOW + HOUR)).isFalse();
    assertThat(history.hold(LASTING, NOW + HOUR, 0)).isEqualTo(Duration.ofMinutes(20));
  }

  @Test
  void forgive_givesGraceAndDoesNotCountTheFalseBlock() {
    history.alarms().add("a", NOW);
    history.hold(LASTING, NOW, 0);
    history.forgive(NOW + 1, Duration.ofHours(1));
    assertThat(history.isHeld(NOW + 1)).isFalse();
    assertThat(history.inGrace(NOW + HOUR)).isTrue();
    assertThat(history.inGrace(NOW + 1 + HOUR)).isFalse();
    assertThat(history.alarms().count(NOW + 1, HOUR)).isZero();
    assertThat(history.hold(LASTING, NOW + 2 * HOUR, 0)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void restore_remembersHowOftenItWas() {
    history.restore(NOW + HOUR, 2);
    assertThat(history.isHeld(NOW)).isTrue();
    assertThat(history.hold(LASTING, NOW + 2 * HOUR, 0)).isEqualTo(Duration.ofMinutes(40));
  }

  @Test
  void alarms_countEachOriginOnceWithinTheWindow() {
    Alarms alarms = new Alarms();
    alarms.add("a", NOW);
    alarms.add("a", NOW + 1);
    alarms.add("b", NOW + 2);
    assertThat(alarms.count(NOW + 2, HOUR)).isEqualTo(2);
    alarms.retract("a");
    assertThat(alarms.count(NOW + 2, HOUR)).isEqualTo(1);
    assertThat(alarms.count(NOW + 2 + HOUR - 1, HOUR)).isEqualTo(1);
    assertThat(alarms.count(NOW + 2 + HOUR, HOUR)).isZero();
  }

  @Test
  void alarms_ofAClockSetBackDoNotOutliveTheirWindow() {
    Alarms alarms = new Alarms();
    alarms.add("a", NOW);
    assertThat(alarms.count(NOW - HOUR, HOUR)).isEqualTo(1);
    assertThat(alarms.count(NOW, HOUR)).isZero();
  }

  @Test
  void alarms_areBounded() {
    Alarms alarms = new Alarms();
    for (int i = 0; i < 10_000; i++) {
      alarms.add("by-" + i, NOW + i);
    }
    assertThat(alarms.count(NOW + 10_000, HOUR)).isEqualTo(64);
  }
}
