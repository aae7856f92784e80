package dev.demeanor.retraining;

import dev.demeanor.evidence.RelativeProvider;
import dev.demeanor.model.ModelEvaluation;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.TrainingOrigin;
import dev.demeanor.model.repository.InMemoryModelStore;
import dev.demeanor.model.repository.ModelGates;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.model.repository.SigningKey;
import dev.demeanor.model.repository.VersionDraft;
import dev.demeanor.population.BackgroundPerson;
import dev.demeanor.population.Population;
import dev.demeanor.population.PopulationOrigin;
import dev.demeanor.population.PopulationTraining;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.ModelDetector;
import dev.demeanor.spi.model.ModelTrainer;
import dev.demeanor.spi.model.TooFewSamples;
import dev.demeanor.spi.model.TrainedModel;
import dev.demeanor.spi.model.TrainingOutcome;
import dev.demeanor.spi.model.TrainingSet;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.subject.SubjectId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Trains a version from the samples of the last days, measures it on people it was not trained
 * from, adds it to a repository and nominates it. It never decides before somebody promotes it.
 * Until all is done nothing is changed: who is interrupted leaves no trace. Thread-safe; one run at
 * a time.
 */
public final class Retraining {

  /** Name of the data in manifests. */
  public static final String DATA = "kept samples";

  private static final String BY = "retraining";
  private static final String KEYSTROKE = "keystroke";
  private static final String RELATIVE = "relative";

  private final SampleStore samples;
  private final ModelRepository repository;
  private final ModelGates gates;
  private final Supplier<PopulationTraining> training;
  private final RetrainedModel model;
  private final SigningKey key;
  private final RetrainingPlan plan;
  private final String tool;
  private final Predicate<SubjectId> whose;
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * Makes one.
   *
   * @param samples what is kept; stays the caller's to close
   * @param repository where versions are added; stays the caller's to close
   * @param gates of the programs that will use them
   * @param training makes a training with their extractors and detectors
   * @param model what is trained beside populations
   * @param key signs versions
   * @param plan from what, and how it is measured
   * @param tool name and version of the program
   */
  public Retraining(
      SampleStore samples,
      ModelRepository repository,
      ModelGates gates,
      Supplier<PopulationTraining> training,
      RetrainedModel model,
      SigningKey key,
      RetrainingPlan plan,
      String tool) {
    this(samples, repository, gates, training, model, key, plan, tool, subject -> true);
  }

  private Retraining(
      SampleStore samples,
      ModelRepository repository,
      ModelGates gates,
      Supplier<PopulationTraining> training,
      RetrainedModel model,
      SigningKey key,
      RetrainingPlan plan,
      String tool,
      Predicate<SubjectId> whose) {
    this.samples = Objects.requireNonNull(samples, "samples");
    this.repository = Objects.requireNonNull(repository, "repository");
    this.gates = Objects.requireNonNull(gates, "gates");
    this.training = training;
    this.model = Objects.requireNonNull(model, "model");
    this.key = Objects.requireNonNull(key, "key");
    this.plan = plan;
    this.tool = tool;
    this.whose = whose;
  }

  /**
   * Returns the same that trains from samples of some subjects only: of those who consent, say.
   *
   * @param chosen asked once for each subject and run; what it throws ends the run
   */
  public Retraining onlyOf(Predicate<SubjectId> chosen) {
    return new Retraining(samples, repository, gates, training, model, key, plan, tool, chosen);
  }

  /**
   * Trains, measures, adds and nominates.
   *
   * @param now the end of the window of days
   * @throws IllegalStateException if too few people are in the samples, too many windows, or
   *     another run is under way
   * @throws dev.demeanor.model.GateException if the version would not pass its gates, as when the
   *     key that signs is not trusted
   * @throws dev.demeanor.spi.store.StoreException if samples or models cannot be reached
   * @throws dev.demeanor.spi.CorruptStateException if a sample is damaged
   */
  public RetrainingReport run(Instant now) {
    if (!lock.tryLock()) {
      throw new IllegalStateException("another retraining is under way; wait for it");
    }
    try {
      return train(now.truncatedTo(ChronoUnit.MILLIS));
    } finally {
      lock.unlock();
    }
  }

