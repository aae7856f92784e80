package dev.demeanor.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.event.Source;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.evidence.RhythmProvider;
import dev.demeanor.evidence.TransitionProvider;
import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.simulated.Draws;
import dev.demeanor.simulated.SimulatedTypist;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreWorth;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.subject.DeviceClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PopulationTrainingTest {

  private final Detector rhythm = new RhythmProvider().create(ProviderOptions.none());

  private static byte[] save(Population population) {
    StateWriter out = new StateWriter();
    population.save(out);
    return out.toByteArray();
  }

  private static Population load(byte[] bytes) {
    return Population.load(new StateReader(bytes));
  }

  private static FeatureSchema schema(PopulationTraining training) {
    BackgroundPerson person = SimulatedBackground.person(training, 3, 8, 5);
    return person.sessions().values().iterator().next().get(0).get(0).schema();
  }

  @Test
  void session_makesTheWindowsOfALiveSession() {
    PopulationTraining training = SimulatedBackground.training();
    BackgroundPerson person = SimulatedBackground.person(training, 3, 8, 5);
    SimulatedTypist typist = new SimulatedTypist(103, 8);
    List<List<FeatureVector>> sessions = person.sessions().values().iterator().next();
    assertThat(sessions).hasSize(2);
    for (List<FeatureVector> session : sessions) {
      assertThat(session).hasSize(5);
      for (FeatureVector window : session) {
        FeatureVector expected = typist.next().features();
        for (int i = 0; i < expected.size(); i++) {
          assertThat(window.value(i)).isEqualTo(expected.value(i));
        }
      }
    }
  }

  @Test
  void session_thatWasNotClosed_belongsToNobody() {
    PopulationTraining training = SimulatedBackground.training();
    BackgroundPerson person = training.person("somebody");
    person.open(dev.demeanor.subject.DeviceClass.DESKTOP).field("password", 0);
    assertThat(person.sessions()).isEmpty();
  }

  @Test
  void learn_samePeople_givesTheSameBytes() {
    assertThat(save(SimulatedBackground.population(6)))
        .isEqualTo(save(SimulatedBackground.population(6)));
  }

  @Test
  void learn_otherPeople_givesAnotherId() {
    assertThat(SimulatedBackground.population(6).id())
        .isNotEqualTo(SimulatedBackground.population(7).id());
  }

  @Test
  void learn_ofSomeOfThem_isLearnedOfThemOnly() {
    PopulationTraining training = SimulatedBackground.training();
    List<BackgroundPerson> people = SimulatedBackground.people(training, 8);
    Population some = training.learn(people.subList(0, 6), SimulatedBackground.origin());
    assertThat(some.id()).isEqualTo(SimulatedBackground.population(6).id());
    assertThat(some.contains("person-5")).isTrue();
    assertThat(some.contains("person-6")).isFalse();
  }

  @Test
  void learn_ofTooFewPeople_saysHowManyItTakes() {
    PopulationTraining training = SimulatedBackground.training();
    List<BackgroundPerson> people = new ArrayList<>(SimulatedBackground.people(training, 3));
    people.add(training.person("silent"));
    assertThatThrownBy(() -> training.learn(people, SimulatedBackground.origin()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a population takes at least 4 people with complete windows, had 3; add recordings of"
                + " further people");
  }

  @Test
  void recipe_ofADetectorThatLearned_isCalibratedByPeople() {
    Recipe recipe = SimulatedBackground.population(6).recipe(rhythm);
    assertThat(recipe.calibration()).isPresent();
    assertThat(recipe.calibration().orElseThrow().subjects()).isEqualTo(6);
  }

  @Test
  void recipe_ofADetectorThatLearnedNothing_isOneClass() {
    Detector other = new TransitionProvider().create(ProviderOptions.none());
    assertThat(SimulatedBackground.population(6).recipe(other)).isEqualTo(Recipe.oneClass(other));
  }

  @Test
  void learn_whenTextsMayDiffer_noOtherEntryStandsForAnImpostors() {
    PopulationTraining training = SimulatedBackground.training().sameText(false);
    Population population =
        training.learn(SimulatedBackground.people(training, 6), SimulatedBackground.origin());
    assertThat(population.recipe(rhythm).calibration().orElseThrow().own())
        .as("the detector's own word")
        .isEqualTo(((ScoreWorth.Spreads) rhythm.worth(schema(training))).natsPerSpread());
  }

  @Test
  void population_showsNobody() {
    Population population = SimulatedBackground.population(6);
    assertThat(population)
        .hasToString("population " + population.id() + " of 6 people (simulated)");
    assertThat(new String(save(population), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("person-");
  }

  @Test
  void load_readsWhatWasSaved() {
    Population original = SimulatedBackground.population(6);
    Population loaded = load(save(original));
    assertThat(loaded.id()).isEqualTo(original.id());
    assertThat(loaded.origin()).isEqualTo(original.origin());
    assertThat(loaded.people()).isEqualTo(6);
    assertThat(loaded.detectors()).isEqualTo(original.detectors());
    assertThat(loaded.contains("person-2")).isTrue();
    assertThat(loaded.recipe(rhythm).calibration())
        .isEqualTo(original.recipe(rhythm).calibration());
    assertThat(save(loaded)).isEqualTo(save(original));
  }

  @Test
  void load_cutOffAtAnyByte_isCorrupt() {
    byte[] saved = save(SimulatedBackground.population(4));
    for (int length = 0; length < saved.length; length++) {
      byte[] cut = Arrays.copyOf(saved, length);
      assertThatThrownBy(() -> load(cut)).isInstanceOf(CorruptStateException.class);
    }
  }

  @Test
  void load_anyByteChanged_isCorruptOrUsable() {
    byte[] saved = save(SimulatedBackground.population(4));
    for (int at = 0; at < saved.length; at++) {
      byte[] changed = saved.clone();
      changed[at] ^= (byte) 0x81;
      try {
        load(changed).recipe(rhythm);
      } catch (CorruptStateException | IllegalArgumentException expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }

  /** People who type one text, alike enough to have a common pattern. */
  private static List<BackgroundPerson> alike(PopulationTraining training, int count) {
    List<BackgroundPerson> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Draws draws = new Draws(100 + i);
      BackgroundPerson person = training.person("person-" + i);
      for (int session = 0; session < 2; session++) {
        List<FeatureVector> entries = new ArrayList<>();
        for (int entry = 0; entry < 40; entry++) {
          entries.add(entry(draws, 1 + 0.05 * i));
        }
        person.session(Source.fixedText("password", 0), DeviceClass.DESKTOP, entries);
      }
      people.add(person);
    }
    return people;
  }

  private static FeatureVector entry(Draws draws, double pace) {
    int keys = SimulatedBackground.KEYS;
    FeatureVector entry = new FeatureVector(FixedTextSchema.ofKeys(keys));
    for (int i = 0; i < keys; i++) {
      entry.set(i, pace * (80 + 5 * i + 8 * draws.normal()));
    }
    for (int i = 0; i < keys - 1; i++) {
      entry.set(keys + i, pace * (150 + 60 * (i % 3) + 15 * draws.normal()));
      entry.set(2 * keys - 1 + i, entry.value(keys + i) - entry.value(i));
    }
    return entry;
  }

  @Test
  void learn_ofAsFewPeopleAsMakeAPatternAtAll_isNotCalibratedByScoresMadeWithoutIt() {
    PopulationTraining training = SimulatedBackground.training();
    Population five = training.learn(alike(training, 5), SimulatedBackground.origin());
    assertThat(five.recipe(rhythm).population()).as("there is a pattern of five").isNotEmpty();
    assertThat(five.recipe(rhythm).calibration()).as("none of the four others").isEmpty();
    Population six = training.learn(alike(training, 6), SimulatedBackground.origin());
    assertThat(six.recipe(rhythm).calibration()).isPresent();
  }
}
