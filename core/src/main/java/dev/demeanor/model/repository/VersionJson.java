package dev.demeanor.model.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demeanor.model.Artefact;
import dev.demeanor.model.ModelEvaluation;
import dev.demeanor.model.ModelSignature;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.TrainingOrigin;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.model.GoldenVector;
import dev.demeanor.spi.model.ScoreCurve;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The JSON form of a version. Stateless. */
final class VersionJson {

  private static final Set<String> VERSION =
      Set.of("id", "createdAt", "artefacts", "training", "evaluation", "signature");
  private static final Set<String> ARTEFACT =
      Set.of(
          "kind",
          "modality",
          "detector",
          "backend",
          "file",
          "sha256",
          "bytes",
          "schemas",
          "input",
          "calibration",
          "golden");
  private static final Set<String> TRAINING =
      Set.of(
          "data",
          "sha256",
          "days",
          "from",
          "until",
          "people",
          "samples",
          "seed",
          "tool",
          "libraries",
          "settings");
  private static final Set<String> EVALUATION =
      Set.of(
          "dataset",
          "sha256",
          "protocol",
          "eer",
          "low",
          "high",
          "genuine",
          "impostor",
          "abstained",
          "calibrationSlope",
          "thresholds");

  private VersionJson() {}

  /** Returns a version that is not signed yet. */
  static ModelVersion unsigned(
      String id,
      Instant createdAt,
      List<Artefact> artefacts,
      TrainingOrigin training,
      Optional<ModelEvaluation> evaluation) {
    ObjectNode node = CanonicalJson.NODES.objectNode();
    node.put("id", id).put("createdAt", createdAt.toString());
    ArrayNode list = node.putArray("artefacts");
    artefacts.forEach(artefact -> write(list.addObject(), artefact));
    write(node.putObject("training"), training);
    evaluation.ifPresent(measured -> write(node.putObject("evaluation"), measured));
    return new ModelVersion(
        id, createdAt, artefacts, training, evaluation, Optional.empty(), CanonicalJson.text(node));
  }

  static ModelVersion signed(ModelVersion version, ModelSignature signature) {
    return new ModelVersion(
        version.id(),
        version.createdAt(),
        version.artefacts(),
        version.training(),
        version.evaluation(),
        Optional.of(signature),
        version.text());
  }

  /** Returns what stands in a manifest. */
  static ObjectNode write(ModelVersion version) {
    ObjectNode node = (ObjectNode) CanonicalJson.parse(version.text(), "model version");
    version
        .signature()
        .ifPresent(
            signature ->
                node.putObject("signature")
                    .put("key", signature.key())
                    .put("value", signature.value()));
    return node;
  }

  private static void write(ObjectNode node, Artefact artefact) {
    node.put("kind", artefact.kind().name().toLowerCase(Locale.ROOT));
    node.put("modality", artefact.modality()).put("detector", artefact.detector());
    node.put("backend", artefact.backend()).put("file", artefact.file());
    node.put("sha256", artefact.sha256()).put("bytes", artefact.bytes());
    write(node.putObject("schemas"), artefact.schemas());
    artefact
        .input()
        .ifPresent(
            input -> {
              ObjectNode schema = node.putObject("input").put("name", input.name());
              ArrayNode features = schema.putArray("features");
              for (Feature feature : input.features()) {
                features.addObject().put("name", feature.name()).put("unit", feature.unit());
              }
            });
    artefact
        .curve()
        .ifPresent(
            curve -> {
              ObjectNode points = node.putObject("calibration");
              write(points.putArray("scores"), curve.scores());
              write(points.putArray("nats"), curve.nats());
            });
    ArrayNode golden = node.putArray("golden");
    for (GoldenVector vector : artefact.golden()) {
      ObjectNode entry = golden.addObject();
      ArrayNode row = entry.putArray("row");
      for (float value : vector.row()) {
        row.add(new BigDecimal(Float.toString(value)));
      }
      entry.put("score", exact(vector.score()));
    }
  }

  private static void write(ObjectNode node, Map<String, String> texts) {
    texts.forEach(node::put);
  }

  private static void write(ArrayNode array, double[] values) {
    for (double value : values) {
      array.add(exact(value));
    }
  }

  private static BigDecimal exact(double value) {
    return new BigDecimal(Double.toString(value));
  }

  private static void write(ObjectNode node, TrainingOrigin origin) {
    node.put("data", origin.data()).put("sha256", origin.sha256()).put("days", origin.days());
    node.put("from", origin.from().toString()).put("until", origin.until().toString());
    node.put("people", origin.people()).put("samples", origin.samples());
    node.put("seed", origin.seed()).put("tool", origin.tool());
    write(node.putObject("libraries"), origin.libraries());
    write(node.putObject("settings"), origin.settings());
  }

