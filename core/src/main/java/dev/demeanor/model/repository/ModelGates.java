package dev.demeanor.model.repository;

import static dev.demeanor.model.repository.Refusal.fail;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.PopulationFile;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.model.Artefact;
import dev.demeanor.model.Gate;
import dev.demeanor.model.GateException;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.population.Population;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ModelDetector;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.model.LoadedModel;
import dev.demeanor.spi.model.ModelBackendProvider;
import dev.demeanor.spi.model.ModelDescriptor;
import dev.demeanor.spi.model.ModelLoadException;
import dev.demeanor.spi.model.VectorScorer;
import dev.demeanor.spi.store.ModelStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Looks into the files of a version before anything scores with it: path, size, digest, signature,
 * schema, backend, golden scores, in this order. Bytes are read once, checked, and loaded as they
 * were checked. Made by {@code BehaviorMonitor.builder().modelGates(keys)}, with the extractors,
 * detectors and backends that the monitor would have. Thread-safe.
 */
public final class ModelGates {

  /** No file may have more bytes than this: 256 MiB. */
  public static final int MOST_BYTES = 256 << 20;

  private final List<FeatureExtractorProvider> extractors;
  private final List<Detector> detectors;
  private final List<Detector> found;
  private final Map<String, ModelBackendProvider> backends = new TreeMap<>();
  private final TrustedKeys keys;
  private final UnaryOperator<VectorScorer> guard;

  /**
   * Makes gates.
   *
   * @param extractors asked in this order
   * @param detectors those that are configured, preferred ones first
   * @param found those that a version may name beside them
   * @param backends that can load models
   * @param keys whose signatures count
   */
  public ModelGates(
      List<FeatureExtractorProvider> extractors,
      List<Detector> detectors,
      List<Detector> found,
      List<ModelBackendProvider> backends,
      TrustedKeys keys) {
    this(extractors, detectors, found, backends, keys, UnaryOperator.identity());
  }

  private ModelGates(
      List<FeatureExtractorProvider> extractors,
      List<Detector> detectors,
      List<Detector> found,
      List<ModelBackendProvider> backends,
      TrustedKeys keys,
      UnaryOperator<VectorScorer> guard) {
    this.guard = guard;
    this.extractors = List.copyOf(extractors);
    this.detectors = List.copyOf(detectors);
    this.found = List.copyOf(found);
    backends.forEach(backend -> this.backends.put(backend.name(), backend));
    this.keys = Objects.requireNonNull(keys, "keys");
  }

  /** Returns the same gates that trust other keys. */
  public ModelGates trusting(TrustedKeys others) {
    return new ModelGates(
        extractors, detectors, found, List.copyOf(backends.values()), others, guard);
  }

  /** Returns the same gates, which have the scorers of models that passed wrapped by this. */
  public ModelGates guarding(UnaryOperator<VectorScorer> wrapper) {
    return new ModelGates(
        extractors, detectors, found, List.copyOf(backends.values()), keys, wrapper);
  }

  List<FeatureExtractorProvider> extractors() {
    return extractors;
  }

  /** Returns all detectors a version may name. */
  List<Detector> detectors() {
    List<Detector> all = new ArrayList<>(detectors);
    all.addAll(found);
    return all;
  }

  /**
   * Checks and loads a version.
   *
   * @throws GateException if it does not pass; nothing stays open
   */
  LoadedVersion open(ModelStore store, ModelVersion version) {
    List<byte[]> files = new ArrayList<>();
    for (Artefact artefact : version.artefacts()) {
      files.add(CheckedFiles.bytes(store, version, artefact));
    }
    keys.refuse(version).ifPresent(why -> fail(version, Gate.SIGNATURE, why));
    List<VectorScorer> scorers = new ArrayList<>();
    try {
      return new LoadedVersion(version, recipes(version, files, scorers), scorers);
    } catch (RuntimeException e) {
      scorers.forEach(VectorScorer::close);
      throw e;
    }
  }

