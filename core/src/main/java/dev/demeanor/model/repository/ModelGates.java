package dev.demeanor.model.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.PopulationFile;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.model.Artefact;
import dev.demeanor.model.Gate;
import dev.demeanor.model.GateException;
import dev.demeanor.model.GateFailure;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.population.Population;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ModelDetector;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.model.LoadedModel;
import dev.demeanor.spi.model.ModelBackendProvider;
import dev.demeanor.spi.model.ModelDescriptor;
import dev.demeanor.spi.model.ModelLoadException;
import dev.demeanor.spi.model.VectorScorer;
import dev.demeanor.spi.store.ModelStore;
import dev.demeanor.spi.store.StoreException;
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
      files.add(bytes(store, version, artefact));
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

  private static byte[] bytes(ModelStore store, ModelVersion version, Artefact artefact) {
    String file = artefact.file();
    if (!file.matches(ModelStore.NAME)) {
      fail(version, Gate.PATH, "file \"" + file + "\" " + whyNoName(file));
    }
    if (artefact.bytes() > MOST_BYTES) {
      fail(
          version,
          Gate.SIZE,
          "file " + file + " has " + artefact.bytes() + " bytes, " + MOST_BYTES + " are allowed");
    }
    byte[] bytes;
    try {
      bytes = store.get(version.id(), file, (int) artefact.bytes());
    } catch (StoreException e) {
      boolean longer = String.valueOf(e.getMessage()).contains("bytes it may have");
      throw new GateException(
          version.id(),
          List.of(new GateFailure(longer ? Gate.SIZE : Gate.PATH, String.valueOf(e.getMessage()))));
    }
    if (bytes.length != artefact.bytes()) {
      fail(
          version,
          Gate.SIZE,
          "file "
              + file
              + " has "
              + bytes.length
              + " bytes, the manifest says "
              + artefact.bytes());
    }
    String digest = CanonicalJson.sha256(bytes);
    if (!digest.equals(artefact.sha256())) {
      fail(
          version,
          Gate.DIGEST,
          String.format(
              "file %s has SHA-256 %.12s, the manifest says %.12s: it was changed or swapped",
              file, digest, artefact.sha256()));
    }
    return bytes;
  }

  private static String whyNoName(String file) {
    String way =
        file.startsWith("/") || file.matches("[A-Za-z]:.*")
            ? "is an absolute path"
            : file.contains("..") ? "leads to another folder by \"..\"" : "is no plain name";
    return way + "; it must be a plain name: nothing outside the version is ever read";
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
      throw new GateException(
          version.id(), List.of(new GateFailure(Gate.SCHEMA, String.valueOf(e.getMessage()))));
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
      throw failure(
          version,
          Gate.SCHEMA,
          "it is for detector \""
              + artefact.detector()
              + "\", which takes models and is not among "
              + names()
              + "; is its module on the class path?");
    }
    FeatureSchema input = artefact.input().orElseThrow();
    checkInput(version, detector, input, artefact);
    ModelBackendProvider backend = backends.get(artefact.backend());
    if (backend == null) {
      throw failure(
          version,
          Gate.BACKEND,
          "backend \"" + artefact.backend() + "\" is not among " + backends.keySet());
    }
    Optional<String> unavailable = backend.unavailable();
    if (unavailable.isPresent()) {
      throw failure(
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
      throw failure(
          version, Gate.BACKEND, "backend \"" + artefact.backend() + "\": " + e.getMessage());
    }
  }

  private void checkInput(
      ModelVersion version, ModelDetector detector, FeatureSchema input, Artefact artefact) {
    List<FeatureSchema> possible = inputs(detector);
    if (possible.isEmpty()) {
      fail(
          version,
          Gate.SCHEMA,
          "no extractor makes windows that detector \"" + detector.name() + "\" supports");
    }
    if (!possible.contains(input)) {
      FeatureSchema nearest =
          possible.stream()
              .filter(schema -> schema.name().equals(input.name()))
              .findFirst()
              .orElse(possible.get(0));
      fail(version, Gate.SCHEMA, difference(nearest, input));
    }
    if (!input.hash().equals(artefact.schemas().get(detector.name()))) {
      fail(version, Gate.SCHEMA, "the hash it states is not that of its own inputs");
    }
  }

  /** Returns what the inputs of a detector's models may be. */
  private List<FeatureSchema> inputs(ModelDetector detector) {
    return extractors.stream()
        .map(ProbeWindows::schema)
        .filter(detector::supports)
        .map(detector::modelSchema)
        .distinct()
        .toList();
  }

  private static String difference(FeatureSchema expected, FeatureSchema is) {
    for (int i = 0; i < Math.min(expected.size(), is.size()); i++) {
      Feature one = expected.features().get(i);
      Feature other = is.features().get(i);
      if (!one.name().equals(other.name())) {
        return "input " + i + " must be " + one.name() + ", was " + other.name();
      }
      if (!one.unit().equals(other.unit())) {
        return "input "
            + i
            + ", "
            + one.name()
            + ", must be in "
            + one.unit()
            + ", was in "
            + other.unit();
      }
    }
    return "inputs must be the "
        + expected.size()
        + " of "
        + expected.name()
        + ", were the "
        + is.size()
        + " of "
        + is.name();
  }

  private static void fail(ModelVersion version, Gate gate, String finding) {
    throw failure(version, gate, finding);
  }

  private static GateException failure(ModelVersion version, Gate gate, String finding) {
    return new GateException(version.id(), List.of(new GateFailure(gate, finding)));
  }
}
