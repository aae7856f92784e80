package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ActionCountsTest {

  private static ActionCounts counts(double... ofFirstFeature) {
    double[] window = new double[PointerConstants.CELLS];
    System.arraycopy(ofFirstFeature, 0, window, 0, ofFirstFeature.length);
    return ActionCounts.none().with(window, 1);
  }

  @Test
  void ranks_areTheMiddlesOfWhatLiesBelow() {
    float[] ranks = counts(1, 0, 3).ranks();
    assertThat(ranks[0]).isEqualTo(-0.375f);
    assertThat(ranks[1]).isEqualTo(-0.25f);
    assertThat(ranks[2]).isEqualTo(0.125f);
    assertThat(ranks[15]).isEqualTo(0.5f);
  }

  @Test
  void ranks_ofOwnActions_averageToZero() {
    double[] own = {4, 1, 7, 0, 2};
    float[] ranks = counts(own).ranks();
    double sum = 0;
    for (int b = 0; b < own.length; b++) {
      sum += own[b] * ranks[b];
    }
    assertThat(sum).isCloseTo(0, within(1e-6));
  }

  @Test
  void shares_areSmoothedTowardsWhatIsGiven() {
    double[] towards = new double[PointerConstants.CELLS];
    Arrays.fill(towards, 1.0 / PointerConstants.BINS);
    double[] shares = counts(16).shares(towards, 16);
    assertThat(shares[0]).isEqualTo((16 + 1) / 32.0);
    assertThat(shares[1]).isEqualTo(1 / 32.0);
  }

  @Test
  void with_fadesWhatCameBefore() {
    ActionCounts faded = counts(8, 2).with(new double[PointerConstants.CELLS], 0.5);
    assertThat(faded.total(0)).isEqualTo(5);
    assertThat(faded.meanBin(0)).isEqualTo(0.2);
    assertThat(faded.binDeviation(0)).isEqualTo(0.4);
  }
}
