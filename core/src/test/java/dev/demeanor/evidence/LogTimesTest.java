package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.simulated.SimulatedTypist;
import dev.demeanor.spi.feature.FeatureVector;
import org.junit.jupiter.api.Test;

class LogTimesTest {

  private static FeatureVector twoKeys(
      double dwell0, double dwell1, double pressToPress, double flight) {
    FeatureVector vector = new FeatureVector(FixedTextSchema.ofKeys(2));
    vector.set(0, dwell0);
    vector.set(1, dwell1);
    vector.set(2, pressToPress);
    vector.set(3, flight);
    return vector;
  }

  private static double[] logs(FeatureVector vector) {
    double[] target = new double[4];
    LogTimes.of(vector, 2, target);
    return target;
  }

  @Test
  void of_takesLogarithmsOfSeconds() {
    double[] logs = logs(twoKeys(100, 50, 250, 150));
    assertThat(logs)
        .containsExactly(
            new double[] {Math.log(0.1), Math.log(0.05), Math.log(0.25), Math.log(0.45)},
            within(1e-12));
  }

  @Test
  void of_timesTooShortToMean_haveAFloor() {
    double[] logs = logs(twoKeys(0, 4.9, -3, -400));
    assertThat(logs)
        .containsExactly(
            new double[] {Math.log(0.005), Math.log(0.005), Math.log(0.005), Math.log(0.02)},
            within(1e-12));
  }

  @Test
  void of_negativeFlight_isShiftedNotDropped() {
    assertThat(logs(twoKeys(100, 50, 250, -30))[3]).isCloseTo(Math.log(0.27), within(1e-12));
  }

  @Test
  void of_missing_staysMissing() {
    assertThat(logs(twoKeys(100, Double.NaN, 250, Double.NaN))[1]).isNaN();
    assertThat(logs(twoKeys(100, Double.NaN, 250, Double.NaN))[3]).isNaN();
  }

  @Test
  void decode_isWithinAStepOfTheSample() {
    FeatureVector sample = new SimulatedTypist(3, 11).next().features();
    double[] exact = new double[31];
    LogTimes.of(sample, 11, exact);
    float[] row = LogTimes.decode(11, LogTimes.encode(sample, 11));
    for (int j = 0; j < 21; j++) {
      assertThat((double) row[j])
          .as("feature %d", j)
          .isCloseTo(exact[j], within(0.5 / 3000 + 1e-6));
    }
    for (int j = 21; j < 31; j++) {
      assertThat((double) row[j]).as("flight %d", j).isCloseTo(exact[j], within(1e-3));
    }
  }

  @Test
  void decode_ofLostKey_leavesItsFlightMissing() {
    float[] row = LogTimes.decode(2, LogTimes.encode(twoKeys(100, 50, Double.NaN, 7), 2));
    assertThat(row[2]).isNaN();
    assertThat(row[3]).isNaN();
  }

  @Test
  void encode_ofDecodedRow_isTheSameForEveryStep() {
    for (int step = Short.MIN_VALUE; step <= Short.MAX_VALUE; step++) {
      float[] row = LogTimes.decode(1, new short[] {(short) step});
      assertThat(LogTimes.encode(row, 1)).containsExactly((short) step);
    }
  }

  @Test
  void encode_timesBeyondWhatIsStored_doNotWrapAround() {
    short[] stored = LogTimes.encode(twoKeys(1e12, 100, 1e12, 0), 2);
    assertThat(stored[0]).isEqualTo(Short.MAX_VALUE);
    assertThat(stored[2]).isEqualTo(Short.MAX_VALUE);
  }
}