  private static void write(ObjectNode node, ModelEvaluation measured) {
    node.put("dataset", measured.dataset()).put("sha256", measured.sha256());
    node.put("protocol", measured.protocol()).put("eer", exact(measured.eer()));
    node.put("low", exact(measured.low())).put("high", exact(measured.high()));
    node.put("genuine", measured.genuine()).put("impostor", measured.impostor());
    node.put("abstained", measured.abstained());
    if (Double.isFinite(measured.calibrationSlope())) {
      node.put("calibrationSlope", exact(measured.calibrationSlope()));
    }
    node.putObject("thresholds")
        .put("allow", exact(measured.allow()))
        .put("challenge", exact(measured.challenge()));
  }

  // ---- reading

  static ModelVersion read(JsonNode node) {
    Fields fields = new Fields(node, "model version", VERSION);
    String id = fields.text("id");
    ObjectNode unsigned = ((ObjectNode) node).deepCopy();
    unsigned.remove("signature");
    try {
      return new ModelVersion(
          id,
          fields.instant("createdAt"),
          fields.list("artefacts", VersionJson::artefact),
          training(new Fields(fields.node("training"), "training of " + id, TRAINING)),
          fields.has("evaluation")
              ? Optional.of(evaluation(fields.node("evaluation"), id))
              : Optional.empty(),
          fields.has("signature")
              ? Optional.of(signature(fields.node("signature")))
              : Optional.empty(),
          CanonicalJson.text(unsigned));
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("model version " + id + ": " + e.getMessage());
    }
  }

  private static ModelSignature signature(JsonNode node) {
    Fields fields = new Fields(node, "signature", Set.of("key", "value"));
    return new ModelSignature(fields.text("key"), fields.text("value"));
  }

  private static Artefact artefact(JsonNode node) {
    Fields fields = new Fields(node, "artefact", ARTEFACT);
    return new Artefact(
        kind(fields.text("kind")),
        fields.text("modality"),
        fields.text("detector"),
        fields.text("backend"),
        fields.text("file"),
        fields.text("sha256"),
        fields.whole("bytes"),
        fields.texts("schemas"),
        fields.has("input") ? Optional.of(schema(fields.node("input"))) : Optional.empty(),
        fields.has("calibration")
            ? Optional.of(curve(fields.node("calibration")))
            : Optional.empty(),
        fields.list("golden", VersionJson::golden));
  }

  private static Artefact.Kind kind(String text) {
    return switch (text) {
      case "population" -> Artefact.Kind.POPULATION;
      case "model" -> Artefact.Kind.MODEL;
      default -> throw new CorruptStateException("artefact is of unknown kind \"" + text + "\"");
    };
  }

  private static FeatureSchema schema(JsonNode node) {
    Fields fields = new Fields(node, "input", Set.of("name", "features"));
    return new FeatureSchema(
        fields.text("name"),
        fields.list(
            "features",
            item -> {
              Fields feature = new Fields(item, "feature", Set.of("name", "unit"));
              return new Feature(feature.text("name"), feature.text("unit"));
            }));
  }

  private static ScoreCurve curve(JsonNode node) {
    Fields fields = new Fields(node, "calibration", Set.of("scores", "nats"));
    return new ScoreCurve(fields.numbers("scores"), fields.numbers("nats"));
  }

  private static GoldenVector golden(JsonNode node) {
    Fields fields = new Fields(node, "golden vector", Set.of("row", "score"));
    double[] values = fields.numbers("row");
    float[] row = new float[values.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) values[i];
    }
    return new GoldenVector(row, fields.number("score"));
  }

  private static TrainingOrigin training(Fields fields) {
    return new TrainingOrigin(
        fields.text("data"),
        fields.text("sha256"),
        fields.small("days"),
        fields.instant("from"),
        fields.instant("until"),
        fields.small("people"),
        fields.whole("samples"),
        fields.whole("seed"),
        fields.text("tool"),
        fields.texts("libraries"),
        fields.texts("settings"));
  }

  private static ModelEvaluation evaluation(JsonNode node, String id) {
    Fields fields = new Fields(node, "evaluation of " + id, EVALUATION);
    Fields thresholds =
        new Fields(fields.node("thresholds"), "thresholds", Set.of("allow", "challenge"));
    return new ModelEvaluation(
        fields.text("dataset"),
        fields.text("sha256"),
        fields.text("protocol"),
        fields.number("eer"),
        fields.number("low"),
        fields.number("high"),
        fields.whole("genuine"),
        fields.whole("impostor"),
        fields.whole("abstained"),
        fields.has("calibrationSlope") ? fields.number("calibrationSlope") : Double.NaN,
        thresholds.number("allow"),
        thresholds.number("challenge"));
  }
}
