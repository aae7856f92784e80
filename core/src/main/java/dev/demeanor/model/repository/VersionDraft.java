package dev.demeanor.model.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.PopulationFile;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.model.Artefact;
import dev.demeanor.model.CurveFit;
import dev.demeanor.model.ModelEvaluation;
import dev.demeanor.model.TrainingOrigin;
import dev.demeanor.population.Population;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.model.TrainedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes a version when it is added to a repository: files and where they come from. Not
 * thread-safe.
 */
public final class VersionDraft {

  /** A file and what the manifest says of it. */
  record Part(Artefact artefact, byte[] bytes) {}

  private final ModelGates gates;
  private final TrainingOrigin training;
  private final List<Part> parts = new ArrayList<>();
  private Optional<ModelEvaluation> evaluation = Optional.empty();
  private Optional<String> name = Optional.empty();

  /** Begins a version for programs with these gates. */
  public VersionDraft(ModelGates gates, TrainingOrigin training) {
    this.gates = gates;
    this.training = training;
  }

  /**
   * Adds a population.
   *
   * @throws IllegalArgumentException if it was learned for a detector that the gates do not know
   */
  public VersionDraft population(Population population) {
    byte[] bytes = PopulationFile.format(population).getBytes(UTF_8);
    List<Detector> used = population.detectors().keySet().stream().map(this::detector).toList();
    List<Recipe> recipes = used.stream().map(population::recipe).toList();
    parts.add(
        new Part(
            new Artefact(
                Artefact.Kind.POPULATION,
                "any",
                String.join(",", population.detectors().keySet()),
                Artefact.STATISTICAL,
                "population.json",
                CanonicalJson.sha256(bytes),
                bytes.length,
                gates.schemas(used),
                Optional.empty(),
                Optional.empty(),
                GoldenScores.of(recipes, gates.extractors())),
            bytes));
    return this;
  }

  private Detector detector(String name) {
    return gates.detectors().stream()
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no detector \"" + name + "\""));
  }

  /**
   * Adds a model file, whose scores are stated in nats by what was held back.
   *
   * @param detector name of the detector that will use it
   * @param backend name of the backend that will load it
   * @throws IllegalArgumentException if too little was held back to say what scores are worth
   */
  public VersionDraft model(TrainedModel model, String modality, String detector, String backend) {
    byte[] bytes = model.onnx();
    parts.add(
        new Part(
            new Artefact(
                Artefact.Kind.MODEL,
                modality,
                detector,
                backend,
                detector + ".onnx",
                CanonicalJson.sha256(bytes),
                bytes.length,
                Map.of(detector, model.schema().hash()),
                Optional.of(model.schema()),
                Optional.of(CurveFit.of(model.heldBackGenuine(), model.heldBackImpostors())),
                model.golden()),
            bytes));
    return this;
  }

  /**
   * Says what the version's id begins with, such as the name of what trained it. Left out, it is
   * the detector of its model, or {@link Artefact#STATISTICAL}.
   *
   * @param newName lower case letters, digits and dashes, at most 40, a letter first
   */
  public VersionDraft named(String newName) {
    if (!newName.matches("[a-z][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException(
          "name must be lower case letters, digits and dashes, at most 40, a letter first, was \""
              + newName
              + "\"");
    }
    name = Optional.of(newName);
    return this;
  }

  /** Says how well it does. */
  public VersionDraft evaluated(ModelEvaluation measured) {
    evaluation = Optional.of(measured);
    return this;
  }

  /** Returns what the id begins with. */
  String name() {
    return name.orElseGet(
        () ->
            parts.stream()
                .map(Part::artefact)
                .filter(artefact -> artefact.kind() == Artefact.Kind.MODEL)
                .findFirst()
                .map(Artefact::detector)
                .orElse(Artefact.STATISTICAL));
  }

  List<Part> parts() {
    return parts;
  }

  TrainingOrigin training() {
    return training;
  }

  Optional<ModelEvaluation> evaluation() {
    return evaluation;
  }
}
