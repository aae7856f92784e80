package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.feature.NavigationExtractorProvider;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.PopulationModel;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransitionPopulationTest {

  private static final FeatureSchema SCHEMA = new NavigationExtractorProvider().create().schema();
  private static final double LEAST = 0.5;

  private final TransitionDetector plain = new TransitionDetector();

  private static FeatureVector window(int... routes) {
    FeatureVector window = new FeatureVector(SCHEMA);
    for (int route : routes) {
      window.addToken(route);
    }
    window.setUnits(routes.length);
    return window;
  }

  private static BackgroundSubject person(int... routes) {
    return new BackgroundSubject(List.of(List.of(window(routes))));
  }

  private static TransitionPopulation people() {
    return TransitionPopulation.learn(
        List.of(person(1, 2, 1, 2, 7), person(1, 2, 3, 1, 2), person(3, 1, 2, 8, 8)));
  }

  @Test
  void popularity_ofWhatOnlyOnePersonVisits_isThatOfTheUnknown() {
    TransitionPopulation people = people();
    assertThat(people.popularity(7, LEAST)).isEqualTo(people.popularity(99, LEAST));
    assertThat(people.popularity(8, LEAST)).isEqualTo(people.popularity(99, LEAST));
    assertThat(people.popularity(1, LEAST)).isGreaterThan(people.popularity(3, LEAST));
  }

  @Test
  void popularity_sumsToOneOverTheKnownAndOneUnknown() {
    TransitionPopulation people = people();
    double sum = people.popularity(99, LEAST);
    for (int known : new int[] {1, 2, 3}) {
      sum += people.popularity(known, LEAST);
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
  }

  @Test
  void save_holdsNothingThatOnlyOnePersonDid() {
    StateWriter out = new StateWriter();
    people().save(out);
    StateWriter without = new StateWriter();
    TransitionPopulation.learn(
            List.of(person(1, 2, 1, 2, 5), person(1, 2, 3, 1, 2), person(3, 1, 2, 6, 6)))
        .save(without);
    assertThat(out.toByteArray()).isEqualTo(without.toByteArray());
  }

  @Test
  void score_againstAPopulation_prefersOwnWaysToEverybodys() {
    Detector against = plain.withPopulation(people());
    SubjectModel model = against.empty(SCHEMA);
    for (int i = 0; i < 30; i++) {
      model = model.learn(window(4, 5, 4, 5, 4, 5));
    }
    assertThat(raw(model, window(4, 5, 4, 5))).isPositive();
    assertThat(raw(model, window(1, 2, 1, 2))).isNegative();
  }

  @Test
  void score_againstAPopulation_growsWithTheNumberOfVisits() {
    SubjectModel model = plain.withPopulation(people()).empty(SCHEMA);
    for (int i = 0; i < 30; i++) {
      model = model.learn(window(4, 5, 4, 5, 4, 5));
    }
    assertThat(raw(model, window(4, 5, 4, 5, 4, 5, 4, 5)))
        .isGreaterThan(1.5 * raw(model, window(4, 5, 4, 5)));
  }

  @Test
  void learn_softly_countsInProportion() {
    SubjectModel base = plain.empty(SCHEMA);
    for (int i = 0; i < 10; i++) {
      base = base.learn(window(4, 5, 4, 5));
    }
    double before = raw(base, window(1, 2, 1, 2));
    double little = raw(base.learn(window(1, 2, 1, 2), 0.1), window(1, 2, 1, 2));
    double all = raw(base.learn(window(1, 2, 1, 2)), window(1, 2, 1, 2));
    assertThat(little).isGreaterThan(before).isLessThan(all);
    assertThat(raw(base.learn(window(1, 2, 1, 2), 1), window(1, 2, 1, 2))).isEqualTo(all);
  }

  @Test
  void loadPopulation_scoresBitForBitAlike() {
    StateWriter out = new StateWriter();
    people().save(out);
    PopulationModel loaded = plain.loadPopulation(new StateReader(out.toByteArray()));
    FeatureVector probe = window(1, 2, 3, 9);
    SubjectModel one = plain.withPopulation(people()).empty(SCHEMA).learn(window(1, 2, 1, 3));
    SubjectModel two = plain.withPopulation(loaded).empty(SCHEMA).learn(window(1, 2, 1, 3));
    assertThat(raw(one, probe)).isEqualTo(raw(two, probe));
    assertThat(loaded.subjects()).isEqualTo(3);
  }

  @Test
  void learnPopulation_ofTwoPeople_isNone() {
    assertThat(plain.learnPopulation(List.of(person(1, 2), person(1, 2)), 1)).isEmpty();
  }

  @Test
  void withPopulation_ofAnotherDetector_isRefused() {
    PopulationModel foreign =
        new PopulationModel() {
          @Override
          public int subjects() {
            return 3;
          }

          @Override
          public void save(StateWriter out) {}
        };
    assertThatThrownBy(() -> plain.withPopulation(foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be one it learned");
  }

  private static double raw(SubjectModel model, FeatureVector window) {
    ScoreBuffer out = new ScoreBuffer();
    model.score(window, out);
    return out.raw();
  }
}
