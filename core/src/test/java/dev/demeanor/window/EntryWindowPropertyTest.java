package dev.demeanor.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.event.Admission;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.feature.FixedTextExtractorProvider;
import dev.demeanor.simulated.Draws;
import dev.demeanor.simulated.SimulatedTypist;
import dev.demeanor.simulated.SimulatedTypist.SimulatedEntry;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.feature.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What shuffled, repeated and late events do to entries: nothing. */
class EntryWindowPropertyTest {

  private static final int SEEDS = 300;
  private static final int ENTRIES = 6;

  @Test
  void offer_shuffledRepeatedAndLateEvents_giveTheFeaturesOfTheCleanOrder() {
    long refused = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Draws draws = new Draws(seed);
      SimulatedTypist typist = new SimulatedTypist(seed, 2 + draws.below(20));
      Window window = Window.of(new WindowSpec.Entry(), new FixedTextExtractorProvider().create());
      EventBuffer past = new EventBuffer(ENTRIES * 22);
      for (int n = 0; n < ENTRIES; n++) {
        SimulatedEntry entry = typist.next();
        refused += type(window, entry, past, draws);
        assertThat(window.isComplete()).as("entry %d of seed %d", n, seed).isTrue();
        assertAlike(features(window), entry.features(), "entry " + n + " of seed " + seed);
        window.reset();
        entry.addTo(past, 0);
      }
    }
    assertThat(refused).as("the disorder is no formality").isGreaterThan(1000);
  }

  /** Types an entry in disorder and returns how many events were refused. */
  private static long type(Window window, SimulatedEntry entry, EventBuffer past, Draws draws) {
    EventBuffer seen = new EventBuffer(entry.keys());
    long refused = 0;
    for (int position : shuffled(entry.keys(), draws)) {
      entry.addKey(seen, 0, position);
      assertThat(window.offer(seen, seen.size() - 1)).isEqualTo(Admission.ACCEPTED);
      while (draws.uniform() < 0.4) {
        boolean fromPast = past.size() > 0 && draws.uniform() < 0.5;
        EventBuffer again = fromPast ? past : seen;
        assertThat(window.offer(again, draws.below(again.size())))
            .isIn(
                fromPast
                    ? List.of(Admission.LATE, Admission.DUPLICATE)
                    : List.of(Admission.DUPLICATE));
        refused++;
      }
    }
    EventBuffer end = new EventBuffer(1);
    entry.addEnd(end, 0);
    assertThat(window.offer(end, 0)).isEqualTo(Admission.ACCEPTED);
    return refused;
  }

  private static List<Integer> shuffled(int keys, Draws draws) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      order.add(draws.below(order.size() + 1), i);
    }
    return order;
  }

  private static FeatureVector features(Window window) {
    FeatureVector vector = new FeatureVector(window.extractor().schema());
    window.extractor().writeTo(vector);
    return vector;
  }

  private static void assertAlike(FeatureVector actual, FeatureVector expected, String what) {
    assertThat(actual.schema()).isEqualTo(expected.schema());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.value(i)).as("feature %d, %s", i, what).isEqualTo(expected.value(i));
    }
  }
}
