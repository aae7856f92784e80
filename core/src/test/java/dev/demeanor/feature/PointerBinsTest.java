package dev.demeanor.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.spi.feature.FeatureVector;
import org.junit.jupiter.api.Test;

class PointerBinsTest {

  private static final int STRAIGHTNESS = 3;

  @Test
  void bin_cutsTheRangeIntoEqualParts() {
    assertThat(PointerBins.bin(STRAIGHTNESS, 0)).isZero();
    assertThat(PointerBins.bin(STRAIGHTNESS, 0.0624)).isZero();
    assertThat(PointerBins.bin(STRAIGHTNESS, 0.0626)).isEqualTo(1);
    assertThat(PointerBins.bin(STRAIGHTNESS, 0.9376)).isEqualTo(15);
  }

  @Test
  void bin_whatLiesOutside_countsAsTheEdge() {
    assertThat(PointerBins.bin(STRAIGHTNESS, -1e300)).isZero();
    assertThat(PointerBins.bin(STRAIGHTNESS, 1)).isEqualTo(15);
    assertThat(PointerBins.bin(STRAIGHTNESS, Double.POSITIVE_INFINITY)).isEqualTo(15);
  }

  @Test
  void bin_ofTheMiddleOfABin_isThatBin() {
    for (int feature = 0; feature < PointerBins.FEATURES; feature++) {
      for (int bin = 0; bin < PointerBins.BINS; bin++) {
        assertThat(PointerBins.bin(feature, PointerBins.value(feature, bin))).isEqualTo(bin);
      }
    }
  }

  @Test
  void bin_kindsOfActionFallApart() {
    assertThat(PointerBins.bin(PointerBins.KIND, 0)).isZero();
    assertThat(PointerBins.bin(PointerBins.KIND, 1)).isEqualTo(5);
    assertThat(PointerBins.bin(PointerBins.KIND, 2)).isEqualTo(10);
  }

  @Test
  void read_givesBackWhatWasWritten_largeCountsToo() {
    byte[] counts = new byte[PointerBins.FEATURES * PointerBins.BINS];
    counts[0] = 3;
    counts[17] = (byte) 255;
    counts[counts.length - 1] = (byte) 129;
    FeatureVector window = new FeatureVector(PointerBins.SCHEMA);
    PointerBins.write(counts, window);
    PointerBins.write(counts, window);
    double[] alone = new double[counts.length];
    double[] both = new double[counts.length];
    PointerBins.read(window, false, alone);
    PointerBins.read(window, true, both);
    assertThat(alone[0]).isEqualTo(3);
    assertThat(alone[17]).isEqualTo(255);
    assertThat(both[17]).isEqualTo(510);
    assertThat(both[counts.length - 1]).isEqualTo(258, within(0.0));
  }

  @Test
  void isCounted_refusesOtherNumbersOfTokens() {
    FeatureVector window = new FeatureVector(PointerBins.SCHEMA);
    assertThat(PointerBins.isCounted(window)).isFalse();
    window.addToken(1);
    assertThat(PointerBins.isCounted(window)).isFalse();
  }
}
