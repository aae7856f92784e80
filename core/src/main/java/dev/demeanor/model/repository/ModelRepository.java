package dev.demeanor.model.repository;

import dev.demeanor.PopulationFile;
import dev.demeanor.model.Activation;
import dev.demeanor.model.Artefact;
import dev.demeanor.model.CandidateComparison;
import dev.demeanor.model.EvaluationGate;
import dev.demeanor.model.Gate;
import dev.demeanor.model.GateException;
import dev.demeanor.model.GateFailure;
import dev.demeanor.model.Manifest;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.ReportedComparison;
import dev.demeanor.population.Population;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.store.ModelStore;
import dev.demeanor.spi.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The versions of models, which of them decides, and who put it there and why. Every change is one
 * step: whoever reads sees the state before it or after it, also when the writer dies. Thread-safe;
 * several processes may use one repository.
 */
public final class ModelRepository implements AutoCloseable {

  private static final int ATTEMPTS = 20;

  private final ModelStore store;

  /** The version that counts as active whatever the manifest says; null for the manifest's own. */
  private final @Nullable String pinned;

  private ModelRepository(ModelStore store, @Nullable String pinned) {
    this.store = store;
    this.pinned = pinned;
  }

  /**
   * Returns the same repository as if another version were active: to evaluate one before it is.
   * Closing either closes both.
   *
   * @throws IllegalArgumentException if there is no such version
   */
  public ModelRepository pinned(String version) {
    return new ModelRepository(store, get(manifest(), version).id());
  }

  /** Opens a directory, which is made when it is not there. */
  public static ModelRepository open(Path directory) {
    return new ModelRepository(new DirectoryModelStore(directory), null);
  }

  /** Opens a repository over a store, which it closes. */
  public static ModelRepository over(ModelStore store) {
    return new ModelRepository(Objects.requireNonNull(store, "store"), null);
  }

  /** Returns the revision of the manifest; 0 when it is empty. */
  public long revision() {
    return store.revision();
  }

