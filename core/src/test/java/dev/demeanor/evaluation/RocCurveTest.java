package dev.demeanor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RocCurveTest {

  private static final double EXACT = 1e-12;

  @Test
  void eer_isInterpolatedBetweenTheTwoPointsAroundTheDiagonal() {
    // thresholds 1, 2, 4, above: FRR 0, 0, 1/2, 1 and FAR 1, 2/3, 1/3, 0
    RocCurve curve = RocCurve.of(new double[] {2, 4}, new double[] {1, 2, 4});

    // the line from (FAR 2/3, FRR 0) to (1/3, 1/2) crosses FAR = FRR at 0.4
    assertThat(curve.eer()).isCloseTo(0.4, within(EXACT));
  }

  @Test
  void measures_ofSeparatedScoresArePerfect() {
    RocCurve curve = RocCurve.of(new double[] {3, 4, 5}, new double[] {0, 1, 2});

    assertThat(curve.eer()).isZero();
    assertThat(curve.auc()).isEqualTo(1);
    assertThat(curve.frrAtFar(0.01)).isZero();
    assertThat(curve.farAtFrr(0.02)).isZero();
  }

  @Test
  void measures_ofReversedScoresAreTheWorst() {
    RocCurve curve = RocCurve.of(new double[] {0, 1}, new double[] {2, 3});

    assertThat(curve.eer()).isEqualTo(1);
    assertThat(curve.auc()).isZero();
    assertThat(curve.frrAtFar(0.01)).isEqualTo(1);
    assertThat(curve.farAtFrr(0.02)).isEqualTo(1);
  }

  @Test
  void measures_ofEqualScoresAreChance() {
    RocCurve curve = RocCurve.of(new double[] {1, 1, 1}, new double[] {1, 1});

    assertThat(curve.eer()).isEqualTo(0.5);
    assertThat(curve.auc()).isEqualTo(0.5);
    assertThat(curve.frrAtFar(0.01)).isEqualTo(1);
    assertThat(curve.farAtFrr(0.02)).isEqualTo(1);
  }

  @Test
  void limits_takeTheThresholdJustWithin() {
    double[] genuine = new double[100];
    double[] impostor = new double[100];
    for (int i = 0; i < 100; i++) {
      genuine[i] = i; // 0 to 99
      impostor[i] = i - 90; // -90 to 9
    }
    RocCurve curve = RocCurve.of(genuine, impostor);

    // threshold 9 accepts one impostor of 100 (score 9) and rejects the genuine 0 to 8
    assertThat(curve.frrAtFar(0.01)).isCloseTo(0.09, within(EXACT));
    // threshold 2 rejects two genuine of 100 and accepts the impostors 2 to 9
    assertThat(curve.farAtFrr(0.02)).isCloseTo(0.08, within(EXACT));
  }

  @Test
  void auc_countsTiesOneHalf() {
    // pairs: 2>1 yes, 2=2 half, 3>1 yes, 3>2 yes
    assertThat(RocCurve.of(new double[] {2, 3}, new double[] {1, 2}).auc()).isEqualTo(3.5 / 4);
  }

  @Test
  void measures_agreeWithCountingForRandomScores() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 300; round++) {
      double[] genuine = scores(random, 1 + random.nextInt(30), 1);
      double[] impostor = scores(random, 1 + random.nextInt(30), 0);
      RocCurve curve = RocCurve.of(genuine, impostor);

      assertThat(curve.eer()).isCloseTo(countedEer(genuine, impostor), within(EXACT));
      assertThat(curve.auc()).isCloseTo(countedAuc(genuine, impostor), within(EXACT));
    }
  }

  @Test
  void measures_doNotChangeWhenScoresAreStretched() {
    SplittableRandom random = new SplittableRandom(12);
    for (int round = 0; round < 100; round++) {
      double[] genuine = scores(random, 20, 1);
      double[] impostor = scores(random, 15, 0);
      RocCurve plain = RocCurve.of(genuine, impostor);
      RocCurve stretched =
          RocCurve.of(
              Arrays.stream(genuine).map(x -> Math.exp(x) + 3).toArray(),
              Arrays.stream(impostor).map(x -> Math.exp(x) + 3).toArray());

      assertThat(ErrorMeasures.of(stretched)).isEqualTo(ErrorMeasures.of(plain));
    }
  }

  @Test
  void eer_isTheSameSeenFromTheOtherSide() {
    SplittableRandom random = new SplittableRandom(13);
    for (int round = 0; round < 100; round++) {
      double[] genuine = scores(random, 20, 1);
      double[] impostor = scores(random, 15, 0);
      RocCurve mirrored =
          RocCurve.of(
              Arrays.stream(impostor).map(x -> -x).toArray(),
              Arrays.stream(genuine).map(x -> -x).toArray());

      assertThat(mirrored.eer()).isCloseTo(RocCurve.of(genuine, impostor).eer(), within(EXACT));
    }
  }

  @Test
  void of_withoutImpostors_saysWhatIsMissing() {
    assertThatThrownBy(() -> RocCurve.of(new double[] {1}, new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("had 1 and 0");
  }

  /** Rounded to tenths, so that there are ties. */
  private static double[] scores(SplittableRandom random, int count, double shift) {
    double[] scores = new double[count];
    for (int i = 0; i < count; i++) {
      scores[i] = Math.round(10 * (random.nextDouble() * 2 + shift)) / 10.0;
    }
    return scores;
  }

  /** The definition, threshold by threshold. */
  private static double countedEer(double[] genuine, double[] impostor) {
    double[] thresholds =
        java.util.stream.DoubleStream.concat(
                java.util.stream.DoubleStream.concat(
                        Arrays.stream(genuine), Arrays.stream(impostor))
                    .distinct()
                    .sorted(),
                java.util.stream.DoubleStream.of(Double.POSITIVE_INFINITY))
            .toArray();
    double lastFar = 1;
    double lastFrr = 0;
    for (double threshold : thresholds) {
      double frr =
          Arrays.stream(genuine).filter(x -> x < threshold).count() / (double) genuine.length;
      double far =
          1 - Arrays.stream(impostor).filter(x -> x < threshold).count() / (double) impostor.length;
      if (far < frr) {
        double share = (lastFar - lastFrr) / (frr - lastFrr - far + lastFar);
        return lastFar + share * (far - lastFar);
      }
      lastFar = far;
      lastFrr = frr;
    }
    throw new AssertionError("rejecting everything has FAR 0 and FRR 1");
  }

  private static double countedAuc(double[] genuine, double[] impostor) {
    double sum = 0;
    for (double g : genuine) {
      for (double i : impostor) {
        sum += g > i ? 1 : g == i ? 0.5 : 0;
      }
    }
    return sum / genuine.length / impostor.length;
  }
}
