package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.spi.feature.FeatureVector;
import java.util.Arrays;

/** Compares vectors and scores down to the bit, or within a tolerance. */
final class Vectors {

  private Vectors() {}

  /** Fails unless both have the same schema, the same features missing, and alike values. */
  static void assertAlike(
      String when, FeatureVector actual, FeatureVector expected, double tolerance) {
    assertThat(actual.schema()).as("schema %s", when).isEqualTo(expected.schema());
    for (int i = 0; i < expected.size(); i++) {
      String what = expected.schema().features().get(i).name() + " " + when;
      assertThat(actual.isMissing(i)).as("missing: %s", what).isEqualTo(expected.isMissing(i));
      if (!expected.isMissing(i)) {
        assertClose(what, actual.value(i), expected.value(i), tolerance);
      }
    }
  }

  /** Fails unless both are equal to the bit (tolerance 0) or within a relative tolerance. */
  static void assertClose(String what, double actual, double expected, double tolerance) {
    boolean equal = Double.doubleToLongBits(actual) == Double.doubleToLongBits(expected);
    double allowed = tolerance * Math.max(1, Math.abs(expected));
    assertThat(equal || tolerance > 0 && Math.abs(actual - expected) <= allowed)
        .as("%s: %s instead of %s, relative tolerance %s", what, actual, expected, tolerance)
        .isTrue();
  }

  /** Fails unless both arrays hold close values. */
  static void assertClose(String what, double[] actual, double[] expected, double tolerance) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertClose(what + " [" + i + "]", actual[i], expected[i], tolerance);
    }
  }

  /** Returns the first {@code length} bytes. */
  static byte[] head(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }
}
