package dev.demeanor.population;

import dev.demeanor.enrolment.AdaptationPolicy;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.evidence.CalibrationFit;
import dev.demeanor.evidence.PopulationCalibration;
import dev.demeanor.evidence.PseudoSubject;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.population.PopulationTraining.Recorded;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.ScoreWorth;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.subject.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Puts background people to the test as subjects, to learn what a detector's scores are worth. The
 * population against which they are scored is learned from other people, so that the result is not
 * better than it will be for a stranger: with many people one half scores against the other; with
 * few each scores against all others, who then have to be the impostors as well. Not thread-safe.
 */
final class CrossFit {

  /** From this many people on, half of them are population enough. */
  private static final int PEOPLE_FOR_HALVES = 12;

  /** Windows of one other person's first session: somebody for whom this is new. */
  static final int IMPOSTOR_WINDOWS = 12;

  private final Detector detector;
  private final boolean usesPopulation;
  private final boolean sameText;
  private final long seed;
  private final ScoreBuffer scratch = new ScoreBuffer();

  CrossFit(Detector detector, boolean usesPopulation, boolean sameText, long seed) {
    this.detector = detector;
    this.usesPopulation = usesPopulation;
    this.sameText = sameText;
    this.seed = seed;
  }

  /** Returns the calibration, or empty when too few people have enough to be tested with. */
  Optional<PopulationCalibration> calibrate(List<Recorded> all) {
    if (!(worth(detector, all) instanceof ScoreWorth.Spreads worth)
        || scoringAgainst(all).map(by -> worth(by, all)).orElse(worth) instanceof ScoreWorth.Nats) {
      return Optional.empty(); // nothing to calibrate
    }
    List<PseudoSubject> tested = new ArrayList<>();
    boolean halves = Recorded.people(all) >= PEOPLE_FOR_HALVES;
    int folds = !usesPopulation ? 1 : halves ? 2 : 1 + last(all);
    for (int fold = 0; fold < folds; fold++) {
      int k = fold;
      List<Recorded> subjects = all.stream().filter(r -> r.person() % folds == k).toList();
      List<Recorded> others = all.stream().filter(r -> r.person() % folds != k).toList();
      Optional<Detector> scoring = subjects.isEmpty() ? Optional.empty() : scoringAgainst(others);
      if (scoring.isEmpty()) {
        continue;
      }
      Recipe recipe = Recipe.oneClass(scoring.get());
      List<Recorded> impostors = folds > 2 ? all : subjects;
      for (Recorded subject : subjects) {
        test(subject, impostors, recipe).ifPresent(tested::add);
      }
    }
    return tested.size() < 2
        ? Optional.empty()
        : Optional.of(CalibrationFit.of(worth.natsPerSpread(), tested));
  }

  private static ScoreWorth worth(Detector detector, List<Recorded> all) {
    return detector.worth(Split.of(all.get(0).subject()).schema());
  }

  private static int last(List<Recorded> all) {
    return all.stream().mapToInt(Recorded::person).max().orElse(0);
  }

  /**
   * Returns the detector as it scores against these people, or empty when they are too few for a
   * population: what it scores alone is in another scale and says nothing of that.
   */
  private Optional<Detector> scoringAgainst(List<Recorded> background) {
    if (!usesPopulation) {
      return Optional.of(detector);
    }
    return background.isEmpty()
        ? Optional.empty()
        : detector
            .learnPopulation(Recorded.subjects(background), seed)
            .map(detector::withPopulation);
  }

  private Optional<PseudoSubject> test(Recorded subject, List<Recorded> others, Recipe recipe) {
    Split split = Split.of(subject.subject());
    FeatureSchema schema = split.schema();
    EnrolledTemplate template = EnrolledTemplate.empty(recipe, schema);
    for (FeatureVector window : split.enrolled()) {
      template = template.learn(window, Provenance.IMPORTED, scratch);
    }
    // a template scores as it does when it was stored and read again
    SubjectModel model = template.model();
    List<double[]> genuine = new ArrayList<>();
    SubjectModel following = model;
    for (List<FeatureVector> session : split.tested()) {
      following = follow(following, session, genuine);
    }
    List<double[]> impostors = new ArrayList<>();
    for (Recorded other : others) {
      if (other.person() != subject.person() && isComparable(subject, other, schema)) {
        List<FeatureVector> first = other.subject().sessions().get(0);
        impostors.add(raws(model, first.subList(0, Math.min(IMPOSTOR_WINDOWS, first.size()))));
      }
    }
    genuine.removeIf(session -> session.length == 0);
    impostors.removeIf(session -> session.length == 0);
    return template.calibration().isReady() && !genuine.isEmpty()
        ? Optional.of(new PseudoSubject(template.calibration(), genuine, impostors))
        : Optional.empty();
  }

  /**
   * Scores what the subject goes on to do, and has the model learn it in hindsight if that is how
   * the detector learns. Returns the model after that.
   */
  private SubjectModel follow(
      SubjectModel model, List<FeatureVector> session, List<double[]> scored) {
    if (!detector.learnsSoftly()) {
      scored.add(raws(model, session));
      return model;
    }
    SubjectModel current = model;
    double[] raws = new double[session.size()];
    int count = 0;
    for (int i = 0; i < raws.length; i++) {
      double[] one = raws(current, session.subList(i, i + 1));
      if (one.length > 0) {
        raws[count++] = one[0];
      }
      if (i >= AdaptationPolicy.HINDSIGHT) {
        current = current.learn(session.get(i - AdaptationPolicy.HINDSIGHT));
      }
    }
    int rest = Math.max(0, session.size() - AdaptationPolicy.HINDSIGHT);
    for (FeatureVector window : session.subList(rest, session.size())) {
      current = current.learn(window);
    }
    scored.add(Arrays.copyOf(raws, count));
    return current;
  }

  private boolean isComparable(Recorded subject, Recorded other, FeatureSchema schema) {
    boolean sameThing =
        !subject.fixedText() || sameText && subject.sourceName().equals(other.sourceName());
    return sameThing && other.subject().windows().get(0).schema().equals(schema);
  }

  private double[] raws(SubjectModel model, List<FeatureVector> windows) {
    double[] raws = new double[windows.size()];
    int count = 0;
    for (FeatureVector window : windows) {
      model.score(window, scratch);
      if (scratch.abstention() == null) {
        raws[count++] = scratch.raw();
      }
    }
    return Arrays.copyOf(raws, count);
  }
}
