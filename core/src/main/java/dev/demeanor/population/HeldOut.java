package dev.demeanor.population;

import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.population.PopulationTraining.Recorded;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.subject.Provenance;
import java.util.ArrayList;
import java.util.List;

/** Compares people with each other as a version would. Not thread-safe. */
final class HeldOut {

  private final List<Recipe> recipes;
  private final boolean sameText;
  private final ScoreBuffer scratch = new ScoreBuffer();
  private final List<HeldOutWindow> compared = new ArrayList<>();

  HeldOut(List<Recipe> recipes, boolean sameText) {
    this.recipes = recipes;
    this.sameText = sameText;
  }

  List<HeldOutWindow> of(List<BackgroundPerson> people) {
    List<Detector> inOrder = recipes.stream().map(Recipe::detector).toList();
    for (Recipe recipe : recipes) {
      List<Recorded> recorded = Recorded.of(people, recipe.detector(), inOrder);
      for (Recorded subject : recorded) {
        compare(subject, recorded, recipe);
      }
    }
    return compared;
  }

  private void compare(Recorded subject, List<Recorded> all, Recipe recipe) {
    Split split = Split.of(subject.subject());
    FeatureSchema schema = split.schema();
    EnrolledTemplate template = EnrolledTemplate.empty(recipe, schema);
    for (FeatureVector window : split.enrolled()) {
      template = template.learn(window, Provenance.IMPORTED, scratch);
    }
    if (!template.calibration().isReady() && !template.calibration().isByPopulation()) {
      return;
    }
    String name = "person " + subject.person() + ", " + subject.sourceName();
    int order = 0;
    for (List<FeatureVector> session : split.tested()) {
      order = add(name, true, template, session, order);
    }
    order = 0;
    for (Recorded other : all) {
      if (other.person() != subject.person() && isAttempt(subject, other, schema)) {
        List<FeatureVector> first = other.subject().sessions().get(0);
        int length = Math.min(CrossFit.IMPOSTOR_WINDOWS, first.size());
        order = add(name, false, template, first.subList(0, length), order);
      }
    }
  }

  private boolean isAttempt(Recorded subject, Recorded other, FeatureSchema schema) {
    boolean sameThing =
        !subject.fixedText() || sameText && subject.sourceName().equals(other.sourceName());
    return sameThing && other.subject().windows().get(0).schema().equals(schema);
  }

  /** Returns the place of the next. */
  private int add(
      String name,
      boolean genuine,
      EnrolledTemplate template,
      List<FeatureVector> windows,
      int order) {
    int next = order;
    for (FeatureVector window : windows) {
      template.model().score(window, scratch);
      boolean abstained = scratch.abstention() != null;
      double evidence = abstained ? 0 : template.calibration().evidence(scratch.raw());
      compared.add(new HeldOutWindow(name, genuine, evidence, next++, abstained));
    }
    return next;
  }
}
