package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import org.junit.jupiter.api.Test;

class JointEvidenceTest {

  private final JointEvidence joint = new JointEvidence();

  @Test
  void add_firstWindow_countsInFull() {
    assertThat(joint.add(2, 0.7)).isEqualTo(2);
  }

  @Test
  void add_withoutCorrelation_eachCountsInFull() {
    for (double alone : new double[] {2, -3, 6, 6, 6, 6, -6, -6, -6, -6}) {
      assertThat(joint.add(alone, 0)).isEqualTo(alone);
    }
  }

  @Test
  void add_withinMemory_sumsToTheJointLogLikelihoodRatio() {
    double[] alone = {2, 1, -0.5, 1.5};
    double sum = 0;
    double added = 0;
    for (int n = 1; n <= JointEvidence.MEMORY; n++) {
      sum += alone[n - 1];
      added += joint.add(alone[n - 1], 0.4);
      assertThat(added).isCloseTo(sum / (1 + (n - 1) * 0.4), within(1e-12));
    }
  }

  @Test
  void add_theSameAgainAndAgain_saysLessAndLess() {
    double last = Double.POSITIVE_INFINITY;
    double total = 0;
    for (int i = 0; i < 50; i++) {
      double added = joint.add(1, 0.5);
      assertThat(added).isLessThan(last + 1e-12).isPositive();
      last = added;
      total += added;
    }
    assertThat(total).as("one over the correlation at most").isCloseTo(2, within(1e-3));
  }

  @Test
  void add_whatContradicts_saysMoreThanWhatAgrees() {
    for (int i = 0; i < 20; i++) {
      joint.add(2, 0.5);
    }
    JointEvidence doubtful = new JointEvidence();
    for (int i = 0; i < 20; i++) {
      doubtful.add(-2, 0.5);
    }
    assertThat(joint.add(-2, 0.5)).isLessThan(doubtful.add(-2, 0.5));
  }

  @Test
  void add_changeOfHandsAfterLong_isNoticedAsSoonAsAfterAWhile() {
    JointEvidence shortSession = new JointEvidence();
    for (int i = 0; i < 30; i++) {
      shortSession.add(6, 0.5);
    }
    for (int i = 0; i < 10_000; i++) {
      joint.add(6, 0.5);
    }
    assertThat(joint.add(-3, 0.5)).isEqualTo(shortSession.add(-3, 0.5));
  }

  @Test
  void load_goesOnBitForBit() {
    joint.add(1.5, 0.3);
    joint.add(-0.7, 0.3);
    JointEvidence loaded = new JointEvidence();
    loaded.load(new StateReader(saved()));
    assertThat(loaded.add(0.9, 0.3)).isEqualTo(joint.add(0.9, 0.3));
  }

  @Test
  void load_evidenceBeyondItsBound_isCorrupt() {
    for (double wrong : new double[] {Double.NaN, 7, -7}) {
      byte[] bytes = new StateWriter().putInt(1).putInt(1).putDouble(wrong).toByteArray();
      assertThatThrownBy(() -> new JointEvidence().load(new StateReader(bytes)))
          .isInstanceOf(CorruptStateException.class)
          .hasMessageContaining("within 6.0 nats");
    }
  }

  private byte[] saved() {
    StateWriter out = new StateWriter();
    joint.save(out);
    return out.toByteArray();
  }
}
