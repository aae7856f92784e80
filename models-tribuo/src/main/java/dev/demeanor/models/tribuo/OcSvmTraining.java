package dev.demeanor.models.tribuo;

import java.util.Arrays;
import libsvm.svm_model;
import libsvm.svm_node;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.anomaly.libsvm.LibSVMAnomalyTrainer;
import org.tribuo.anomaly.libsvm.SVMAnomalyType;
import org.tribuo.common.libsvm.KernelType;
import org.tribuo.common.libsvm.LibSVMModel;
import org.tribuo.common.libsvm.SVMParameters;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Fits support vectors to a subject's windows with Tribuo. Deterministic; a few milliseconds for
 * 200 windows.
 */
final class OcSvmTraining {

  /** Makes the median absolute deviation of normal numbers their standard deviation. */
  private static final double MAD_TO_SIGMA = 1.4826;

  /** A spread below this share of the median is rounding, not a habit. */
  private static final double LEAST_SPREAD = 1e-3;

  private OcSvmTraining() {}

  static OcSvmFit fit(OcSvmSettings settings, int features, float[][] rows) {
    float[] offset = new float[features];
    float[] scale = new float[features];
    double[] column = new double[rows.length];
    for (int j = 0; j < features; j++) {
      place(j, rows, column, offset, scale);
    }
    float gamma = (float) (settings.gammaTimesFeatures() / features);
    OcSvmFit empty = new OcSvmFit(offset, scale, gamma, 0, new float[0], new float[0][]);
    LibSVMModel<Event> model = train(settings, gamma, placed(empty, rows));
    return of(empty, model, settings.nu() * rows.length);
  }

  private static void place(
      int feature, float[][] rows, double[] column, float[] offset, float[] scale) {
    int count = 0;
    for (float[] row : rows) {
      if (!Float.isNaN(row[feature])) {
        column[count++] = row[feature];
      }
    }
    if (count > 0) { // else it is 0 everywhere: of no weight
      double median = median(Arrays.copyOf(column, count));
      double[] deviations = new double[count];
      for (int i = 0; i < count; i++) {
        deviations[i] = Math.abs(column[i] - median);
      }
      double spread = MAD_TO_SIGMA * median(deviations);
      offset[feature] = (float) median;
      scale[feature] =
          (float) (1 / Math.max(spread, LEAST_SPREAD * Math.max(1e-3, Math.abs(median))));
    }
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  private static float[][] placed(OcSvmFit fit, float[][] rows) {
    float[][] placed = new float[rows.length][fit.features()];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < fit.features(); j++) {
        placed[i][j] = fit.place(j, rows[i][j]);
      }
    }
    return placed;
  }

  /** Trains with Tribuo on windows that are placed already. */
  static LibSVMModel<Event> train(OcSvmSettings settings, float gamma, float[][] placed) {
    Tribuo.silence();
    SVMParameters<Event> parameters =
        new SVMParameters<>(new SVMAnomalyType(SVMAnomalyType.SVMMode.ONE_CLASS), KernelType.RBF);
    parameters.setNu(settings.nu());
    parameters.setGamma(gamma);
    MutableDataset<Event> windows =
        new MutableDataset<>(
            new SimpleDataSourceProvenance("windows of one subject", new AnomalyFactory()),
            new AnomalyFactory());
    for (float[] row : placed) {
      windows.add(example(row));
    }
    return new LibSVMAnomalyTrainer(parameters).train(windows);
  }

  static ArrayExample<Event> example(float[] placed) {
    double[] values = new double[placed.length];
    for (int j = 0; j < values.length; j++) {
      values[j] = placed[j];
    }
    return new ArrayExample<>(
        new Event(Event.EventType.EXPECTED), FeatureNames.of(placed.length), values);
  }

  private static OcSvmFit of(OcSvmFit empty, LibSVMModel<Event> model, double sumOfWeights) {
    svm_model fitted = model.getInnerModels().get(0);
    ImmutableFeatureMap names = model.getFeatureIDMap();
    int features = empty.features();
    float[] weights = new float[fitted.l];
    float[][] vectors = new float[features][fitted.l];
    for (int i = 0; i < fitted.l; i++) {
      weights[i] = (float) (fitted.sv_coef[0][i] / sumOfWeights);
      for (svm_node node : fitted.SV[i]) {
        int feature = FeatureNames.index(names.get(node.index).getName());
        vectors[feature][i] = (float) node.value;
      }
    }
    float rho = (float) (-fitted.rho[0] / sumOfWeights);
    return new OcSvmFit(empty.offset(), empty.scale(), empty.gamma(), rho, weights, vectors);
  }
}
