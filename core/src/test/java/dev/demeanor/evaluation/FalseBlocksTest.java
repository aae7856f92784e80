package dev.demeanor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.decision.Thresholds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FalseBlocksTest {

  @Test
  void of_countsEachSessionOnceByItsWorstVerdict() {
    FalseBlocks counted =
        FalseBlocks.of(
            List.of(
                session(List.of(0.95, 0.4, 0.3, 0.9), List.of()),
                session(List.of(0.95, 0.7), List.of()),
                session(List.of(0.95), List.of())));
    assertThat(counted).isEqualTo(new FalseBlocks(3, 2, 1));
    assertThat(counted.share()).isEqualTo(1.0 / 3);
  }

  @Test
  void of_leavesOutWhatAnImpostorDoes() {
    assertThat(FalseBlocks.of(List.of(session(List.of(0.95), List.of(0.1, 0.0)))))
        .isEqualTo(new FalseBlocks(1, 0, 0));
  }

  @Test
  void share_isUnknownWithoutDecisions() {
    FalseBlocks none = FalseBlocks.of(List.of(session(List.of(), List.of(0.1))));
    assertThat(none.share()).isNaN();
    assertThat(none.figures().get(0).present()).isEmpty();
  }

  private static TakeOverTrace session(List<Double> before, List<Double> after) {
    return new TakeOverTrace("somebody", points(before), points(after));
  }

  private static List<TakeOverTrace.Point> points(List<Double> trust) {
    List<TakeOverTrace.Point> points = new ArrayList<>();
    trust.forEach(
        each ->
            points.add(
                new TakeOverTrace.Point(
                    10L * (points.size() + 1), each, Thresholds.DEFAULT.verdict(each), 0, false)));
    return points;
  }
}
