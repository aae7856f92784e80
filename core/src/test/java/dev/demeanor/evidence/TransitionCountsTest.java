package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TransitionCountsTest {

  private static final int FROM = 1;
  private static final int NEVER_SEEN = 5_000;

  private static TransitionCounts reloaded(TransitionCounts counts) {
    StateWriter out = new StateWriter();
    counts.save(out);
    return TransitionCounts.load(
        new StateReader(out.toByteArray()),
        TransitionConstants.MAX_ROUTES,
        TransitionConstants.MAX_TRANSITIONS);
  }

  /** A node reads from the store what another has in memory, and a replay makes it again. */
  @Test
  void probability_isBitForBitThatOfTheCountsThatWereSaved() {
    SplittableRandom random = new SplittableRandom(3);
    for (int subject = 0; subject < 100; subject++) {
      CountTable routes = new CountTable();
      CountTable transitions = new CountTable();
      for (int i = 0; i < 60; i++) {
        int to = random.nextInt(1_000);
        routes.add(to, (float) random.nextDouble());
        transitions.add(TransitionCounts.key(FROM, to), (float) random.nextDouble());
      }
      TransitionCounts counts = new TransitionCounts(routes, transitions);
      TransitionCounts loaded = reloaded(counts);
      assertThat(loaded.visits()).as("subject %d", subject).isEqualTo(counts.visits());
      assertThat(loaded.probability(FROM, NEVER_SEEN, 1e-5))
          .as("subject %d", subject)
          .isEqualTo(counts.probability(FROM, NEVER_SEEN, 1e-5));
    }
  }

  @Test
  void probability_ofATransitionNeverSeen_isAtMostOneInAHundred() {
    CountTable routes = new CountTable();
    CountTable transitions = new CountTable();
    for (int to = 0; to < 20; to++) {
      routes.add(to, 1);
      transitions.add(TransitionCounts.key(FROM, to), 1);
    }
    TransitionCounts counts = new TransitionCounts(routes, transitions);
    assertThat(counts.probability(FROM, NEVER_SEEN, 0.9)).isEqualTo(0.01);
    assertThat(counts.probability(FROM, NEVER_SEEN, 0.001)).isPositive().isLessThan(0.01);
    assertThat(counts.probability(FROM, 3, 0.9)).isGreaterThan(0.01);
  }

  @Test
  void probability_afterAThingThatWasNeverLeft_isThatOfTheThingAlone() {
    assertThat(TransitionCounts.NONE.probability(FROM, NEVER_SEEN, 0.3)).isEqualTo(0.3);
  }
}
