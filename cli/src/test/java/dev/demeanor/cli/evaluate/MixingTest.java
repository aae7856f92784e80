package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.cli.dataset.SessionSetup;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixingTest {

  private static List<Attempt> attempts(boolean genuine, int count) {
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      attempts.add(new Attempt(genuine, SessionSetup.field("f" + genuine + i), List.of()));
    }
    return attempts;
  }

  private final List<Attempt> own = attempts(true, 20);
  private final List<Attempt> others = attempts(false, 10);

  @Test
  void of_keepsTheOrderOfTheSubjectsOwnAndEveryAttempt() {
    List<Attempt> mixed = Mixing.of(own, others, 5);
    assertThat(mixed).filteredOn(Attempt::genuine).isEqualTo(own);
    assertThat(mixed).hasSize(30).containsAll(others);
    assertThat(mixed.indexOf(own.get(10))).as("not all at one end").isBetween(11, 19);
  }

  @Test
  void of_dependsOnTheSeedAlone() {
    assertThat(Mixing.of(own, others, 5)).isEqualTo(Mixing.of(own, others, 5));
    assertThat(Mixing.of(own, others, 5)).isNotEqualTo(Mixing.of(own, others, 6));
  }

  @Test
  void of_othersAlone_givesAllOfThem() {
    assertThat(Mixing.of(List.of(), others, 5)).containsExactlyInAnyOrderElementsOf(others);
  }
}
