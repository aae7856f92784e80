package dev.demeanor.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HysteresisTest {

  private static List<DriftLevel> after(String found) {
    Hysteresis hysteresis = new Hysteresis();
    List<DriftLevel> changes = new ArrayList<>();
    for (char each : found.toCharArray()) {
      DriftLevel level =
          each == 's' ? DriftLevel.STABLE : each == 'w' ? DriftLevel.WARNING : DriftLevel.DRIFTED;
      if (hysteresis.found(level)) {
        changes.add(hysteresis.level());
      }
    }
    return changes;
  }

  @Test
  void found_risesAfterThreeInARow() {
    assertThat(after("dd")).isEmpty();
    assertThat(after("ddd")).containsExactly(DriftLevel.DRIFTED);
    assertThat(after("ddsdd")).isEmpty();
  }

  @Test
  void found_fallsAfterSixInARow() {
    assertThat(after("dddsssss")).containsExactly(DriftLevel.DRIFTED);
    assertThat(after("dddssssss")).containsExactly(DriftLevel.DRIFTED, DriftLevel.STABLE);
    assertThat(after("dddsssssdsssss")).containsExactly(DriftLevel.DRIFTED);
  }

  @Test
  void found_risesByOneLevelAndThenByAnother() {
    assertThat(after("wwwddd")).containsExactly(DriftLevel.WARNING, DriftLevel.DRIFTED);
  }
}
