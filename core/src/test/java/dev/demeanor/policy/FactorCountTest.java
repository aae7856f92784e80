package dev.demeanor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FactorCountTest {

  private static final FactorPolicy POLICY = FactorPolicy.defaults().withFailures(3);
  private static final long MINUTE = 60_000;
  private static final long NOW = 1_800_000_000_000L;

  private final FactorCount count = new FactorCount();

  private boolean fail(long at) {
    return count.fail(POLICY, at, 0);
  }

  @Test
  void fail_refusesWithTheLastFailureThatIsTooMany() {
    assertThat(fail(NOW)).isFalse();
    assertThat(fail(NOW + 1)).isFalse();
    assertThat(fail(NOW + 2)).isTrue();
    assertThat(count.refusedUntil()).isEqualTo(NOW + 2 + MINUTE);
  }

  @Test
  void fail_whileRefusedNeitherCountsNorProlongs() {
    fail(NOW);
    fail(NOW);
    fail(NOW);
    for (int i = 0; i < 100; i++) {
      assertThat(fail(NOW + i)).isFalse();
    }
    assertThat(count.refusedUntil()).isEqualTo(NOW + MINUTE);
    assertThat(count.failures(POLICY, NOW + MINUTE)).isZero();
  }

  @Test
  void fail_countsOnlyWithinTheWindow() {
    fail(NOW);
    fail(NOW + 1);
    assertThat(fail(NOW + 15 * MINUTE + 1)).isFalse();
    assertThat(count.failures(POLICY, NOW + 15 * MINUTE + 1)).isEqualTo(1);
  }

  @Test
  void fail_refusesLongerWithEachRepeat() {
    long at = NOW;
    for (long minutes : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      fail(at);
      fail(at);
      assertThat(fail(at)).isTrue();
      assertThat(count.refusedUntil()).isEqualTo(at + minutes * MINUTE);
      at = count.refusedUntil();
    }
  }

  @Test
  void clockSetBack_makesNoRefusalLonger() {
    fail(NOW);
    fail(NOW);
    fail(NOW);
    fail(NOW - 60 * MINUTE);
    assertThat(count.refusedUntil()).isEqualTo(NOW - 59 * MINUTE);
  }

  @Test
  void clockSetBack_makesNoFailureOlderOrYoungerThanNow() {
    fail(NOW);
    assertThat(count.failures(POLICY, NOW - 60 * MINUTE)).isEqualTo(1);
    assertThat(count.failures(POLICY, NOW - 45 * MINUTE)).isZero();
  }

  @Test
  void zeroFailures_meansNever() {
    FactorPolicy never = POLICY.withFailures(0);
    for (int i = 0; i < 1_000; i++) {
      assertThat(count.fail(never, NOW + i, 0)).isFalse();
    }
  }

  @Test
  void policy_refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> POLICY.withFailures(-1)).hasMessageContaining("failures");
    assertThatThrownBy(() -> POLICY.withWindow(Duration.ZERO)).hasMessageContaining("window");
  }
}
