package dev.demeanor.model.repository;

import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.Lesson;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.model.GoldenVector;
import dev.demeanor.spi.model.VectorScorer;
import dev.demeanor.subject.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What known inputs must score. Of a model: the trainer's own rows, through the backend that will
 * score. Of a population: windows that are the same everywhere, forty learned by each of its
 * detectors and four compared; rows are then the place of the detector and the number of the
 * window. Stateless.
 */
final class GoldenScores {

  private static final double TOLERANCE = 1e-5;
  private static final int LEARNED = 40;
  private static final int COMPARED = 4;

  private GoldenScores() {}

  /** Returns what is wrong with the scores of a loaded model; empty when nothing is. */
  static Optional<String> refuse(VectorScorer scorer, List<GoldenVector> golden) {
    if (golden.isEmpty()) {
      return Optional.of("it names no golden vectors; train it again");
    }
    double[] score = new double[1];
    for (int i = 0; i < golden.size(); i++) {
      GoldenVector vector = golden.get(i);
      if (vector.row().length != scorer.inputs()) {
        return Optional.of(
            "golden vector "
                + i
                + " has "
                + vector.row().length
                + " inputs, the model "
                + scorer.inputs());
      }
      scorer.score(vector.row(), 1, score);
      if (!isNear(score[0], vector.score())) {
        return Optional.of(off(i, score[0], vector.score()));
      }
    }
    return Optional.empty();
  }

  /** Returns the same for the recipes of a population. */
  static Optional<String> refuse(
      List<Recipe> recipes, List<FeatureExtractorProvider> extractors, List<GoldenVector> golden) {
    List<GoldenVector> now = of(recipes, extractors);
    if (golden.isEmpty() || now.size() != golden.size()) {
      return Optional.of(
          "it names "
              + golden.size()
              + " golden vectors, this program computes "
              + now.size()
              + "; train it again with this version");
    }
    for (int i = 0; i < golden.size(); i++) {
      if (!isNear(now.get(i).score(), golden.get(i).score())) {
        return Optional.of(off(i, now.get(i).score(), golden.get(i).score()));
      }
    }
    return Optional.empty();
  }

  private static String off(int number, double is, double must) {
    return String.format(
        Locale.ROOT,
        "golden vector %d scores %.7g instead of %.7g, %.2g off where %.0e is allowed",
        number,
        is,
        must,
        Math.abs(is - must),
        TOLERANCE);
  }

  private static boolean isNear(double is, double must) {
    return Math.abs(is - must) <= TOLERANCE * Math.max(1, Math.abs(must));
  }

  /** Returns what windows that are the same everywhere score under these recipes. */
  static List<GoldenVector> of(List<Recipe> recipes, List<FeatureExtractorProvider> extractors) {
    List<GoldenVector> golden = new ArrayList<>();
    for (int r = 0; r < recipes.size(); r++) {
      for (FeatureExtractorProvider extractor : extractors) {
        FeatureSchema schema = ProbeWindows.schema(extractor);
        if (recipes.get(r).detector().supports(schema)) {
          add(golden, r, recipes.get(r), extractor, schema);
          break;
        }
      }
    }
    return golden;
  }

  private static void add(
      List<GoldenVector> golden,
      int place,
      Recipe recipe,
      FeatureExtractorProvider extractor,
      FeatureSchema schema) {
    ScoreBuffer scratch = new ScoreBuffer();
    EnrolledTemplate template = EnrolledTemplate.empty(recipe, schema);
    for (int i = 0; i < LEARNED; i++) {
      template =
          template.learn(
              ProbeWindows.window(extractor, schema, i),
              Provenance.IMPORTED,
              Lesson.ENROL,
              1,
              scratch);
    }
    for (int i = LEARNED; i < LEARNED + COMPARED; i++) {
      template.model().score(ProbeWindows.window(extractor, schema, i), scratch);
      double evidence =
          scratch.abstention() == null ? template.calibration().evidence(scratch.raw()) : 0;
      golden.add(new GoldenVector(new float[] {place, i}, evidence));
    }
  }
}