  private RetrainingReport train(Instant now) {
    KeptPeople kept = KeptPeople.read(samples, plan, whose, now);
    PopulationTraining with = training.get().sameText(plan.sameText());
    List<BackgroundPerson> people = kept.asBackground(with);
    if (people.size() < Population.LEAST_PEOPLE) {
      throw new IllegalStateException(
          "the samples of the last "
              + plan.days()
              + " days are of "
              + people.size()
              + " people, it takes at least "
              + Population.LEAST_PEOPLE
              + "; wait, or choose more days and a longer retention");
    }
    Optional<ModelEvaluation> measured =
        new Measuring(with, gates, key, plan, now)
            .measure(people, kept.sha256Hex(), some -> draft(with, some, kept, now));
    VersionDraft draft = draft(with, people, kept, now);
    measured.ifPresent(draft::evaluated);
    check(draft, now);
    ModelVersion version = repository.add(draft, key, now);
    String why = "trained from the samples of the last " + plan.days() + " days";
    Object unused = repository.nominate(version.id(), gates, BY, why, now);
    return new RetrainingReport(version, people.size(), kept.windows());
  }

  /** A version that would not be nominated is not added either. */
  private void check(VersionDraft draft, Instant now) {
    try (ModelRepository tried = ModelRepository.over(new InMemoryModelStore())) {
      tried.load(tried.add(draft, key, now), gates).close();
    }
  }

  private VersionDraft draft(
      PopulationTraining with, List<BackgroundPerson> people, KeptPeople kept, Instant now) {
    Optional<TrainedModel> trained = model.trainer().map(trainer -> fit(trainer, with, people));
    VersionDraft draft =
        new VersionDraft(gates, origin(people, kept, now, trained)).named(model.name());
    try {
      trained.ifPresent(fitted -> draft.model(fitted, KEYSTROKE, RELATIVE, model.loader()));
    } catch (IllegalArgumentException e) { // too little was held back to say what scores are worth
      throw new IllegalStateException(e.getMessage(), e);
    }
    return draft.population(learn(with, people, kept, now));
  }

  private TrainingOrigin origin(
      List<BackgroundPerson> people, KeptPeople kept, Instant now, Optional<TrainedModel> trained) {
    Map<String, String> settings =
        new HashMap<>(trained.map(TrainedModel::settings).orElse(Map.of()));
    settings.put("backend", model.name());
    settings.put("excluded", String.valueOf(plan.excluded()));
    return new TrainingOrigin(
        DATA,
        kept.sha256Hex(),
        plan.days(),
        now.minus(plan.days(), ChronoUnit.DAYS),
        now,
        people.size(),
        kept.windows(),
        plan.seed(),
        tool,
        trained.map(TrainedModel::libraries).orElse(Map.of()),
        settings);
  }

  private TrainedModel fit(
      ModelTrainer trainer, PopulationTraining with, List<BackgroundPerson> people) {
    ModelDetector relative = (ModelDetector) new RelativeProvider().create(ProviderOptions.none());
    TrainingSet set =
        with.trainingSet(relative, people, plan.seed())
            .filter(found -> found.impostors() > 0)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the samples hold nothing that a model of keystrokes is trained from; of"
                            + " fixed texts it takes the same text of everybody (sameText)"));
    TrainingOutcome outcome = trainer.train(set);
    if (outcome instanceof TooFewSamples few) {
      throw new IllegalStateException("the samples are too few for a model: " + few.message());
    }
    return (TrainedModel) outcome;
  }

  private Population learn(
      PopulationTraining with, List<BackgroundPerson> people, KeptPeople kept, Instant now) {
    try {
      return with.learn(
          people, new PopulationOrigin(DATA, kept.sha256Hex(), now, tool, plan.seed()));
    } catch (IllegalArgumentException e) { // too few of them have whole windows
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
