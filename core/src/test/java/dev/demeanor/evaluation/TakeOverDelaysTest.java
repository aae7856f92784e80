package dev.demeanor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.decision.Verdict;
import dev.demeanor.evaluation.TakeOverTrace.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakeOverDelaysTest {

  @Test
  void of_takesTheHighestThresholdTheBudgetAllows() {
    List<TakeOverTrace> traces =
        List.of(
            trace(points(0.9, 0.6, 0.6, 0.9, 0.6), points(0.7, 0.5, 0.2)),
            trace(points(0.9, 0.3, 0.9), points(0.9, 0.5)));

    // 50 + 30 events at one alarm in 80: one. Under 0.6 there is one fall, to 0.3; 0.6 is three.
    TakeOverDelays delays = TakeOverDelays.of(traces, 80);

    assertThat(delays.threshold()).isEqualTo(0.6);
    assertThat(delays.falseAlarms()).isEqualTo(1);
    assertThat(delays.genuineEvents()).isEqualTo(80);
    assertThat(delays.delays()).containsExactly(20.0, 20.0);
    assertThat(delays.shareCaught()).isEqualTo(1);
  }

  @Test
  void of_countsAFallOnceHoweverLongItLasts() {
    List<TakeOverTrace> traces =
        List.of(
            trace(points(0.9, 0.3, 0.2, 0.1, 0.9), points(0.05)), trace(points(0.9), points(0.9)));

    TakeOverDelays delays = TakeOverDelays.of(traces, 50);

    assertThat(delays.falseAlarms()).isEqualTo(1);
    assertThat(delays.threshold()).isEqualTo(0.9);
  }

  @Test
  void at_countsAFallAgainAfterAPassedChallenge() {
    List<Point> before =
        List.of(
            new Point(10, 0.5, Verdict.CHALLENGE, -2, true),
            new Point(20, 0.5, Verdict.CHALLENGE, -3, true),
            new Point(30, 0.5, Verdict.CHALLENGE, 4, false));

    TakeOverDelays delays =
        TakeOverDelays.at(List.of(trace(before, points(1, -1))), 0, TakeOverDelays.USUAL_BUDGET);

    assertThat(delays.falseAlarms()).isEqualTo(2);
    assertThat(delays.isWithinBudget()).isFalse();
    assertThat(delays.delays()).containsExactly(20.0);
  }

  @Test
  void at_whoHasJustPassedAChallenge_isNotAlarmedBefore() {
    List<Point> before = List.of(new Point(10, 0.5, Verdict.CHALLENGE, -2, true));

    TakeOverDelays delays = TakeOverDelays.at(List.of(trace(before, points(-1))), 0, 5);

    assertThat(delays.alarmedBefore()).isZero();
    assertThat(delays.delays()).containsExactly(10.0);
  }

  @Test
  void of_leavesOutSessionsThatWereAlarmedBefore() {
    List<TakeOverTrace> traces =
        List.of(trace(points(0.9, 0.1), points(0.1)), trace(points(0.9, 0.8), points(0.8, 0.8)));

    TakeOverDelays delays = TakeOverDelays.of(traces, 40);

    assertThat(delays.alarmedBefore()).isEqualTo(1);
    assertThat(delays.delays()).containsExactly(Double.POSITIVE_INFINITY);
    assertThat(delays.shareCaught()).isZero();
    assertThat(delays.figures().get(0).present()).isEmpty();
  }

  @Test
  void quantiles_areDelaysWithinWhichSoManyWereCaught() {
    List<TakeOverTrace> traces = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      double[] after = new double[i];
      java.util.Arrays.fill(after, 0.9);
      after[i - 1] = 0.1;
      traces.add(trace(points(0.9), points(after)));
    }

    TakeOverDelays delays = TakeOverDelays.of(traces, 1_000_000);

    assertThat(delays.threshold()).isEqualTo(0.9);
    assertThat(delays.quantile(0.5)).isEqualTo(50);
    assertThat(delays.quantile(0.9)).isEqualTo(90);
    assertThat(delays.quantile(0.95)).isEqualTo(100);
  }

  @Test
  void of_nothing_hasNoFigures() {
    TakeOverDelays delays = TakeOverDelays.of(List.of(), 5_000);

    assertThat(delays.quantile(0.5)).isNaN();
    assertThat(delays.shareCaught()).isNaN();
  }

  private static TakeOverTrace trace(List<Point> before, List<Point> after) {
    return new TakeOverTrace("u", before, after);
  }

  private static List<Point> points(double... logOdds) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < logOdds.length; i++) {
      points.add(new Point(10L * (i + 1), 0.5, Verdict.CHALLENGE, logOdds[i], false));
    }
    return points;
  }
}
