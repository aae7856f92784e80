package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.simulated.Allocated;
import dev.demeanor.simulated.Draws;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.PopulationModel;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RhythmPopulationTest {

  private static final int KEYS = 8;

  private final RhythmDetector detector = new RhythmDetector();
  private final ScoreBuffer out = new ScoreBuffer();

  /** Somebody who types a text in which some keys are far and some near, in a way of their own. */
  private static final class Person {

    private final Draws draws;
    private final int keys;
    private final double[] dwell;
    private final double[] step;

    Person(long seed, long text, int keys) {
      this.draws = new Draws(seed);
      this.keys = keys;
      Draws ofText = new Draws(text);
      dwell = new double[keys];
      step = new double[keys - 1];
      double pace = Math.exp(0.2 * draws.normal());
      for (int i = 0; i < keys; i++) {
        dwell[i] = ofText.uniform(70, 130) * pace * Math.exp(0.15 * draws.normal());
      }
      for (int i = 0; i < keys - 1; i++) {
        step[i] = ofText.uniform(100, 500) * pace * Math.exp(0.15 * draws.normal());
      }
    }

    FeatureVector next() {
      FeatureVector entry = new FeatureVector(FixedTextSchema.ofKeys(keys));
      for (int i = 0; i < keys; i++) {
        entry.set(i, dwell[i] * Math.exp(0.1 * draws.normal()));
      }
      for (int i = 0; i < keys - 1; i++) {
        entry.set(keys + i, step[i] * Math.exp(0.1 * draws.normal()));
        entry.set(2 * keys - 1 + i, entry.value(keys + i) - entry.value(i));
      }
      return entry;
    }

    List<FeatureVector> next(int count) {
      List<FeatureVector> entries = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        entries.add(next());
      }
      return entries;
    }
  }

  private static List<BackgroundSubject> people(int count, boolean sameText) {
    List<BackgroundSubject> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Person person = new Person(100 + i, sameText ? 1 : 1000 + i, KEYS);
      people.add(new BackgroundSubject(List.of(person.next(30), person.next(30))));
    }
    return people;
  }

  private Detector beside(List<BackgroundSubject> people) {
    return detector.withPopulation(detector.learnPopulation(people, 1).orElseThrow());
  }

  private static SubjectModel enrolled(Detector detector, List<FeatureVector> entries) {
    SubjectModel model = detector.empty(entries.get(0).schema());
    for (FeatureVector entry : entries) {
      model = model.learn(entry);
    }
    return model;
  }

  private double raw(SubjectModel model, FeatureVector probe) {
    model.score(probe, out);
    assertThat(out.abstention()).isNull();
    return out.raw();
  }

  private static byte[] saved(SubjectModel model) {
    StateWriter writer = new StateWriter();
    model.save(writer);
    return writer.toByteArray();
  }

  @Test
  void learnPopulation_ofPeopleWhoTypedOneText_learnsHowItIsTyped() {
    PopulationModel population = detector.learnPopulation(people(8, true), 1).orElseThrow();

    assertThat(population.subjects()).isEqualTo(8);
  }

  @Test
  void learnPopulation_ofPeopleWithTextsOfTheirOwn_isEmpty() {
    assertThat(detector.learnPopulation(people(8, false), 1)).isEmpty();
  }

  @Test
  void learnPopulation_ofTooFewPeople_isEmpty() {
    assertThat(detector.learnPopulation(people(4, true), 1)).isEmpty();
    assertThat(detector.learnPopulation(people(5, true), 1)).isPresent();
  }

  @Test
  void score_besidePopulation_ofWhatAnybodyTypes_saysLessThanOfWhatOnlyTheSubjectDoes() {
    Person person = new Person(3, 1, KEYS);
    person.step[2] *= 1.7; // unlike anybody
    List<FeatureVector> own = person.next(100);
    FeatureVector usual = own.get(99);
    FeatureVector towards = withStep(usual, 2, 1 / 1.3);
    FeatureVector away = withStep(usual, 2, 1.3);

    assertThat(preference(beside(people(20, true)), own, away, towards))
        .isGreaterThan(preference(detector, own, away, towards) + 0.1);
  }

  private static FeatureVector withStep(FeatureVector entry, int step, double factor) {
    FeatureVector other = entry.copy();
    other.set(KEYS + step, entry.value(KEYS + step) * factor);
    other.set(2 * KEYS - 1 + step, other.value(KEYS + step) - entry.value(step));
    return other;
  }

  /** By how much a model prefers one entry to another. */
  private double preference(
      Detector by, List<FeatureVector> own, FeatureVector one, FeatureVector other) {
    SubjectModel model = enrolled(by, own);
    return raw(model, one) - raw(model, other);
  }

  @Test
  void score_besidePopulation_agreesWithNaiveRecomputation() {
    RhythmPopulation population =
        (RhythmPopulation) detector.learnPopulation(people(8, true), 1).orElseThrow();
    List<FeatureVector> own = new Person(3, 1, KEYS).next(150);
    SubjectModel model = enrolled(detector.withPopulation(population), own);
    NaiveRhythm naive = new NaiveRhythm(KEYS, own);
    for (int i = 0; i < 20; i++) {
      FeatureVector probe = new Person(i, 1, KEYS).next();
      double expected = naive.score(probe, population.pattern(KEYS));
      assertThat(raw(model, probe)).isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
    }
  }

  @Test
  void template_isTheSameBytesWithAndWithoutPopulation() {
    Detector beside = beside(people(8, true));
    List<FeatureVector> own = new Person(3, 1, KEYS).next(60);

    assertThat(saved(enrolled(beside, own))).isEqualTo(saved(enrolled(detector, own)));
  }

  @Test
  void load_ofATemplateLearnedBeforeThePopulation_scoresAsIfItHadBeenThere() {
    Detector beside = beside(people(8, true));
    Person person = new Person(3, 1, KEYS);
    List<FeatureVector> own = person.next(60);
    SubjectModel before = enrolled(detector, own);
    SubjectModel after = beside.load(own.get(0).schema(), new StateReader(saved(before)));
    FeatureVector probe = person.next();

    assertThat(raw(after, probe))
        .isEqualTo(raw(enrolled(beside, own), probe))
        .isNotEqualTo(raw(before, probe));
  }

  @Test
  void loadPopulation_ofSaved_scoresBitForBitAlike() {
    PopulationModel population = detector.learnPopulation(people(8, true), 1).orElseThrow();
    StateWriter writer = new StateWriter();
    population.save(writer);
    PopulationModel loaded = detector.loadPopulation(new StateReader(writer.toByteArray()));
    List<FeatureVector> own = new Person(3, 1, KEYS).next(60);
    SubjectModel model = enrolled(detector.withPopulation(population), own);
    SubjectModel again = enrolled(detector.withPopulation(loaded), own);

    for (FeatureVector probe : new Person(4, 1, KEYS).next(10)) {
      assertThat(raw(again, probe)).isEqualTo(raw(model, probe));
    }
  }

  @Test
  void loadPopulation_withASpreadOfZero_isRefused() {
    StateWriter writer = new StateWriter().putInt(1).putInt(8).putInt(1).putInt(5);
    for (int j = 0; j < 13; j++) {
      writer.putDouble(0).putDouble(0);
    }
    assertThatThrownBy(() -> detector.loadPopulation(new StateReader(writer.toByteArray())))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("spreads above 0");
  }

  @Test
  void score_ofATextOfOtherLength_isOneClass() {
    Detector beside = beside(people(8, true));
    Person person = new Person(3, 1, KEYS + 1);
    List<FeatureVector> own = person.next(60);
    FeatureVector probe = person.next();

    assertThat(raw(enrolled(beside, own), probe)).isEqualTo(raw(enrolled(detector, own), probe));
  }

  @Test
  void score_ofASubjectWhoEvidentlyTypesAnotherText_isOneClass() {
    Detector beside = beside(people(8, true));
    Person person = new Person(3, 78, KEYS);
    List<FeatureVector> own = person.next(60);
    FeatureVector probe = person.next();

    assertThat(raw(enrolled(beside, own), probe)).isEqualTo(raw(enrolled(detector, own), probe));
  }

  @Test
  void score_besidePopulation_allocatesNothingOnceWarm() {
    List<FeatureVector> own = new Person(3, 1, KEYS).next(100);
    SubjectModel model = enrolled(beside(people(8, true)), own);
    assertThat(Allocated.leastBytes(() -> model.score(own.get(0), out))).isZero();
  }

  @Test
  void withPopulation_ofAnotherDetector_isRefused() {
    PopulationModel other =
        new PopulationModel() {
          @Override
          public int subjects() {
            return 1;
          }

          @Override
          public void save(StateWriter writer) {}
        };
    assertThatThrownBy(() -> detector.withPopulation(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs a population that it learned itself");
  }
}
