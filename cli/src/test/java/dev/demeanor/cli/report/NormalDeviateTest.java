package dev.demeanor.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalDeviateTest {

  /** Figures from tables of the normal distribution. */
  @ParameterizedTest
  @CsvSource({
    "0.0001, -3.7190165",
    "0.001, -3.0902323",
    "0.025, -1.9599640",
    "0.5, 0",
    "0.9, 1.2815516"
  })
  void of_agreesWithTheTables(double share, double deviate) {
    assertThat(NormalDeviate.of(share)).isCloseTo(deviate, within(1e-6));
  }

  @Test
  void of_rejectsWhatHasNoDeviate() {
    assertThatIllegalArgumentException().isThrownBy(() -> NormalDeviate.of(0));
    assertThatIllegalArgumentException().isThrownBy(() -> NormalDeviate.of(1));
  }
}