  /**
   * Returns the manifest.
   *
   * @throws CorruptStateException if it is damaged
   * @throws StoreException if it cannot be read
   */
  public Manifest manifest() {
    Manifest manifest = store.find().map(ModelRepository::read).orElse(Manifest.EMPTY);
    return pinned == null
        ? manifest
        : new Manifest(
            manifest.revision(),
            manifest.versions(),
            Optional.of(pinned),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * Returns the population of a version, when it has one.
   *
   * @throws GateException if its files do not pass the gates
   */
  public Optional<Population> population(ModelVersion version, ModelGates gates) {
    load(version, gates).close();
    return version.artefacts().stream()
        .filter(artefact -> artefact.kind() == Artefact.Kind.POPULATION)
        .findFirst()
        .map(artefact -> store.get(version.id(), artefact.file(), (int) artefact.bytes()))
        .map(bytes -> PopulationFile.parse(new String(bytes, StandardCharsets.UTF_8)));
  }

  private static Manifest read(ModelStore.Stored stored) {
    Manifest manifest = ManifestJson.read(stored.text());
    if (manifest.revision() != stored.revision()) {
      throw new CorruptStateException("the manifest is not of the revision under which it is kept");
    }
    return manifest;
  }

  /** Returns all activations, earliest first. */
  public List<Activation> activations() {
    return store.activations().stream()
        .filter(line -> !ComparisonJson.is(line))
        .map(ManifestJson::activation)
        .toList();
  }

  /**
   * Returns how a version did as candidate, by all monitors together: one for each version beside
   * which it was scored, earliest first. As monitors have reported so far.
   */
  public List<CandidateComparison> comparisons(String candidate) {
    return ComparisonJson.sums(store.activations(), candidate);
  }

  /**
   * Keeps how far a comparison has come, as a line of the activation log.
   *
   * @param reporter a name that nobody else reports this comparison by
   * @throws StoreException if it cannot be kept
   */
  public void report(CandidateComparison found, String reporter, Instant at) {
    refuseWhenPinned();
    Change unused =
        change(
            manifest -> {
              ReportedComparison reported =
                  new ReportedComparison(manifest.revision() + 1, at, reporter, found);
              return new Change(manifest.next(), ComparisonJson.line(reported), List.of());
            });
  }

  /**
   * Adds a version. It decides nothing before it is promoted.
   *
   * @return the version, signed
   * @throws StoreException if it cannot be kept; then no trace of it stays
   */
  public ModelVersion add(VersionDraft draft, SigningKey key, Instant at) {
    refuseWhenPinned();
    ModelVersion version = versionOf(draft, key, at.truncatedTo(ChronoUnit.MILLIS));
    List<ModelStore.VersionFile> files =
        draft.parts().stream()
            .map(
                part ->
                    new ModelStore.VersionFile(version.id(), part.artefact().file(), part.bytes()))
            .toList();
    Change unused = change(manifest -> new Change(manifest.with(version), null, files));
    return version;
  }

  private void refuseWhenPinned() {
    if (pinned != null) {
      throw new IllegalStateException("a repository with a pinned version is only read");
    }
  }

  private static ModelVersion versionOf(VersionDraft draft, SigningKey key, Instant at) {
    List<Artefact> artefacts = draft.parts().stream().map(VersionDraft.Part::artefact).toList();
    String content = artefacts.stream().map(Artefact::sha256).collect(Collectors.joining()) + at;
    String id = draft.name() + "-" + CanonicalJson.sha256(content).substring(0, 12);
    ModelVersion unsigned =
        VersionJson.unsigned(id, at, artefacts, draft.training(), draft.evaluation());
    return VersionJson.signed(unsigned, key.sign(unsigned.text()));
  }

  /**
   * Checks and loads a version.
   *
   * @throws GateException if its files do not pass the gates
   */
  public LoadedVersion load(ModelVersion version, ModelGates gates) {
    return gates.open(store, version);
  }

  /** Returns what keeps a version from being promoted now; empty when nothing does. */
  public List<GateFailure> check(ModelVersion version, ModelGates gates) {
    List<GateFailure> failures = new ArrayList<>();
    try (LoadedVersion loaded = load(version, gates)) {
      Objects.requireNonNull(loaded);
    } catch (GateException e) {
      failures.addAll(e.failures());
    }
    EvaluationGate.check(version, manifest().activeVersion()).ifPresent(failures::add);
    return failures;
  }

  /**
   * Makes a version the candidate, which is scored beside the active one without effect.
   *
   * @throws GateException if its files do not pass the gates
   */
  public Activation nominate(String version, ModelGates gates, String by, String why, Instant at) {
    refuseWhenPinned();
    return activate(
        manifest -> {
          ModelVersion next = get(manifest, version);
          load(next, gates).close();
          Activation nominated =
              new Activation(
                  manifest.revision() + 1,
                  at,
                  Activation.Action.NOMINATED,
                  next.id(),
                  manifest.active(),
                  by,
                  why,
                  List.of());
          return nominated;
        });
  }

  /**
   * Makes a version the active one.
   *
   * @param override whether to go on where a gate that {@linkplain Gate#mayBeOverridden may be
   *     overridden} fails; stays visible
   * @throws GateException if a gate fails; the active version stays
   */
  public Activation promote(
      String version, ModelGates gates, String by, String why, boolean override, Instant at) {
    refuseWhenPinned();
    return activate(
        manifest -> {
          ModelVersion next = get(manifest, version);
          if (manifest.active().equals(Optional.of(next.id()))) {
            throw new IllegalArgumentException("version " + next.id() + " is active already");
          }
          List<GateFailure> failures = check(next, gates);
          boolean answered =
              override && failures.stream().allMatch(each -> each.gate().mayBeOverridden());
          if (!failures.isEmpty() && !answered) {
            throw new GateException(next.id(), failures);
          }
          Activation promoted =
              new Activation(
                  manifest.revision() + 1,
                  at,
                  Activation.Action.PROMOTED,
                  next.id(),
                  manifest.active(),
                  by,
                  why,
                  failures.stream().map(GateFailure::toString).toList());
          return promoted;
        });
  }

  /**
   * Makes the previous active version the active one again. Asks no gate, so that it works whatever
   * has become of a backend or a data set; readers still load nothing that fails its gates.
   *
   * @throws IllegalStateException if there is no previous version
   */
  public Activation rollback(String by, String why, Instant at) {
    refuseWhenPinned();
    return activate(
        manifest -> {
          String previous =
              manifest
                  .previous()
                  .orElseThrow(
                      () ->
                          new IllegalStateException(
                              "there is no previous version to go back to; promote one instead"));
          Activation back =
              new Activation(
                  manifest.revision() + 1,
                  at,
                  Activation.Action.ROLLED_BACK,
                  previous,
                  manifest.active(),
                  by,
                  why,
                  List.of());
          return back;
        });
  }

  private static ModelVersion get(Manifest manifest, String version) {
    return manifest
        .find(version)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no version \""
                        + version
                        + "\"; there are "
                        + manifest.versions().stream().map(ModelVersion::id).toList()));
  }

  private Activation activate(Function<Manifest, Activation> next) {
    Function<Manifest, Change> change =
        manifest -> {
          Activation line = next.apply(manifest);
          return new Change(
              line.action() == Activation.Action.NOMINATED
                  ? manifest.nominated(line.version())
                  : manifest.activated(line),
              ManifestJson.line(line),
              List.of());
        };
    return ManifestJson.activation(Objects.requireNonNull(change(change).line()));
  }

  /** The next manifest, and the line and the files that go with it. */
  private record Change(
      Manifest manifest, @Nullable String line, List<ModelStore.VersionFile> files) {}

  /** Changes the manifest; again on what another writer left, when one was faster. */
  private Change change(Function<Manifest, Change> next) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Change> saved =
          exclusively(
              () -> {
                Manifest manifest = manifest();
                Change change = next.apply(manifest);
                boolean kept =
                    store.save(
                        ManifestJson.write(change.manifest()),
                        change.line(),
                        change.files(),
                        manifest.revision());
                return kept ? Optional.of(change) : Optional.empty();
              });
      if (saved.isPresent()) {
        return saved.get();
      }
    }
    throw new StoreException(
        "the manifest was changed by others " + ATTEMPTS + " times in a row; try again", null);
  }

  private <T> T exclusively(Supplier<T> work) {
    if (store instanceof DirectoryModelStore directory && !directory.isExclusive()) {
      return directory.exclusively(
          () -> {
            directory.removeUnnamed(
                manifest().versions().stream().map(ModelVersion::id).collect(Collectors.toSet()));
            return work.get();
          });
    }
    return work.get();
  }

  @Override
  public void close() {
    store.close();
  }
}
