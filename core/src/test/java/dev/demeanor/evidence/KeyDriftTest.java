package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.spi.feature.FeatureVector;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class KeyDriftTest {

  @Test
  void drift_isNothingFromALandmarkToItself() {
    KeyCounts counts = SimulatedTyping.enrolled(1, 1);

    assertThat(KeyDrift.drift(KeyDrift.landmark(counts), counts)).isLessThan(1e-4);
  }

  @Test
  void drift_growsTheFurtherTypingMoves() {
    KeyCounts then = SimulatedTyping.enrolled(1, 1);
    float[] landmark = KeyDrift.landmark(then);

    double same = KeyDrift.drift(landmark, after(then, 1.0));
    double slower = KeyDrift.drift(landmark, after(then, 1.2));
    double muchSlower = KeyDrift.drift(landmark, after(then, 1.5));

    assertThat(same).isLessThan(0.2);
    assertThat(slower).isGreaterThan(same + 0.1);
    assertThat(muchSlower).isGreaterThan(slower + 0.1);
  }

  @Test
  void drift_isNothingWhenTheLandmarkIsNotOfFreeText() {
    assertThat(KeyDrift.drift(new float[3], SimulatedTyping.enrolled(1, 1))).isZero();
  }

  @Test
  void landmark_isSmall() {
    assertThat(KeyDrift.landmark(KeyCounts.empty())).hasSizeLessThanOrEqualTo(512);
  }

  private static KeyCounts after(KeyCounts then, double slower) {
    RandomGenerator random = new SplittableRandom(2);
    KeyCounts counts = then;
    for (int i = 0; i < 200; i++) {
      FeatureVector block = SimulatedTyping.block(1, random, slower);
      counts = counts.with(block, KeyHistogramConstants.USUAL);
    }
    return counts;
  }
}
