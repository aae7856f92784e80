package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.feature.PointerExtractorProvider;
import dev.demeanor.feature.SimulatedBehavior;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.PopulationModel;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.tck.DetectorTck;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ShrunkMahalanobisDetectorTest extends DetectorTck {

  @Override
  protected Detector newDetector() {
    return new ShrunkMahalanobisDetector();
  }

  @Override
  protected FeatureSchema schema() {
    return new PointerExtractorProvider().create().schema();
  }

  @Override
  protected boolean readsValues() {
    return false;
  }

  @Override
  protected FeatureVector own(RandomGenerator random) {
    return window(SimulatedBehavior.pointer(random, 16, 9));
  }

  @Override
  protected FeatureVector far(RandomGenerator random) {
    return window(SimulatedBehavior.pointer(random, 16, 40));
  }

  private static FeatureVector window(EventBuffer events) {
    FeatureExtractor extractor = new PointerExtractorProvider().create();
    return window(extractor, events);
  }

  private static FeatureVector window(FeatureExtractor extractor, EventBuffer events) {
    for (int i = 0; i < events.size(); i++) {
      extractor.accept(events, i);
    }
    FeatureVector vector = new FeatureVector(extractor.schema());
    extractor.writeTo(vector);
    vector.setUnits(extractor.units());
    return vector;
  }

  private SubjectModel enrolled(Detector detector, int windows) {
    RandomGenerator random = new SplittableRandom(1);
    SubjectModel model = detector.empty(schema());
    for (int i = 0; i < windows; i++) {
      model = model.learn(own(random));
    }
    return model;
  }

  private static double raw(SubjectModel model, FeatureVector window) {
    ScoreBuffer out = new ScoreBuffer();
    model.score(window, out);
    assertThat(out.abstention()).isNull();
    return out.raw();
  }

  private static int bytes(SubjectModel model) {
    StateWriter out = new StateWriter();
    model.save(out);
    return out.toByteArray().length;
  }

  @Test
  void score_ofOwnWindows_isAboveZeroMostly() {
    SubjectModel model = enrolled(newDetector(), 60);
    RandomGenerator random = new SplittableRandom(2);
    int above = 0;
    for (int i = 0; i < 50; i++) {
      above += raw(model, own(random)) > 0 ? 1 : 0;
    }
    assertThat(above).as("of 50").isGreaterThan(35);
  }

  @Test
  void score_ofMoreOfTheSame_saysMore() {
    SubjectModel model = enrolled(newDetector(), 60);
    RandomGenerator random = new SplittableRandom(3);
    FeatureExtractor extractor = new PointerExtractorProvider().create();
    double first = raw(model, window(extractor, SimulatedBehavior.pointer(random, 16, 20)));
    for (int i = 0; i < 4; i++) {
      extractor.advance();
      window(extractor, SimulatedBehavior.pointer(random, 16, 20));
    }
    double last = raw(model, window(extractor, SimulatedBehavior.pointer(random, 2, 20)));
    assertThat(last).isLessThan(first);
    assertThat(first).isLessThan(0);
  }

  @Test
  void score_aFeatureLeftOut_contributesNothing() {
    SubjectModel model = enrolled(newDetector(), 60);
    FeatureVector window = far(new SplittableRandom(4));
    window.setMissing(0);
    ScoreBuffer out = new ScoreBuffer();
    model.score(window, out);
    assertThat(out.contribution(0)).isZero();
  }

  @Test
  void save_staysWithinTwelveKibibytes() {
    assertThat(bytes(enrolled(newDetector(), 700))).isLessThan(12 * 1024);
  }

  @Test
  void learn_templateIsTheSameWithAPopulation() {
    Detector against = newDetector().withPopulation(population());
    StateWriter alone = new StateWriter();
    StateWriter among = new StateWriter();
    enrolled(newDetector(), 40).save(alone);
    enrolled(against, 40).save(among);
    assertThat(among.toByteArray()).isEqualTo(alone.toByteArray());
  }

  @Test
  void score_againstOthersLikeTheImpostor_tellsHimApartBetter() {
    RandomGenerator random = new SplittableRandom(5);
    FeatureVector own = own(random);
    FeatureVector far = far(random);
    SubjectModel alone = enrolled(newDetector(), 12);
    SubjectModel against = enrolled(newDetector().withPopulation(population()), 12);
    assertThat(raw(against, own) - raw(against, far))
        .isGreaterThan(raw(alone, own) - raw(alone, far));
  }

  private PopulationModel population() {
    List<BackgroundSubject> people = new ArrayList<>();
    for (int person = 0; person < 4; person++) {
      RandomGenerator random = new SplittableRandom(100 + person);
      List<FeatureVector> windows = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        windows.add(window(SimulatedBehavior.pointer(random, 16, 25 + 10 * person)));
      }
      people.add(new BackgroundSubject(List.of(windows)));
    }
    return newDetector().learnPopulation(people, 1).orElseThrow();
  }

  @Test
  void learnPopulation_ofOnePerson_isNone() {
    BackgroundSubject one = new BackgroundSubject(List.of(List.of(own(new SplittableRandom(6)))));
    assertThat(newDetector().learnPopulation(List.of(one), 1)).isEmpty();
  }

  @Test
  void withPopulation_ofAnotherDetector_isRefused() {
    PopulationModel other =
        new PopulationModel() {
          @Override
          public int subjects() {
            return 3;
          }

          @Override
          public void save(StateWriter out) {}
        };
    assertThatThrownBy(() -> newDetector().withPopulation(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shrunk-mahalanobis");
  }

  @Test
  void drift_growsAsTheSubjectChanges() {
    SubjectModel model = enrolled(newDetector(), 60);
    float[] landmark = model.landmark();
    assertThat(model.drift(landmark)).isZero();
    RandomGenerator random = new SplittableRandom(7);
    SubjectModel same = model;
    SubjectModel changed = model;
    for (int i = 0; i < 60; i++) {
      same = same.learn(own(random));
      changed = changed.learn(far(random));
    }
    assertThat(changed.drift(landmark)).isGreaterThan(2 * same.drift(landmark));
  }

  @Test
  void landmark_ofALoadedModel_isTheSame() {
    SubjectModel model = enrolled(newDetector(), 30);
    StateWriter out = new StateWriter();
    model.save(out);
    SubjectModel loaded = newDetector().load(schema(), new StateReader(out.toByteArray()));
    assertThat(loaded.landmark()).isEqualTo(model.landmark()).hasSizeLessThanOrEqualTo(512);
  }

  @Test
  void learn_windowsThatAreAllTheSame_leavesAModelThatScoresAndLoads() {
    ProviderOptions options = ProviderOptions.none().with("usual-windows", "0");
    Detector detector = new ShrunkMahalanobisDetector(PointerConstants.from(options), null);
    FeatureVector same = new FeatureVector(schema());
    for (int feature = 0; feature < PointerConstants.FEATURES; feature++) {
      same.set(feature, 0);
      same.addToken(16); // of sixteen actions each falls into the first bin
      for (int other = 1; other < 4; other++) {
        same.addToken(0);
      }
    }
    SubjectModel model = detector.empty(schema());
    for (int i = 0; i < 30; i++) {
      model = model.learn(same);
    }
    StateWriter saved = new StateWriter();
    model.save(saved);
    SubjectModel loaded = detector.load(schema(), new StateReader(saved.toByteArray()));
    assertThat(raw(loaded, own(new SplittableRandom(2)))).isFinite();
    assertThat(raw(loaded, same)).isFinite();
  }
}
