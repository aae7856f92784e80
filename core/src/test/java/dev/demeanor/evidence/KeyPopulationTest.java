package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.detector.PopulationModel;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyPopulationTest {

  private static final KeyHistogramConstants USUAL = KeyHistogramConstants.USUAL;
  private static final int STRANGER = 50;

  private final KeyHistogramDetector detector = new KeyHistogramDetector(USUAL);
  private static final KeyPopulation POPULATION =
      KeyPopulationTrainer.learn(SimulatedTyping.people(12, 1), USUAL).orElseThrow();

  @Test
  void score_isTheWeightedSumOfTheTerms() {
    KeyCounts subject = SimulatedTyping.enrolled(STRANGER, 2);
    FeatureVector window = SimulatedTyping.block(STRANGER, new SplittableRandom(3), 1.1);
    KeyTerms terms = POPULATION.terms(subject);
    double[] row = new double[terms.scratch()];
    terms.terms(window, 50, row);
    double sum = POPULATION.weights()[KeyTerms.COUNT];
    for (int i = 0; i < KeyTerms.COUNT; i++) {
      sum += POPULATION.weights()[i] * row[i];
    }

    ScoreBuffer out = new ScoreBuffer();
    out.begin(window.size());
    new PopulationKeyScorer(POPULATION, subject).score(window, 50, out);

    assertThat(out.raw()).isEqualTo(sum, within(1e-5));
  }

  @Test
  void score_tellsPeopleApartWhoAreNotInThePopulation() {
    KeyScorer scorer = new PopulationKeyScorer(POPULATION, SimulatedTyping.enrolled(STRANGER, 4));

    double own = mean(scorer, STRANGER);
    double[] others = new double[9];
    Arrays.setAll(others, i -> mean(scorer, STRANGER + 1 + i));

    assertThat(own).isPositive();
    assertThat(Arrays.stream(others).filter(other -> other < 0))
        .as("others who score against, some simulated people being near twins")
        .hasSizeGreaterThanOrEqualTo(7);
  }

  private static double mean(KeyScorer scorer, int who) {
    ScoreBuffer out = new ScoreBuffer();
    double sum = 0;
    for (FeatureVector window : SimulatedTyping.session(who, new SplittableRandom(5), 10)) {
      out.begin(window.size());
      scorer.score(window, 50, out);
      sum += out.raw() / 10;
    }
    return sum;
  }

  @Test
  void terms_ofAWindowWithPausesOnlyAreFinite() {
    FeatureVector whole = SimulatedTyping.block(STRANGER, new SplittableRandom(6), 1);
    FeatureVector dwells = new FeatureVector(whole.schema());
    for (int i = 0; i < whole.tokenCount(); i += 3) {
      dwells.addToken(whole.token(i));
    }
    KeyTerms terms = POPULATION.terms(SimulatedTyping.enrolled(STRANGER, 7));
    double[] row = new double[terms.scratch()];
    terms.terms(dwells, KeyScorer.keys(dwells), row);

    assertThat(Arrays.stream(row)).allMatch(Double::isFinite);
    assertThat(row[KeyTerms.OF_KIND + KeyTerms.LEVEL]).as("nothing was pressed in time").isZero();
    assertThat(row[KeyTerms.OF_KIND + KeyTerms.SHAPE]).isZero();
  }

  @Test
  void terms_ofAnEmptyTemplateAreFinite() {
    KeyTerms terms = POPULATION.terms(KeyCounts.empty());
    double[] row = new double[terms.scratch()];
    terms.terms(SimulatedTyping.block(STRANGER, new SplittableRandom(8), 1), 50, row);

    assertThat(Arrays.stream(row)).allMatch(Double::isFinite);
  }

  @Test
  void learn_saysNothingOfTooFewPeople() {
    List<BackgroundSubject> few = SimulatedTyping.people(KeyHistogramConstants.LEAST_PEOPLE - 1, 9);

    assertThat(detector.learnPopulation(few, 1)).isEmpty();
  }

  @Test
  void learn_cutsASingleSessionInTwo() {
    List<BackgroundSubject> once = new ArrayList<>();
    for (BackgroundSubject person : SimulatedTyping.people(8, 10)) {
      once.add(new BackgroundSubject(List.of(person.windows())));
    }

    assertThat(detector.learnPopulation(once, 1)).map(PopulationModel::subjects).hasValue(8);
  }

  @Test
  void learn_leavesOutWhoHasNothingToCompare() {
    List<BackgroundSubject> people = new ArrayList<>(SimulatedTyping.people(8, 11));
    FeatureVector only = people.get(0).windows().get(0);
    people.set(0, new BackgroundSubject(List.of(List.of(only))));
    FeatureVector empty = new FeatureVector(only.schema());
    people.set(1, new BackgroundSubject(List.of(List.of(empty), List.of(empty))));

    assertThat(detector.learnPopulation(people, 1)).map(PopulationModel::subjects).hasValue(6);
  }

  @Test
  void withPopulation_refusesAnotherDetectors() {
    PopulationModel foreign =
        new PopulationModel() {
          @Override
          public int subjects() {
            return 1;
          }

          @Override
          public void save(StateWriter out) {}
        };

    assertThatThrownBy(() -> detector.withPopulation(foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"key-histogram\"");
  }

  @Test
  void space_putsASubjectInTheMiddleOfHisWindows() {
    List<FeatureVector> session = SimulatedTyping.session(STRANGER, new SplittableRandom(12), 2);
    KeySpace space = POPULATION.space();
    double[] mean = new double[space.dimensions()];
    for (FeatureVector window : session) {
      double[] place = new double[space.dimensions()];
      space.place(window, 50, place, 0);
      for (int k = 0; k < mean.length; k++) {
        mean[k] += place[k] / 2;
      }
    }
    double[] subject = space.place(KeyCounts.of(session, USUAL));

    assertThat(subject).hasSizeGreaterThan(5);
    assertThat(subject).containsExactly(mean, within(0.01)); // the older block has faded a little
  }

  @Test
  void save_keepsThePopulationWithinAMegabyte() {
    StateWriter out = new StateWriter();
    POPULATION.save(out);

    assertThat(out.toByteArray().length).isLessThan(1 << 20);
    KeyPopulation loaded = KeyPopulation.load(new StateReader(out.toByteArray()), USUAL);
    assertThat(loaded.subjects()).isEqualTo(12);
  }
}
