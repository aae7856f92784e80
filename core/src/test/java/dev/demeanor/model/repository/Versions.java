package dev.demeanor.model.repository;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.model.ModelEvaluation;
import dev.demeanor.model.TrainingOrigin;
import dev.demeanor.population.SimulatedBackground;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.model.GoldenVector;
import dev.demeanor.spi.model.TrainedModel;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Versions for tests: populations of simulated people, and models of {@link SumBackend}. */
public final class Versions {

  /** When they are made. */
  public static final Instant AT = Instant.parse("2026-02-03T04:05:06.789Z");

  private static final KeyPair PAIR = pair();

  /** The key that signs them. */
  public static final SigningKey KEY = new SigningKey("tests", PAIR.getPrivate());

  /** Trusts that key. */
  public static final TrustedKeys TRUSTED = TrustedKeys.of(Map.of("tests", PAIR.getPublic()));

  private Versions() {}

  /** Returns a new pair of keys. */
  public static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns gates with what is built in, and this backend. */
  public static ModelGates gates(SumBackend backend) {
    return BehaviorMonitor.builder().backend(backend).modelGates(TRUSTED);
  }

  /** Returns an origin. */
  public static TrainingOrigin origin() {
    return new TrainingOrigin(
        "simulated", "", 14, Instant.EPOCH, AT, 6, 480, 7, "test", Map.of(), Map.of());
  }

  /** Returns figures with this error. */
  public static ModelEvaluation evaluation(double eer) {
    return new ModelEvaluation(
        "simulated",
        "d".repeat(64),
        "cross-day",
        eer,
        eer - 0.02,
        eer + 0.02,
        100,
        100,
        0,
        1,
        0.8,
        0.5);
  }

  /** Returns a draft of a population of that many people. */
  public static VersionDraft population(ModelGates gates, int people, double eer) {
    return new VersionDraft(gates, origin())
        .population(SimulatedBackground.population(people))
        .evaluated(evaluation(eer));
  }

  /** Returns the inputs of models of the detector {@code relative} for fixed texts. */
  public static FeatureSchema input(ModelGates gates) {
    dev.demeanor.spi.detector.ModelDetector relative =
        (dev.demeanor.spi.detector.ModelDetector)
            gates.detectors().stream()
                .filter(each -> each.name().equals("relative"))
                .findFirst()
                .orElseThrow();
    return gates.extractors().stream()
        .map(ProbeWindows::schema)
        .filter(relative::supports)
        .map(relative::modelSchema)
        .findFirst()
        .orElseThrow();
  }

  /** Returns a draft of a model that weighs with this number. */
  public static VersionDraft model(ModelGates gates, double weight, double eer) {
    return model(gates, weight, eer, input(gates), weight);
  }

  /** Returns a draft of a model whose file has so many bytes. */
  public static VersionDraft large(ModelGates gates, double weight, int bytes) {
    return model(gates, SumBackend.model(weight, bytes), 0.1, input(gates), weight);
  }

  /** Returns a draft of a model with these inputs, whose golden scores are of another weight. */
  public static VersionDraft model(
      ModelGates gates, double weight, double eer, FeatureSchema input, double goldenWeight) {
    return model(gates, SumBackend.model(weight), eer, input, goldenWeight);
  }

  private static VersionDraft model(
      ModelGates gates, byte[] file, double eer, FeatureSchema input, double goldenWeight) {
    TrainedModel model = trained(file, input, goldenWeight);
    return new VersionDraft(gates, origin())
        .model(model, "keystroke", "relative", "sum")
        .evaluated(evaluation(eer));
  }

  /** Returns a model of {@link SumBackend} as a trainer would make it. */
  public static TrainedModel trained(FeatureSchema input, double weight) {
    return trained(SumBackend.model(weight), input, weight);
  }

  private static TrainedModel trained(byte[] file, FeatureSchema input, double goldenWeight) {
    List<GoldenVector> golden = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      float[] row = new float[input.size()];
      row[0] = i;
      golden.add(new GoldenVector(row, i * goldenWeight));
    }
    double[] genuine = new double[200];
    double[] impostors = new double[200];
    for (int i = 0; i < genuine.length; i++) {
      genuine[i] = -i % 20;
      impostors[i] = -10 - i % 30;
    }
    return new TrainedModel(
        file, input, "test", 200, 200, 7, Map.of(), Map.of(), Map.of(), golden, genuine, impostors);
  }
}
