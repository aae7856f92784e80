package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.Version;
import dev.demeanor.cli.dataset.DataSet;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.SubjectRecording;
import dev.demeanor.cli.models.Refused;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.evaluation.Bootstrap;
import dev.demeanor.evaluation.EvaluationResult;
import dev.demeanor.evaluation.ScoredAttempt;
import dev.demeanor.model.GateException;
import dev.demeanor.model.ModelEvaluation;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.TrainingOrigin;
import dev.demeanor.model.repository.InMemoryModelStore;
import dev.demeanor.model.repository.ModelGates;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.model.repository.SigningKey;
import dev.demeanor.model.repository.TrustedKeys;
import dev.demeanor.model.repository.VersionDraft;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.DetectorProvider;
import dev.demeanor.spi.detector.ModelDetector;
import dev.demeanor.spi.model.TooFewSamples;
import dev.demeanor.spi.model.TrainedModel;
import dev.demeanor.spi.model.TrainingOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Trains a version from recordings, and says first how well versions trained in the same way from
 * three quarters of the people do on the others: through a monitor that decides by them, as any
 * other. Not thread-safe.
 */
public final class VersionTraining {

  private static final String RELATIVE = "relative";

  private final DataSet set;
  private final Recordings recordings;
  private final Backend backend;
  private final String loader;
  private final long seed;
  private final Instant at;
  private final SigningKey key;
  private final TrustedKeys keys;
  private final PopulationChoice.Setting setting;

  /**
   * Makes one.
   *
   * @param set how the recordings are read
   * @param recordings of the people
   * @param backend what is trained
   * @param loader name of the model backend that will load a model
   * @param seed of everything random
   * @param at when it is trained
   * @param key signs the versions that are tried
   * @param keys trusts that key
   */
  public VersionTraining(
      DataSet set,
      Recordings recordings,
      Backend backend,
      String loader,
      long seed,
      Instant at,
      SigningKey key,
      TrustedKeys keys) {
    this.set = set;
    this.recordings = recordings;
    this.backend = backend;
    this.loader = loader;
    this.seed = seed;
    this.at = at;
    this.key = key;
    this.keys = keys;
    this.setting = PopulationChoice.Setting.of(set, settings(), at);
  }

  private MonitorSettings settings() {
    MonitorSettings usual = MonitorSettings.usual();
    return backend == Backend.OCSVM ? usual.withDetector(Detectors.check(backend.text())) : usual;
  }

  /** Trains from everybody. */
  public VersionDraft draft() {
    return draft(recordings.subjects());
  }

  /**
   * Refuses a version that would not pass its gates once it is kept.
   *
   * @throws Refused saying which gate, and why
   */
  public void check(VersionDraft draft) {
    try (ModelRepository repository = ModelRepository.over(new InMemoryModelStore())) {
      repository.load(repository.add(draft, key, at), gates()).close();
    } catch (GateException e) {
      throw new Refused(String.valueOf(e.getMessage()));
    }
  }

  private VersionDraft draft(List<SubjectRecording> people) {
    Background background = setting.background(recordings, seed);
    Optional<TrainedModel> model =
        backend == Backend.FOREST ? Optional.of(forest(background, people)) : Optional.empty();
    VersionDraft draft = new VersionDraft(gates(), origin(people, model)).named(backend.text());
    model.ifPresent(forest -> draft.model(forest, "keystroke", RELATIVE, loader));
    return draft.population(background.learn(people));
  }

  private ModelGates gates() {
    return backend.builder().modelGates(keys);
  }

  private TrainedModel forest(Background background, List<SubjectRecording> people) {
    TrainingOutcome outcome =
        backend.trainer().train(background.relative(people, relativeDetector()));
    if (outcome instanceof TooFewSamples few) {
      throw new BadInput(recordings.input().path() + ": " + few.message());
    }
    return (TrainedModel) outcome;
  }

  private static ModelDetector relativeDetector() {
    return ServiceLoader.load(DetectorProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(RELATIVE))
        .map(provider -> (ModelDetector) provider.create(ProviderOptions.none()))
        .findFirst()
        .orElseThrow();
  }

  private TrainingOrigin origin(List<SubjectRecording> people, Optional<TrainedModel> model) {
    long units =
        people.stream()
            .flatMap(each -> each.sessions().stream())
            .mapToLong(session -> session.units().size())
            .sum();
    return new TrainingOrigin(
        recordings.dataset(),
        recordings.input().sha256(),
        0,
        Instant.EPOCH,
        at,
        people.size(),
        units,
        seed,
        "demeanor " + Version.current(),
        model.map(TrainedModel::libraries).orElse(Map.of()),
        model.map(TrainedModel::settings).orElse(Map.of("backend", backend.text())));
  }

  /**
   * Measures versions trained in the same way on people they were not trained from.
   *
   * @return empty when there are too few people for that
   */
  public Optional<ModelEvaluation> evaluate(int folds) {
    Protocol protocol = Protocols.defaultFor(set.name());
    int people = Fold.smallestGroup(recordings);
    if (folds < 2 || people / protocol.leastPeople(recordings.dataset()) < folds) {
      return Optional.empty();
    }
    ProtocolOptions options = new ProtocolOptions(java.util.OptionalInt.empty(), seed);
    List<ScoredAttempt> attempts = new ArrayList<>();
    for (int k = 0; k < folds; k++) {
      Fold fold = Fold.of(recordings, folds, k);
      attempts.addAll(attempts(fold, protocol, options.asFold()));
    }
    EvaluationResult result =
        EvaluationResult.of(attempts, new Bootstrap(Bootstrap.USUAL_RESAMPLES, seed));
    return result
        .mean()
        .map(
            errors ->
                new ModelEvaluation(
                    recordings.dataset(),
                    recordings.input().sha256(),
                    protocol.name() + ", " + folds + " folds, seed " + seed,
                    errors.eer(),
                    result.meanIntervals().orElseThrow().eer().low(),
                    result.meanIntervals().orElseThrow().eer().high(),
                    result.genuine(),
                    result.impostor(),
                    result.abstentions(),
                    result.reliability().map(fit -> fit.slope()).orElse(Double.NaN),
                    Thresholds.DEFAULT.allow(),
                    Thresholds.DEFAULT.challenge()));
  }

  private List<ScoredAttempt> attempts(Fold fold, Protocol protocol, ProtocolOptions options) {
    VersionDraft draft = draft(fold.background());
    try (ModelRepository repository = ModelRepository.over(new InMemoryModelStore())) {
      ModelVersion version = repository.add(draft, key, at);
      MonitorSettings tried =
          settings().withModels(new UsedModels(repository.pinned(version.id()), keys));
      TrialGroup group = TrialGroup.of(Optional.empty(), fold.clients(), options, protocol);
      try (Progress progress = Progress.start("evaluate", Evaluation.steps(group.trials()))) {
        return new Evaluation(protocol.scoring(set.name()), tried, progress)
            .run(List.of(group))
            .attempts();
      }
    }
  }
}
