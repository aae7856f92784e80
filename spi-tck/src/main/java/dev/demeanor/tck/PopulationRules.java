package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.PopulationModel;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules P-1 to P-4 of {@link PopulationModel}, for detectors that learn populations. */
abstract class PopulationRules extends DetectorSamples {

  PopulationRules() {}

  @Test
  @DisplayName("P-1 many threads score against one population as one thread does")
  void p1_threadsDoNotDisturbEachOther() throws Exception {
    SubjectModel model = enrolled(against(population(31)), 32);
    List<FeatureVector> probes = probes(33);
    double[][] alone = answers(model, probes);
    Race.run(
        4,
        thread -> {
          for (int round = 0; round < 20; round++) {
            assertEqual("while others score", answers(model, probes), alone);
          }
          return thread;
        });
  }

  @Test
  @DisplayName("P-1 what a population has been used for does not change it")
  void p1_useDoesNotChangeIt() {
    PopulationModel population = population(31);
    byte[] before = save(population);
    Detector scoring = against(population);
    answers(enrolled(scoring, 34), probes(35));
    assertThat(save(population)).as("saved form of the population").isEqualTo(before);
    assertThat(population.subjects()).as("people").isPositive();
  }

  @Test
  @DisplayName("P-2 equal people, order and seed give populations that score bit for bit alike")
  void p2_isDeterministic() {
    assertEqual(
        "against populations made alike",
        answers(enrolled(against(population(36)), 37), probes(38)),
        answers(enrolled(against(population(36)), 37), probes(38)));
  }

  @Test
  @DisplayName("P-3 saved and loaded, a population scores bit for bit alike")
  void p3_loadedScoresAlike() {
    PopulationModel original = population(39);
    PopulationModel loaded = newDetector().loadPopulation(new StateReader(save(original)));
    assertThat(loaded.subjects()).as("people").isEqualTo(original.subjects());
    assertThat(save(loaded)).as("saved again").isEqualTo(save(original));
    assertEqual(
        "against the loaded population",
        answers(enrolled(against(loaded), 40), probes(41)),
        answers(enrolled(against(original), 40), probes(41)));
  }

  @Test
  @DisplayName("P-3 loading reads exactly what saving wrote")
  void p3_loadReadsExactlyWhatWasSaved() {
    StateWriter out = new StateWriter();
    population(42).save(out);
    StateReader in = new StateReader(out.putInt(0x5AFE_C0DE).toByteArray());
    newDetector().loadPopulation(in);
    assertThat(in.remaining()).as("bytes left for what comes after").isEqualTo(4);
  }

  @Test
  @DisplayName("P-3 a population cut off at any byte is a CorruptStateException")
  void p3_truncatedPopulationIsRefused() {
    byte[] state = save(population(43));
    int step = Math.max(1, state.length / 2000);
    for (int length = 0; length < state.length; length += step) {
      byte[] cut = Vectors.head(state, length);
      assertThatThrownBy(() -> newDetector().loadPopulation(new StateReader(cut)))
          .as("population cut off after %d of %d bytes", length, state.length)
          .isInstanceOf(CorruptStateException.class);
    }
  }

  @Test
  @DisplayName("P-3 an unknown format version is a CorruptStateException")
  void p3_unknownVersionIsRefused() {
    byte[] state = save(population(44));
    state[0] = 0x7F;
    assertThatThrownBy(() -> newDetector().loadPopulation(new StateReader(state)))
        .isInstanceOf(CorruptStateException.class);
  }

  @Test
  @DisplayName("P-4 a template is the same bytes with and without a population")
  void p4_subjectEnrolsAlone() {
    assertThat(save(enrolled(against(population(45)), 46)))
        .as("saved form of a model learned beside a population")
        .isEqualTo(save(enrolled(newDetector(), 46)));
  }

  @Test
  @DisplayName("P-4 a template learned alone scores against a population as one learned beside it")
  void p4_loadedBesidePopulationScoresAlike() {
    Detector scoring = against(population(47));
    SubjectModel alone = enrolled(newDetector(), 48);
    assertEqual(
        "of a template learned alone",
        answers(scoring.load(schema(), new StateReader(save(alone))), probes(49)),
        answers(enrolled(scoring, 48), probes(49)));
  }

  @Test
  @DisplayName("D-4 against a population own samples score higher, too")
  void population_scoresFiniteAndOwnHigher() {
    SubjectModel model = enrolled(against(population(50)), 51);
    RandomGenerator random = new SplittableRandom(52);
    ScoreBuffer out = new ScoreBuffer();
    double own = 0;
    double far = 0;
    for (int i = 0; i < 100; i++) {
      model.score(own(random), out);
      own += out.abstention() == null ? out.raw() : 0;
      model.score(far(random), out);
      far += out.abstention() == null ? out.raw() : 0;
      assertFiniteOrAbstention(model, oddProbe(random));
    }
    assertThat(own).as("sum of own scores against far ones").isGreaterThan(far);
  }

  @Test
  @DisplayName("D-3 scoring against a population allocates nothing once warm")
  void population_scoringAllocatesNothing() {
    SubjectModel model = enrolled(against(population(53)), 54);
    FeatureVector probe = own(new SplittableRandom(55));
    ScoreBuffer out = new ScoreBuffer();
    Allocation.assertNone(
        "score against a population",
        () -> {
          for (int i = 0; i < 500; i++) {
            model.score(probe, out);
          }
        });
  }

  @Test
  @DisplayName("population: a detector without one refuses it, and says so")
  void population_unknownIsRefused() {
    assumeTrue(learned(56).isEmpty(), "learns populations");
    assertThatThrownBy(() -> newDetector().loadPopulation(new StateReader(new byte[64])))
        .isInstanceOf(CorruptStateException.class);
  }

  private Optional<PopulationModel> learned(long seed) {
    return newDetector().learnPopulation(background(new SplittableRandom(seed)), seed);
  }

  private PopulationModel population(long seed) {
    Optional<PopulationModel> population = learned(seed);
    assumeTrue(population.isPresent(), "has no use for a population");
    return population.orElseThrow();
  }

  private Detector against(PopulationModel population) {
    return newDetector().withPopulation(population);
  }

  private static byte[] save(PopulationModel population) {
    StateWriter out = new StateWriter();
    population.save(out);
    return out.toByteArray();
  }
}
