package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.cli.dataset.DataSets;
import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.evidence.RelativeProvider;
import dev.demeanor.models.onnx.OnnxPlainProvider;
import dev.demeanor.models.onnx.OnnxRuntimeProvider;
import dev.demeanor.models.tribuo.ForestTrainerProvider;
import dev.demeanor.population.BackgroundPerson;
import dev.demeanor.population.BackgroundSession;
import dev.demeanor.population.PopulationTraining;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.ModelDetector;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.model.ModelBackendProvider;
import dev.demeanor.spi.model.ModelDescriptor;
import dev.demeanor.spi.model.TrainedModel;
import dev.demeanor.spi.model.TrainingPerson;
import dev.demeanor.spi.model.TrainingSet;
import dev.demeanor.spi.model.VectorScorer;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.testkit.SimulatedEntry;
import dev.demeanor.testkit.SimulatedTypist;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * From what people type to the score of a model: events, windows, windows relative to a subject, a
 * forest, its file, and both backends. On <em>simulated</em> typists always, on recorded ones when
 * {@code -Ddemeanor.data.cmu=PATH} names a copy of the benchmark.
 */
class ModelAgreementTest {

  private static final int HELD_BACK = 1_000;
  private static final int PEOPLE = 12;
  private static final int KEYS = 10;

  private final PopulationTraining training =
      BehaviorMonitor.builder().populationTraining().sameText(true);
  private final ModelDetector detector =
      (ModelDetector) new RelativeProvider().create(ProviderOptions.none());

  @Test
  void backends_scoreSimulatedPeopleWhoWereHeldBackAlike() {
    List<BackgroundPerson> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      people.add(simulated(i));
    }
    double rate = heldBackErrorRate(training.trainingSet(detector, people, 42).orElseThrow());
    assertThat(rate).as("error rate on simulated people").isLessThan(0.3);
  }

  @Test
  void backends_scoreRecordedPeopleWhoWereHeldBackAlike() {
    String data = System.getProperty("demeanor.data.cmu", "");
    assumeTrue(
        !data.isEmpty(), "skipped: -Ddemeanor.data.cmu=PATH does not name a copy of the benchmark");
    FedPeople fed = new FedPeople();
    List<BackgroundPerson> people =
        DataSets.get("cmu").load(Path.of(data)).subjects().stream()
            .map(subject -> fed.get(subject, training))
            .toList();
    double rate = heldBackErrorRate(training.trainingSet(detector, people, 42).orElseThrow());
    assertThat(rate).isLessThan(0.2);
  }

  private BackgroundPerson simulated(int seed) {
    SimulatedTypist typist = SimulatedTypist.ofSeed(seed, KEYS);
    BackgroundPerson person = training.person("simulated " + seed);
    long micros = 0;
    for (int day = 0; day < 4; day++) {
      try (BackgroundSession session = person.open(DeviceClass.DESKTOP)) {
        int field = session.field("password", 0);
        for (int i = 0; i < 25; i++) {
          SimulatedEntry entry = typist.entry(micros);
          EventBuffer events = new EventBuffer(64);
          for (BehaviorEvent event : entry.events(field)) {
            events.add(event);
          }
          session.feed(events);
          micros = entry.endMicros() + 5_000_000;
        }
      }
      typist.nextDay();
    }
    return person;
  }

  /** Trains on four fifths of the people and has both backends score windows of the others. */
  private static double heldBackErrorRate(TrainingSet all) {
    List<TrainingPerson> learned = new ArrayList<>();
    List<TrainingPerson> others = new ArrayList<>();
    for (int i = 0; i < all.people().size(); i++) {
      (i % 5 == 0 ? others : learned).add(all.people().get(i));
    }
    TrainedModel model =
        (TrainedModel)
            new ForestTrainerProvider()
                .create(ProviderOptions.none().with("trees", "50").with("golden", "1000"))
                .train(new TrainingSet(all.schema(), learned, all.seed()));
    checkGolden(model);
    double[] genuine = agreed(model, others.stream().flatMap(p -> p.genuine().stream()));
    double[] impostors = agreed(model, others.stream().flatMap(p -> p.impostors().stream()));
    return errorRate(genuine, impostors);
  }

  /** Golden scores are Tribuo's own: with these, all three agree. */
  private static void checkGolden(TrainedModel model) {
    int inputs = model.schema().size();
    float[] rows = new float[model.golden().size() * inputs];
    for (int i = 0; i < model.golden().size(); i++) {
      System.arraycopy(model.golden().get(i).row(), 0, rows, i * inputs, inputs);
    }
    for (ModelBackendProvider provider :
        List.of(new OnnxPlainProvider(), new OnnxRuntimeProvider())) {
      double[] scores = scores(provider, model, rows);
      for (int i = 0; i < scores.length; i++) {
        assertThat(scores[i]).isCloseTo(model.golden().get(i).score(), within(1e-5));
      }
    }
  }

  /** Returns the scores of up to a thousand windows, on which both backends agree. */
  private static double[] agreed(TrainedModel model, Stream<FeatureVector> windows) {
    List<FeatureVector> some = windows.limit(HELD_BACK).toList();
    int inputs = model.schema().size();
    float[] rows = new float[some.size() * inputs];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) some.get(i / inputs).value(i % inputs);
    }
    double[] plain = scores(new OnnxPlainProvider(), model, rows);
    double[] runtime = scores(new OnnxRuntimeProvider(), model, rows);
    for (int i = 0; i < plain.length; i++) {
      assertThat(plain[i]).as("window %d", i).isCloseTo(runtime[i], within(1e-5));
    }
    assertThat(Arrays.stream(plain).distinct().count()).isGreaterThan(10);
    return plain;
  }

  private static double[] scores(ModelBackendProvider provider, TrainedModel model, float[] rows) {
    provider.unavailable().ifPresent(why -> assumeTrue(false, why));
    int inputs = model.schema().size();
    double[] scores = new double[rows.length / inputs];
    ModelDescriptor descriptor = new ModelDescriptor("1", model.schema().hash(), inputs);
    try (VectorScorer scorer =
        provider.open(ProviderOptions.none()).load(descriptor, model.onnx())) {
      scorer.score(rows, scores.length, scores);
    }
    return scores;
  }

  /** Returns where as many are wrongly let in as wrongly kept out. */
  private static double errorRate(double[] genuine, double[] impostors) {
    double best = 1;
    double rate = 1;
    for (double threshold : genuine) {
      double refused = share(genuine, threshold);
      double passed = 1 - share(impostors, threshold);
      if (Math.abs(refused - passed) < best) {
        best = Math.abs(refused - passed);
        rate = (refused + passed) / 2;
      }
    }
    return rate;
  }

  private static double share(double[] scores, double below) {
    return (double) Arrays.stream(scores).filter(score -> score < below).count() / scores.length;
  }
}
