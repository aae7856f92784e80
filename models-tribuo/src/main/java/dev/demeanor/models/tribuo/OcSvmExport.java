package dev.demeanor.models.tribuo;

import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.model.GoldenVector;
import dev.demeanor.spi.model.TrainedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a subject's support vectors, scaler included, as one ONNX graph. */
final class OcSvmExport {

  private static final int GOLDEN = 16;

  private OcSvmExport() {}

  static TrainedModel of(
      OcSvmFit fit, OcSvmSettings settings, FeatureSchema schema, float[][] rows) {
    byte[] onnx =
        new OnnxWriter()
            .scaler(fit.offset(), fit.scale())
            .clip(-OcSvmFit.MOST, OcSvmFit.MOST)
            .append(
                "SVMRegressor",
                OnnxWriter.floats("coefficients", fit.weights()),
                OnnxWriter.floats("support_vectors", fit.rows()),
                OnnxWriter.floats("rho", new float[] {fit.rho()}),
                OnnxWriter.floats("kernel_params", new float[] {fit.gamma(), 0, 3}),
                OnnxWriter.integer("n_supports", fit.weights().length),
                OnnxWriter.text("kernel_type", "RBF"),
                OnnxWriter.text("post_transform", "NONE"))
            .toBytes(schema.hash(), schema.size());
    return new TrainedModel(
        onnx,
        schema,
        OcSvmDetector.NAME,
        rows.length,
        0,
        0,
        Tribuo.versions(),
        Map.of(
            "nu", Double.toString(settings.nu()),
            "gamma", Float.toString(fit.gamma()),
            "support-vectors", Integer.toString(fit.weights().length)),
        Map.of(),
        golden(fit, rows),
        new double[0],
        new double[0]);
  }

  /** Whole windows of the subject: a graph takes no missing values. */
  private static List<GoldenVector> golden(OcSvmFit fit, float[][] rows) {
    List<GoldenVector> golden = new ArrayList<>();
    for (float[] row : rows) {
      float[] work = new float[fit.work()];
      boolean whole = true;
      for (int j = 0; j < row.length; j++) {
        whole &= !Float.isNaN(row[j]);
        fit.place(j, row[j], work);
      }
      if (whole && golden.size() < GOLDEN) {
        golden.add(new GoldenVector(row, fit.score(work)));
      }
    }
    return golden;
  }
}
