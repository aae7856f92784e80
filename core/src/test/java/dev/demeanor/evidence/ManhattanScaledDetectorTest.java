package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManhattanScaledDetectorTest {

  private static final FeatureSchema SCHEMA =
      new FeatureSchema(
          "three/1", List.of(new Feature("a", "1"), new Feature("b", "1"), new Feature("c", "1")));

  private final ScoreBuffer out = new ScoreBuffer();

  private static FeatureVector vector(double... values) {
    FeatureVector vector = new FeatureVector(SCHEMA);
    for (int i = 0; i < values.length; i++) {
      vector.set(i, values[i]);
    }
    return vector;
  }

  /** Means 10, 20, 30; mean absolute deviations 1, 2, 4. */
  private static SubjectModel model() {
    return new ManhattanScaledDetector()
        .empty(SCHEMA)
        .learn(vector(9, 18, 26))
        .learn(vector(11, 22, 34));
  }

  @Test
  void score_isTheNegativeSumOfScaledDistances() {
    model().score(vector(13, 19, 30), out);
    assertThat(out.contribution(0)).isCloseTo(-3.0, within(1e-12));
    assertThat(out.contribution(1)).isCloseTo(-0.5, within(1e-12));
    assertThat(out.contribution(2)).isZero();
    assertThat(out.raw()).isCloseTo(-3.5, within(1e-12));
  }

  @Test
  void score_withMissingFeature_standsForAllFeatures() {
    model().score(vector(13, Double.NaN, 34), out);
    assertThat(out.raw()).isCloseTo(-(3.0 + 1.0) * 3 / 2, within(1e-12));
    assertThat(out.contribution(1)).isZero();
  }

  @Test
  void score_withMostFeaturesMissing_abstains() {
    model().score(vector(13, Double.NaN, Double.NaN), out);
    assertThat(out.abstention()).isEqualTo(AbstentionReason.NO_DATA);
  }

  @Test
  void score_withoutSamples_abstains() {
    new ManhattanScaledDetector().empty(SCHEMA).score(vector(1, 2, 3), out);
    assertThat(out.abstention()).isEqualTo(AbstentionReason.COLD_START);
  }

  @Test
  void score_leavesOutFeatureThatNeverVaried() {
    SubjectModel constant =
        new ManhattanScaledDetector()
            .empty(SCHEMA)
            .learn(vector(9, 18, 5))
            .learn(vector(11, 22, 5));
    constant.score(vector(11, 22, 500), out);
    assertThat(out.contribution(2)).isZero();
    assertThat(out.raw()).isCloseTo(-2 * 1.5, within(1e-12));
  }

  @Test
  void provider_makesDetectorOfItsName() {
    ManhattanScaledProvider provider = new ManhattanScaledProvider();
    assertThat(provider.name()).isEqualTo("manhattan-scaled");
    assertThat(provider.create(ProviderOptions.none()).name()).isEqualTo(provider.name());
    assertThat(provider.create(ProviderOptions.none()).supports(SCHEMA)).isTrue();
  }
}
