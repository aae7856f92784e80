package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ModelDetector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.model.LoadedModel;
import dev.demeanor.spi.model.ScoreCurve;
import dev.demeanor.spi.model.VectorScorer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The rules MD-1 to MD-3 of {@link ModelDetector} beside those of {@link DetectorTck}. Write {@link
 * #newModelDetector}, {@link #schema} and {@link #model}.
 */
public abstract class ModelDetectorTck extends DetectorTck {

  /** Makes this inherited test. */
  protected ModelDetectorTck() {}

  /** Returns a detector without a model; each call one that is configured alike. */
  protected abstract ModelDetector newModelDetector();

  /**
   * Returns what a model answers to one row, higher for the subject's own windows than for far
   * ones.
   */
  protected abstract double model(float[] row);

  @Override
  protected Detector newDetector() {
    return withScores(this::model);
  }

  @Test
  @DisplayName("MD-1 a subject's model is the same bytes with any model and without")
  void md1_templateDoesNotDependOnModel() {
    assertThat(saved(learned(newModelDetector())))
        .isEqualTo(saved(learned(newDetector())))
        .isEqualTo(saved(learned(withScores(row -> 0.25))));
  }

  @Test
  @DisplayName("MD-2 the answer is one term of the backend's name: the curve's nats at the score")
  void md2_answerIsOneTermOfBackendsName() {
    Detector detector = withScores(row -> 0.75);
    ScoreBuffer out = answer(learned(detector));
    assertThat(detector.interactionName()).isEqualTo("tck-backend");
    assertThat(out.abstention()).isNull();
    assertThat(out.interaction()).isEqualTo(2.0);
    assertThat(out.raw()).isEqualTo(2.0);
  }

  @Test
  @DisplayName("MD-3 without a model, or with one that fails, there is an abstention")
  void md3_withoutScoreThereIsAnAbstention() {
    ModelDetector closed =
        withScores(
            row -> {
              throw new IllegalStateException("the model is closed");
            });
    for (Detector detector :
        List.of(
            newModelDetector(),
            closed,
            withScores(row -> Double.NaN),
            withScores(row -> Double.POSITIVE_INFINITY))) {
      assertThat(answer(learned(detector)).abstention())
          .isEqualTo(AbstentionReason.MODEL_UNAVAILABLE);
    }
  }

  @Test
  @DisplayName("a model for inputs of another detector is refused")
  void withModel_otherInputsAreRefused() {
    FeatureSchema other = new FeatureSchema("tck-other/1", List.of(new Feature("x", "1")));
    LoadedModel foreign =
        new LoadedModel("1", "tck-backend", other, new Scores(1, row -> 0.5), curve());
    assertThatIllegalArgumentException().isThrownBy(() -> newModelDetector().withModel(foreign));
  }

  @Test
  @DisplayName("a window is related to the subject in the model's schema, finite, or not at all")
  void relate_isOfTheModelsSchema() {
    ModelDetector detector = newModelDetector();
    FeatureVector inputs =
        detector.relate(learned(detector), own(new SplittableRandom(2))).orElseThrow();
    assertThat(inputs.schema()).isEqualTo(detector.modelSchema(schema()));
    assertThat(inputs.present()).isEqualTo(inputs.size());
    assertThat(detector.relate(detector.empty(schema()), own(new SplittableRandom(2)))).isEmpty();
  }

  private SubjectModel learned(Detector detector) {
    RandomGenerator random = new SplittableRandom(1);
    SubjectModel model = detector.empty(schema());
    for (int i = 0; i < enrolment(); i++) {
      model = model.learn(own(random));
    }
    return model;
  }

  private ScoreBuffer answer(SubjectModel model) {
    ScoreBuffer out = new ScoreBuffer();
    model.score(own(new SplittableRandom(3)), out);
    return out;
  }

  private static byte[] saved(SubjectModel model) {
    StateWriter out = new StateWriter();
    model.save(out);
    return out.toByteArray();
  }

  private ModelDetector withScores(RowScore score) {
    ModelDetector detector = newModelDetector();
    FeatureSchema inputs = detector.modelSchema(schema());
    return detector.withModel(
        new LoadedModel("1", "tck-backend", inputs, new Scores(inputs.size(), score), curve()));
  }

  private static ScoreCurve curve() {
    return new ScoreCurve(new double[] {0, 0.5, 1}, new double[] {-4, 0, 4});
  }

  private interface RowScore {
    double of(float[] row);
  }

  private record Scores(int inputs, RowScore score) implements VectorScorer {
    @Override
    public void score(float[] rows, int count, double[] scores) {
      scores[0] = score.of(rows);
    }

    @Override
    public void close() {}
  }
}
