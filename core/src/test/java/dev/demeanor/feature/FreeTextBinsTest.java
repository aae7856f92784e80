package dev.demeanor.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FreeTextBinsTest {

  @Test
  void unit_isTheKindAndThePair() {
    int pair = 3 * FreeTextBins.CLASSES + 5;

    assertUnit(FreeTextBins.dwell(3, 5, 90_000), 0, pair);
    assertUnit(FreeTextBins.pressPress(3, 5, 90_000), 1, pair);
    assertUnit(FreeTextBins.flight(3, 5, -90_000), 2, pair);
  }

  private static void assertUnit(int token, int kind, int pair) {
    assertThat(FreeTextBins.kind(FreeTextBins.unit(token))).isEqualTo(kind);
    assertThat(FreeTextBins.pair(FreeTextBins.unit(token))).isEqualTo(pair);
  }

  @Test
  void timing_joinsTheDwellsOfAClass() {
    int before = FreeTextBins.unit(FreeTextBins.dwell(3, 0, 90_000));
    int after = FreeTextBins.unit(FreeTextBins.dwell(3, 6, 90_000));

    assertThat(FreeTextBins.timing(before)).isEqualTo(3).isEqualTo(FreeTextBins.timing(after));
  }

  @Test
  void timing_isTheFeatureOfTheSameName() {
    int base = FreeTextExtractor.TIMING_MEANS;
    int press = FreeTextBins.timing(FreeTextBins.unit(FreeTextBins.pressPress(0, 1, 90_000)));
    int flight = FreeTextBins.timing(FreeTextBins.unit(FreeTextBins.flight(6, 6, 90_000)));

    assertThat(name(base)).isEqualTo("dwell.LETTER_LEFT");
    assertThat(name(base + press)).isEqualTo("press-press.LETTER_LEFT.LETTER_RIGHT");
    assertThat(name(base + flight)).isEqualTo("flight.OTHER.OTHER");
    assertThat(flight).isEqualTo(FreeTextBins.TIMINGS - 1);
    assertThat(FreeTextBins.kindOfTiming(press)).isEqualTo(1);
    assertThat(FreeTextBins.kindOfTiming(flight)).isEqualTo(2);
  }

  private static String name(int feature) {
    return FreeTextExtractor.SCHEMA.features().get(feature).name();
  }

  @Test
  void bin_putsTheStepsOfACommonClockIntoTheMiddle() {
    // 15.6 ms steps: 78.1 and 93.8 ms lie in bins of their own, however they are rounded
    assertThat(bin(78_000)).isEqualTo(bin(79_000)).isNotEqualTo(bin(93_000));
    assertThat(bin(93_000)).isEqualTo(bin(94_000));
  }

  private static int bin(long micros) {
    return FreeTextBins.bin(FreeTextBins.dwell(0, 0, micros));
  }
}