  private List<Recipe> recipes(
      ModelVersion version, List<byte[]> files, List<VectorScorer> scorers) {
    Map<String, Recipe> byDetector = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      Artefact artefact = version.artefacts().get(i);
      if (artefact.kind() == Artefact.Kind.MODEL) {
        Recipe recipe = model(version, artefact, files.get(i), scorers);
        byDetector.put(recipe.detector().name(), recipe);
      } else {
        population(version, artefact, files.get(i))
            .forEach(recipe -> byDetector.putIfAbsent(recipe.detector().name(), recipe));
      }
    }
    detectors()
        .forEach(each -> byDetector.computeIfAbsent(each.name(), name -> Recipe.oneClass(each)));
    return inOrder(version, byDetector);
  }

  /** The detectors that the version brings first, the others in the order of the monitor. */
  private List<Recipe> inOrder(ModelVersion version, Map<String, Recipe> byDetector) {
    List<Recipe> ordered = new ArrayList<>();
    for (Artefact artefact : version.artefacts()) {
      Recipe recipe =
          artefact.kind() == Artefact.Kind.MODEL ? byDetector.remove(artefact.detector()) : null;
      if (recipe != null) {
        ordered.add(recipe);
      }
    }
    for (Artefact artefact : version.artefacts()) {
      List<String> used = List.of(artefact.detector().split(",", -1));
      found.stream()
          .filter(detector -> used.contains(detector.name()))
          .map(detector -> byDetector.remove(detector.name()))
          .filter(Objects::nonNull)
          .forEach(ordered::add);
    }
    detectors().stream()
        .map(detector -> byDetector.get(detector.name()))
        .filter(Objects::nonNull)
        .forEach(ordered::add);
    return ordered;
  }

  // ---- populations

  private List<Recipe> population(ModelVersion version, Artefact artefact, byte[] bytes) {
    Population population;
    try {
      population = PopulationFile.parse(new String(bytes, UTF_8));
    } catch (CorruptStateException e) {
      throw Refusal.of(version, Gate.SCHEMA, String.valueOf(e.getMessage()));
    }
    List<Detector> used = learned(version, population);
    Map<String, String> schemas = schemas(used);
    artefact
        .schemas()
        .forEach(
            (name, hash) -> {
              if (!hash.equals(schemas.get(name))) {
                fail(
                    version,
                    Gate.SCHEMA,
                    "the features of extractor \""
                        + name
                        + "\" are not those it was learned with (name, unit or order differs);"
                        + " train it again with this version");
              }
            });
    List<Recipe> recipes = new ArrayList<>();
    try {
      used.forEach(detector -> recipes.add(population.recipe(detector)));
    } catch (IllegalArgumentException e) {
      fail(version, Gate.SCHEMA, String.valueOf(e.getMessage()));
    }
    GoldenScores.refuse(recipes, extractors, artefact.golden())
        .ifPresent(why -> fail(version, Gate.GOLDEN, why));
    return recipes;
  }

  private List<Detector> learned(ModelVersion version, Population population) {
    List<Detector> used = new ArrayList<>();
    for (String name : population.detectors().keySet()) {
      Optional<Detector> detector = detector(name);
      if (detector.isEmpty()) {
        fail(
            version,
            Gate.SCHEMA,
            "it was learned for detector \"" + name + "\", which is not among " + names());
      }
      detector.ifPresent(used::add);
    }
    return used;
  }

  /** Returns the hash of the schema of each extractor that one of these detectors supports. */
  Map<String, String> schemas(List<Detector> used) {
    Map<String, String> schemas = new TreeMap<>();
    for (FeatureExtractorProvider extractor : extractors) {
      FeatureSchema schema = ProbeWindows.schema(extractor);
      if (used.stream().anyMatch(detector -> detector.supports(schema))) {
        schemas.put(extractor.name(), schema.hash());
      }
    }
    return schemas;
  }

  private Optional<Detector> detector(String name) {
    return detectors().stream().filter(known -> known.name().equals(name)).findFirst();
  }

  private List<String> names() {
    return detectors().stream().map(Detector::name).toList();
  }

  // ---- models

  private Recipe model(
      ModelVersion version, Artefact artefact, byte[] bytes, List<VectorScorer> scorers) {
    if (!(detector(artefact.detector()).orElse(null) instanceof ModelDetector detector)) {
      throw Refusal.of(
          version,
          Gate.SCHEMA,
          "it is for detector \""
              + artefact.detector()
              + "\", which takes models and is not among "
              + names()
              + "; is its module on the class path?");
    }
    FeatureSchema input = artefact.input().orElseThrow();
    InputGate.check(version, detector, artefact, extractors);
    ModelBackendProvider backend = backends.get(artefact.backend());
    if (backend == null) {
      throw Refusal.of(
          version,
          Gate.BACKEND,
          "backend \"" + artefact.backend() + "\" is not among " + backends.keySet());
    }
    Optional<String> unavailable = backend.unavailable();
    if (unavailable.isPresent()) {
      throw Refusal.of(
          version,
          Gate.BACKEND,
          "backend \"" + artefact.backend() + "\" cannot run here: " + unavailable.get());
    }
    try {
      VectorScorer scorer =
          backend
              .open(ProviderOptions.none())
              .load(new ModelDescriptor(version.id(), input.hash(), input.size()), bytes);
      scorers.add(scorer);
      GoldenScores.refuse(scorer, artefact.golden())
          .ifPresent(why -> fail(version, Gate.GOLDEN, why));
      LoadedModel loaded =
          new LoadedModel(
              version.id(),
              backend.name(),
              input,
              guard.apply(scorer),
              artefact.curve().orElseThrow());
      return Recipe.oneClass(detector.withModel(loaded));
    } catch (ModelLoadException | IllegalArgumentException e) {
      throw Refusal.of(
          version, Gate.BACKEND, "backend \"" + artefact.backend() + "\": " + e.getMessage());
    }
  }
}
