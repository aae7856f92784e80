package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.model.GoldenVector;
import dev.demeanor.spi.model.ModelTrainer;
import dev.demeanor.spi.model.ModelTrainerProvider;
import dev.demeanor.spi.model.TooFewSamples;
import dev.demeanor.spi.model.TrainedModel;
import dev.demeanor.spi.model.TrainingOutcome;
import dev.demeanor.spi.model.TrainingPerson;
import dev.demeanor.spi.model.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The rules MT-1 to MT-4 of {@link ModelTrainer}. Write {@link #newProvider} and {@link #score}.
 *
 * <p>The people are <em>simulated</em>: a genuine window lies about one spread from the middle, an
 * impostor's three. They say whether a trainer keeps the contract, nothing about how well its
 * models tell people apart.
 */
public abstract class ModelTrainerTck extends ProviderTck {

  private static final int FEATURES = 5;

  /** Makes this inherited test. */
  protected ModelTrainerTck() {}

  @Override
  protected abstract ModelTrainerProvider newProvider();

  /**
   * Scores rows with an evaluator of the format that is not the trainer's own, for instance ONNX
   * Runtime.
   */
  protected abstract double[] score(byte[] onnx, List<float[]> rows) throws Exception;

  @Test
  @DisplayName("MT-1 equal sets give models that score alike and equal figures")
  void mt1_isDeterministic() throws Exception {
    TrainedModel first = trained();
    TrainedModel second = trained();
    List<float[]> rows = rows(200);
    assertThat(score(second.onnx(), rows)).isEqualTo(score(first.onnx(), rows));
    assertThat(second.figures()).isEqualTo(first.figures());
    assertThat(second.heldBackGenuine()).isEqualTo(first.heldBackGenuine());
  }

  @Test
  @DisplayName("MT-2 fewer than 100 genuine windows are an answer that says so")
  void mt2_tooFewAreRefused() {
    TrainingOutcome outcome = newTrainer().train(set(9, 11, 1));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            TooFewSamples.class,
            few -> {
              assertThat(few.present()).isEqualTo(99);
              assertThat(few.least()).isEqualTo(ModelTrainer.LEAST_GENUINE);
              assertThat(few.message()).contains("100").contains("99");
            });
  }

  @Test
  @DisplayName("MT-2 nobody at all is an answer, not an exception")
  void mt2_nobodyIsRefused() {
    TrainingSet nobody = new TrainingSet(schema(), List.of(), TrainingSet.DEFAULT_SEED);
    assertThat(newTrainer().train(nobody)).isInstanceOf(TooFewSamples.class);
  }

  @Test
  @DisplayName("MT-3 another evaluator gives each golden vector its score")
  void mt3_goldenVectorsScoreAsStated() throws Exception {
    TrainedModel model = trained();
    List<float[]> rows = model.golden().stream().map(GoldenVector::row).toList();
    assertThat(rows).isNotEmpty();
    double[] stated = model.golden().stream().mapToDouble(GoldenVector::score).toArray();
    Vectors.assertClose("golden score", score(model.onnx(), rows), stated, 1e-5);
    assertThat(Arrays.stream(stated).distinct().count()).isGreaterThan(1);
  }

  @Test
  @DisplayName("MT-3 the model scores genuine windows higher than impostors'")
  void mt3_higherIsMoreGenuine() throws Exception {
    byte[] onnx = trained().onnx();
    RandomGenerator random = new SplittableRandom(77);
    double[] genuine = score(onnx, rowsAt(random, 1, 200));
    double[] impostors = score(onnx, rowsAt(random, 3, 200));
    assertThat(Arrays.stream(genuine).average().orElseThrow())
        .isGreaterThan(Arrays.stream(impostors).average().orElseThrow());
  }

  @Test
  @DisplayName("MT-4 held-back scores are of both kinds, and figures are there")
  void mt4_heldBackScoresAreThere() {
    TrainedModel model = trained();
    assertThat(model.heldBackGenuine()).hasSizeGreaterThanOrEqualTo(100);
    assertThat(model.heldBackImpostors()).hasSizeGreaterThanOrEqualTo(100);
    assertThat(model.figures()).isNotEmpty();
    assertThat(model.libraries()).isNotEmpty();
    assertThat(model.seed()).isEqualTo(TrainingSet.DEFAULT_SEED);
  }

  private ModelTrainer newTrainer() {
    return newProvider().create(options());
  }

  private TrainedModel trained() {
    TrainingOutcome outcome = newTrainer().train(set(10, 30, TrainingSet.DEFAULT_SEED));
    assertThat(outcome).isInstanceOf(TrainedModel.class);
    return (TrainedModel) outcome;
  }

  private static FeatureSchema schema() {
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < FEATURES; i++) {
      features.add(new Feature("offset." + i, "spread"));
    }
    return new FeatureSchema("tck-relative/1", features);
  }

  private static TrainingSet set(int people, int windows, long seed) {
    RandomGenerator random = new SplittableRandom(5);
    List<TrainingPerson> all = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      all.add(new TrainingPerson(vectors(random, 1, windows), vectors(random, 3, 2 * windows)));
    }
    return new TrainingSet(schema(), all, seed);
  }

  private static List<FeatureVector> vectors(RandomGenerator random, double spread, int count) {
    List<FeatureVector> vectors = new ArrayList<>();
    for (float[] row : rowsAt(random, spread, count)) {
      FeatureVector vector = new FeatureVector(schema());
      for (int j = 0; j < row.length; j++) {
        vector.set(j, row[j]);
      }
      vectors.add(vector);
    }
    return vectors;
  }

  private static List<float[]> rows(int count) {
    return rowsAt(new SplittableRandom(6), 2, count);
  }

  private static List<float[]> rowsAt(RandomGenerator random, double spread, int count) {
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] row = new float[FEATURES];
      for (int j = 0; j < FEATURES; j++) {
        row[j] = (float) (spread * random.nextGaussian());
      }
      rows.add(row);
    }
    return rows;
  }
}
