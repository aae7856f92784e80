package dev.demeanor.models.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ExportableModel;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.model.GoldenVector;
import dev.demeanor.spi.model.TrainedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tribuo.anomaly.Event;
import org.tribuo.common.libsvm.LibSVMModel;

/** Plain Java, Tribuo and ONNX Runtime on windows that were not learned. */
class OcSvmAgreementTest {

  private static final int WINDOWS = 120;
  private static final int HELD_BACK = 1_000;
  private static final FeatureSchema SCHEMA = SimulatedWindows.schema(20);

  private final List<FeatureVector> learned = SimulatedWindows.of(SCHEMA, 0, WINDOWS, 1);
  private final SubjectModel model = enrolled();
  private final List<FeatureVector> heldBack = heldBack();

  private SubjectModel enrolled() {
    Detector detector = new OcSvmProvider().create(ProviderOptions.none());
    SubjectModel enrolled = detector.empty(SCHEMA);
    for (FeatureVector window : learned) {
      enrolled = enrolled.learn(window);
    }
    return enrolled;
  }

  private static List<FeatureVector> heldBack() {
    List<FeatureVector> all = new ArrayList<>(SimulatedWindows.of(SCHEMA, 0, HELD_BACK / 2, 2));
    all.addAll(SimulatedWindows.of(SCHEMA, 1, HELD_BACK / 2, 3));
    return all;
  }

  private double[] plain() {
    ScoreBuffer out = new ScoreBuffer();
    return heldBack.stream()
        .mapToDouble(
            window -> {
              model.score(window, out);
              return out.raw();
            })
        .toArray();
  }

  private static float[] row(FeatureVector window) {
    float[] row = new float[window.size()];
    for (int j = 0; j < row.length; j++) {
      row[j] = (float) window.value(j);
    }
    return row;
  }

  @Test
  void score_isWhatTribuoPredicts() {
    OcSvmSettings settings = OcSvmSettings.of(ProviderOptions.none());
    float[][] rows = learned.stream().map(OcSvmAgreementTest::row).toArray(float[][]::new);
    OcSvmFit fit = OcSvmTraining.fit(settings, SCHEMA.size(), rows);
    float[][] placed = Arrays.stream(rows).map(row -> place(fit, row)).toArray(float[][]::new);
    LibSVMModel<Event> tribuo = OcSvmTraining.train(settings, fit.gamma(), placed);
    double[] plain = plain();
    for (int i = 0; i < HELD_BACK; i++) {
      Event predicted =
          tribuo.predict(OcSvmTraining.example(place(fit, row(heldBack.get(i))))).getOutput();
      assertThat(plain[i])
          .as("window %d", i)
          .isCloseTo(predicted.getScore() / (settings.nu() * WINDOWS), within(1e-5));
    }
  }

  private static float[] place(OcSvmFit fit, float[] row) {
    float[] placed = new float[row.length];
    for (int j = 0; j < row.length; j++) {
      placed[j] = fit.place(j, row[j]);
    }
    return placed;
  }

  @Test
  void export_isScoredAlikeByOnnxRuntime() throws Exception {
    TrainedModel exported = ((ExportableModel) model).export().orElseThrow();
    double[] plain = plain();
    double[] runtime =
        RuntimeScores.of(exported.onnx(), heldBack.stream().map(OcSvmAgreementTest::row).toList());
    for (int i = 0; i < HELD_BACK; i++) {
      assertThat(runtime[i]).as("window %d", i).isCloseTo(plain[i], within(1e-5));
    }
  }

  @Test
  void export_hasGoldenVectorsThatHold() throws Exception {
    List<GoldenVector> golden = ((ExportableModel) model).export().orElseThrow().golden();
    double[] runtime =
        RuntimeScores.of(
            ((ExportableModel) model).export().orElseThrow().onnx(),
            golden.stream().map(GoldenVector::row).toList());
    for (int i = 0; i < runtime.length; i++) {
      assertThat(runtime[i]).isCloseTo(golden.get(i).score(), within(1e-5));
    }
    assertThat(runtime).hasSizeGreaterThan(10);
  }

  @Test
  void export_beforeThereIsAFit_isEmpty() {
    SubjectModel empty = new OcSvmProvider().create(ProviderOptions.none()).empty(SCHEMA);
    assertThat(((ExportableModel) empty).export()).isEmpty();
  }

  @Test
  void score_ofAnotherPersonsWindows_isLower() {
    double[] plain = plain();
    double own = Arrays.stream(plain, 0, HELD_BACK / 2).average().orElseThrow();
    double others = Arrays.stream(plain, HELD_BACK / 2, HELD_BACK).average().orElseThrow();
    assertThat(own).isGreaterThan(others + 0.1);
  }
}
