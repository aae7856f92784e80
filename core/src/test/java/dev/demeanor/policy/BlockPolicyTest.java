package dev.demeanor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.decision.AlarmCounts;
import dev.demeanor.decision.Consequence;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BlockPolicyTest {

  private static final BlockPolicy DEFAULTS = BlockPolicy.defaults();

  private static Consequence of(BlockPolicy policy, int session, int device, int account) {
    return policy.consequence(new AlarmCounts(session, device, account));
  }

  @Test
  void defaults_blockTheSessionThenTheDeviceAndNeverTheAccount() {
    assertThat(of(DEFAULTS, 1, 1, 1)).isEqualTo(Consequence.BLOCK_SESSION);
    assertThat(of(DEFAULTS, 1, 2, 2)).isEqualTo(Consequence.BLOCK_SESSION);
    assertThat(of(DEFAULTS, 1, 3, 3)).isEqualTo(Consequence.BLOCK_DEVICE);
    assertThat(of(DEFAULTS, 50, 50, 50)).isEqualTo(Consequence.BLOCK_DEVICE);
  }

  @Test
  void consequence_climbsTheLadder() {
    BlockPolicy policy = DEFAULTS.withSteps(2, 3, 4);
    assertThat(of(policy, 1, 1, 1)).isEqualTo(Consequence.END_SESSION);
    assertThat(of(policy, 2, 1, 1)).isEqualTo(Consequence.BLOCK_SESSION);
    assertThat(of(policy, 1, 3, 3)).isEqualTo(Consequence.BLOCK_DEVICE);
    assertThat(of(policy, 1, 1, 4)).isEqualTo(Consequence.BLOCK_ACCOUNT);
    assertThat(of(DEFAULTS.withSteps(0, 0, 0), 9, 9, 9)).isEqualTo(Consequence.END_SESSION);
  }

  @Test
  void steps_putTheAccountLast() {
    assertThatThrownBy(() -> DEFAULTS.withSteps(1, 3, 1)).hasMessageContaining("account");
    assertThatThrownBy(() -> DEFAULTS.withSteps(1, 3, 2)).hasMessageContaining("device 3");
    assertThatThrownBy(() -> DEFAULTS.withSteps(-1, 3, 0)).hasMessageContaining("-1");
  }

  @Test
  void steps_takeNoMoreAlarmsThanAreCounted() {
    Alarms alarms = new Alarms();
    for (int i = 0; i < 100; i++) {
      alarms.add("session " + i, i);
    }
    int most = alarms.count(100, 1_000);
    assertThat(DEFAULTS.withSteps(1, most, most).steps().device()).isEqualTo(most);
    assertThatThrownBy(() -> DEFAULTS.withSteps(1, most + 1, 0))
        .hasMessageContaining("[0, " + most + "]");
  }

  @Test
  void duration_doublesUpToTheLongestAndIsShortenedByChance() {
    Lasting lasting =
        new Lasting(Duration.ofMinutes(15), Duration.ofHours(2), Duration.ofHours(24), 0.1);
    assertThat(lasting.duration(0, 0)).isEqualTo(Duration.ofMinutes(15));
    assertThat(lasting.duration(1, 0)).isEqualTo(Duration.ofMinutes(30));
    assertThat(lasting.duration(3, 0)).isEqualTo(Duration.ofHours(2));
    assertThat(lasting.duration(1_000_000, 0)).isEqualTo(Duration.ofHours(2));
    assertThat(lasting.duration(0, 0.5)).isEqualTo(Duration.ofSeconds(855));
    assertThat(lasting.duration(0, Math.nextDown(1.0))).isGreaterThan(Duration.ofSeconds(809));
  }

  @Test
  void timesBefore_isReadOffADurationWhateverTheChance() {
    Lasting lasting = DEFAULTS.lasting();
    for (int times = 0; times < 6; times++) {
      for (double chance : new double[] {0, 0.3, 0.99}) {
        assertThat(lasting.timesBefore(lasting.duration(times, chance))).isEqualTo(times);
      }
    }
  }

  @Test
  void lasting_refusesWhatMakesNoSense() {
    Duration hour = Duration.ofHours(1);
    assertThatThrownBy(() -> new Lasting(hour, Duration.ofMinutes(1), hour, 0))
        .hasMessageContaining("longest");
    assertThatThrownBy(() -> new Lasting(hour, hour, hour, 1)).hasMessageContaining("jitter");
    assertThatThrownBy(() -> new Lasting(Duration.ZERO, hour, hour, 0))
        .hasMessageContaining("first");
  }
}
