package dev.demeanor.spi.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureVectorTest {

  private final FeatureVector vector =
      new FeatureVector(
          new FeatureSchema("s/1", List.of(new Feature("a", "ms"), new Feature("b", "ms"))));

  @Test
  void newVector_isMissingAltogether() {
    assertThat(vector.present()).isZero();
    assertThat(vector.isMissing(0)).isTrue();
    assertThat(vector.value(1)).isNaN();
  }

  @Test
  void zero_isPresent() {
    vector.set(0, 0.0);
    assertThat(vector.isMissing(0)).isFalse();
    assertThat(vector.value(0)).isZero();
    assertThat(vector.present()).isEqualTo(1);
  }

  @Test
  void set_takesNotFiniteAsMissing() {
    double[] values = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (double value : values) {
      vector.set(0, 1.0);
      vector.set(0, value);
      assertThat(vector.isMissing(0)).isTrue();
      assertThat(vector.value(0)).isNaN();
    }
  }

  @Test
  void setMissing_marksOneFeature() {
    vector.set(0, 1.0);
    vector.set(1, 2.0);
    vector.setMissing(0);
    assertThat(vector.isMissing(0)).isTrue();
    assertThat(vector.value(1)).isEqualTo(2.0);
  }

  @Test
  void clear_marksAllAsMissing() {
    vector.set(0, 1.0);
    vector.clear();
    assertThat(vector.present()).isZero();
  }

  @Test
  void copy_noLongerFollows() {
    vector.set(0, 1.0);
    FeatureVector copy = vector.copy();
    vector.clear();
    assertThat(copy.value(0)).isEqualTo(1.0);
    assertThat(copy.isMissing(1)).isTrue();
    assertThat(copy.schema()).isSameAs(vector.schema());
  }

  @Test
  void toString_showsNoValue() {
    vector.set(0, 173.25);
    assertThat(vector).hasToString("FeatureVector[s/1, 1 of 2 present]");
  }
}
