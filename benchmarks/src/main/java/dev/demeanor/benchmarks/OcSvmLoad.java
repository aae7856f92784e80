package dev.demeanor.benchmarks;

import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
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
 * One pointer window of 55 features against the support vectors of 200: Tribuo's {@code predict} on
 * examples that are made already, and the detector {@code tribuo-ocsvm}. Windows are spread alike
 * in all features, so that Tribuo needs no scaler; both have about as many support vectors. Not
 * thread-safe.
 */
final class OcSvmLoad implements Load {

  private static final int PROBES = 1 << 10;

  private final SubjectModel plain = TrainedModels.supportVectors();
  private final LibSVMModel<Event> tribuo = train();
  private final List<FeatureVector> probes =
      TrainedModels.windows(
          TrainedModels.schema("pointer/1", TrainedModels.POINTER),
          new SplittableRandom(3),
          1.2,
          PROBES);
  private final List<ArrayExample<Event>> examples = new ArrayList<>();
  private final ScoreBuffer out = new ScoreBuffer();
  private int next;

  OcSvmLoad() {
    probes.forEach(probe -> examples.add(example(probe)));
    check();
  }

  private static LibSVMModel<Event> train() {
    SVMParameters<Event> parameters =
        new SVMParameters<>(new SVMAnomalyType(SVMAnomalyType.SVMMode.ONE_CLASS), KernelType.RBF);
    parameters.setNu(0.1);
    parameters.setGamma(0.5 / TrainedModels.POINTER);
    MutableDataset<Event> windows =
        new MutableDataset<>(
            new SimpleDataSourceProvenance("simulated", new AnomalyFactory()),
            new AnomalyFactory());
    for (FeatureVector window :
        TrainedModels.windows(
            TrainedModels.schema("pointer/1", TrainedModels.POINTER),
            new SplittableRandom(2),
            1,
            TrainedModels.WINDOWS)) {
      windows.add(example(window));
    }
    return new LibSVMAnomalyTrainer(parameters).train(windows);
  }

  private static ArrayExample<Event> example(FeatureVector window) {
    String[] names = new String[window.size()];
    double[] values = new double[window.size()];
    for (int j = 0; j < names.length; j++) {
      names[j] = String.format(Locale.ROOT, "f%04d", j);
      values[j] = window.value(j);
    }
    return new ArrayExample<>(new Event(Event.EventType.EXPECTED), names, values);
  }

  /** Two models that order windows differently would not do the same work. */
  private void check() {
    double products = 0;
    double squaresOfOne = 0;
    double squaresOfOther = 0;
    for (int i = 0; i < PROBES; i++) {
      double one = predict();
      double other = score();
      products += one * other;
      squaresOfOne += one * one;
      squaresOfOther += other * other;
    }
    double alike = products / Math.sqrt(squaresOfOne * squaresOfOther);
    double vectors =
        Double.parseDouble(TrainedModels.exported(plain).settings().get("support-vectors"))
            / tribuo.getInnerModels().get(0).l;
    if (!(alike > 0.9 && vectors > 0.8 && vectors < 1.25)) {
      throw new IllegalStateException("scores are " + alike + " alike, vectors " + vectors);
    }
    next = 0;
  }

  double predict() {
    return tribuo.predict(examples.get(next++ / 2 & PROBES - 1)).getOutput().getScore();
  }

  double score() {
    plain.score(probes.get(next++ / 2 & PROBES - 1), out);
    return out.raw();
  }

  @Override
  public List<Slice> slices() {
    return List.of(
        new ScoreSlice("Tribuo predict", this::predict),
        new ScoreSlice("tribuo-ocsvm score", this::score));
  }
}
