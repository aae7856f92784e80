package dev.demeanor.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeastStandardTest {

  private static ModelEvaluation measured(
      double eer, double high, long genuine, long impostor, long abstained) {
    return new ModelEvaluation(
        "simulated",
        "0".repeat(64),
        "cross-day",
        eer,
        eer / 2,
        high,
        genuine,
        impostor,
        abstained,
        1,
        0.8,
        0.5);
  }

  @Test
  void shortfall_ofAGoodVersion_isEmpty() {
    assertThat(LeastStandard.shortfall(measured(0.1, 0.2, 50, 50, 20))).isEmpty();
  }

  @Test
  void shortfall_ofACoin_saysThatItIsNoBetterThanChance() {
    assertThat(LeastStandard.shortfall(measured(0.5, 0.5, 100, 100, 0)))
        .hasValueSatisfying(
            found -> assertThat(found).contains("not better than chance", "must end below 0.5"));
  }

  @Test
  void shortfall_whenTheIntervalReachesChance_saysSo() {
    assertThat(LeastStandard.shortfall(measured(0.4, 0.51, 100, 100, 0)))
        .hasValueSatisfying(found -> assertThat(found).contains("0.4000", "0.5100"));
  }

  @Test
  void shortfall_ofFewAttempts_saysHowManyAreNeeded() {
    assertThat(LeastStandard.shortfall(measured(0.1, 0.2, 49, 500, 0)))
        .hasValueSatisfying(found -> assertThat(found).contains("49 genuine", "at least 50"));
    assertThat(LeastStandard.shortfall(measured(0.1, 0.2, 500, 3, 0)))
        .hasValueSatisfying(found -> assertThat(found).contains("3 by impostors"));
  }

  @Test
  void shortfall_ofManyAbstentions_saysHowMany() {
    assertThat(LeastStandard.shortfall(measured(0.1, 0.2, 50, 50, 21)))
        .hasValueSatisfying(found -> assertThat(found).contains("21.0 %", "at most 20 %"));
  }
}
