package dev.demeanor.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunsTest {

  @Test
  void take_answersTheMeanOfWhatWasThere() {
    Runs runs = new Runs(3, 2);
    assertThat(runs.add(new float[] {1, Float.NaN, Float.NaN})).isFalse();
    assertThat(runs.add(new float[] {3, 8, Float.NaN})).isTrue();
    assertThat(runs.take()).containsExactly(2, 8, Float.NaN);
  }

  @Test
  void take_beginsAnew() {
    Runs runs = new Runs(1, 1);
    boolean first = runs.add(new float[] {4});
    assertThat(first).isTrue();
    assertThat(runs.take()).containsExactly(4);
    boolean second = runs.add(new float[] {6});
    assertThat(second).isTrue();
    assertThat(runs.take()).containsExactly(6);
  }
}
