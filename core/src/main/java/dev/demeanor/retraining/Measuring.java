package dev.demeanor.retraining;

import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.evaluation.Bootstrap;
import dev.demeanor.evaluation.EvaluationResult;
import dev.demeanor.evaluation.Intervals;
import dev.demeanor.evaluation.ScoredAttempt;
import dev.demeanor.model.ModelEvaluation;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.repository.InMemoryModelStore;
import dev.demeanor.model.repository.LoadedVersion;
import dev.demeanor.model.repository.ModelGates;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.model.repository.SigningKey;
import dev.demeanor.model.repository.VersionDraft;
import dev.demeanor.population.BackgroundPerson;
import dev.demeanor.population.HeldOutWindow;
import dev.demeanor.population.Population;
import dev.demeanor.population.PopulationTraining;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Measures versions trained from some of the people on the others: each is enrolled with the first
 * half of their sessions, windows of the later ones are genuine attempts, and others' first windows
 * are impostors'. A window's score is what it says alone. Not thread-safe.
 */
final class Measuring {

  /** Fewer than two people have no impostors. */
  private static final int LEAST_CLIENTS = 2;

  private final PopulationTraining training;
  private final ModelGates gates;
  private final SigningKey key;
  private final RetrainingPlan plan;
  private final Instant at;

  Measuring(
      PopulationTraining training,
      ModelGates gates,
      SigningKey key,
      RetrainingPlan plan,
      Instant at) {
    this.training = training;
    this.gates = gates;
    this.key = key;
    this.plan = plan;
    this.at = at;
  }

  /** Returns the figures; empty when there are too few people, or nobody to be an impostor. */
  Optional<ModelEvaluation> measure(
      List<BackgroundPerson> people,
      String sha256,
      Function<List<BackgroundPerson>, VersionDraft> train) {
    int folds = plan.folds();
    boolean enough =
        folds > 0
            && people.size() / folds >= LEAST_CLIENTS
            && people.size() - (people.size() + folds - 1) / folds >= Population.LEAST_PEOPLE;
    if (!enough) {
      return Optional.empty();
    }
    List<ScoredAttempt> attempts = new ArrayList<>();
    try {
      attempts.addAll(inFolds(people, train));
    } catch (IllegalStateException e) {
      return Optional.empty(); // enough for a version, too few of them for parts of it
    }
    return attempts.isEmpty() ? Optional.empty() : figures(attempts, sha256);
  }

  private List<ScoredAttempt> inFolds(
      List<BackgroundPerson> people, Function<List<BackgroundPerson>, VersionDraft> train) {
    int folds = plan.folds();
    List<ScoredAttempt> attempts = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      List<BackgroundPerson> clients = new ArrayList<>();
      List<BackgroundPerson> others = new ArrayList<>();
      for (int i = 0; i < people.size(); i++) {
        (i % folds == fold ? clients : others).add(people.get(i));
      }
      attempts.addAll(attempts(train.apply(others), clients, fold));
    }
    return attempts;
  }

  private List<ScoredAttempt> attempts(
      VersionDraft draft, List<BackgroundPerson> clients, int fold) {
    List<ScoredAttempt> attempts = new ArrayList<>();
    try (ModelRepository tried = ModelRepository.over(new InMemoryModelStore())) {
      ModelVersion version = tried.add(draft, key, at);
      try (LoadedVersion loaded = tried.load(version, gates)) {
        for (HeldOutWindow window : training.heldOut(loaded.recipes(), clients)) {
          attempts.add(
              new ScoredAttempt(
                  fold + "/" + window.subject(),
                  window.genuine(),
                  window.evidence(),
                  window.order(),
                  window.evidence() < 0 ? Verdict.CHALLENGE : Verdict.ALLOW,
                  window.abstained()));
        }
      }
    }
    return attempts;
  }

  private Optional<ModelEvaluation> figures(List<ScoredAttempt> attempts, String sha256) {
    EvaluationResult result =
        EvaluationResult.of(attempts, new Bootstrap(Bootstrap.USUAL_RESAMPLES, plan.seed()));
    Optional<Intervals> intervals = result.meanIntervals();
    if (result.mean().isEmpty() || intervals.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ModelEvaluation(
            Retraining.DATA,
            sha256,
            "held-out windows, " + plan.folds() + " folds, seed " + plan.seed(),
            result.mean().get().eer(),
            intervals.get().eer().low(),
            intervals.get().eer().high(),
            result.genuine(),
            result.impostor(),
            result.abstentions(),
            result.reliability().map(fit -> fit.slope()).orElse(Double.NaN),
            Thresholds.DEFAULT.allow(),
            Thresholds.DEFAULT.challenge()));
  }
}
