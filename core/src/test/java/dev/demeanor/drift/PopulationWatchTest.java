package dev.demeanor.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PopulationWatchTest {

  private final Random random = new Random(3);
  private final PopulationWatch watch =
      new PopulationWatch(List.of("a", "b", "c"), DriftPolicy.defaults());

  private Optional<DriftChange> add(String subject, double shift) {
    float[] shares = new float[3];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (float) Math.min(1, random.nextDouble() + shift);
    }
    return watch.add(subject, shares);
  }

  /** Feeds sessions of many people; returns after how many it drifted, or -1. */
  private int sessions(int count, double shift) {
    for (int i = 0; i < count; i++) {
      Optional<DriftChange> change = add("s" + i % 40, shift);
      if (change.isPresent() && change.get().to() == DriftLevel.DRIFTED) {
        return i + 1;
      }
    }
    return -1;
  }

  @Test
  void add_findsNothingWhereNothingChanges() {
    assertThat(sessions(1_000, 0)).isEqualTo(-1);
    assertThat(watch.level()).isEqualTo(DriftLevel.STABLE);
    assertThat(watch.hasReference()).isTrue();
  }

  @Test
  void add_findsThatEverybodyMoves() {
    assertThat(sessions(200, 0)).isEqualTo(-1);
    assertThat(sessions(48, 0.6)).isBetween(1, 48);
  }

  @Test
  void add_takesOneSubjectForNoMoreThanAnEighth() {
    assertThat(sessions(200, 0)).isEqualTo(-1);
    for (int i = 0; i < 500; i++) {
      assertThat(add("one", 1)).isEmpty();
    }
    assertThat(watch.level()).isEqualTo(DriftLevel.STABLE);
  }

  @Test
  void forget_leavesNothingOfASubject() {
    sessions(112, 0);
    int before = watch.compare().get(0).current();
    watch.forget("s0");
    assertThat(watch.compare().get(0).current()).isLessThan(before);
  }
}
