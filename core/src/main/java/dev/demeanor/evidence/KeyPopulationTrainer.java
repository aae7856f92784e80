package dev.demeanor.evidence;

import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Learns a {@link KeyPopulation}. The weights of the terms are learned with the people as pseudo
 * subjects: each is enrolled on all sessions but the last, which is genuine; the last sessions of
 * others are impostors. The space in which they are placed for that is learned of others: in one
 * that was made of their own sessions, people lie further apart than strangers will.
 */
final class KeyPopulationTrainer {

  private final KeyHistogramConstants constants;
  private final List<KeyPerson> people;
  private final KeyTimingSpreads spreads;
  private final KeyShares shares;

  private KeyPopulationTrainer(List<KeyPerson> people, KeyHistogramConstants constants) {
    this.people = people;
    this.constants = constants;
    this.spreads = KeyTimingTrainer.learn(people, constants);
    this.shares = KeyShares.learn(people, constants);
  }

  static Optional<KeyPopulation> learn(
      List<BackgroundSubject> subjects, KeyHistogramConstants constants) {
    List<KeyPerson> people =
        subjects.stream().flatMap(each -> KeyPerson.of(each, constants)).toList();
    if (people.size() < KeyHistogramConstants.LEAST_PEOPLE) {
      return Optional.empty();
    }
    return Optional.of(new KeyPopulationTrainer(people, constants).learn());
  }

  private KeyPopulation learn() {
    return population(KeySpaceTrainer.learn(people, shares, constants), weights());
  }

  private KeyPopulation population(KeySpace space, double[] weights) {
    return new KeyPopulation(people.size(), constants, spreads, shares, space, weights);
  }

  private double[] weights() {
    List<List<double[]>> genuine = new ArrayList<>();
    List<List<double[]>> impostor = new ArrayList<>();
    for (int fold = 0; fold < KeyHistogramConstants.FOLDS; fold++) {
      KeyPopulation strangers = population(spaceWithout(fold), new double[KeyTerms.COUNT + 1]);
      for (int p = fold; p < people.size(); p += KeyHistogramConstants.FOLDS) {
        addRows(strangers.terms(people.get(p).enrolment()), p, genuine, impostor);
      }
    }
    return KeyWeights.of(genuine, impostor, constants.ridge);
  }

  private KeySpace spaceWithout(int fold) {
    List<KeyPerson> others = new ArrayList<>();
    for (int p = 0; p < people.size(); p++) {
      if (p % KeyHistogramConstants.FOLDS != fold) {
        others.add(people.get(p));
      }
    }
    return KeySpaceTrainer.learn(others, shares, constants);
  }

  private void addRows(
      KeyTerms terms, int person, List<List<double[]>> genuine, List<List<double[]>> impostor) {
    genuine.add(rows(terms, people.get(person).lastSession()));
    int others = Math.min(KeyHistogramConstants.IMPOSTORS, people.size() - 1);
    for (int i = 0; i < others; i++) {
      int step = 1 + (int) ((long) i * (people.size() - 1) / others);
      List<FeatureVector> session = people.get((person + step) % people.size()).lastSession();
      int most = Math.min(KeyHistogramConstants.IMPOSTOR_WINDOWS, session.size());
      impostor.add(rows(terms, session.subList(0, most)));
    }
  }

  private static List<double[]> rows(KeyTerms terms, List<FeatureVector> windows) {
    List<double[]> rows = new ArrayList<>();
    double[] scratch = new double[terms.scratch()];
    for (FeatureVector window : windows) {
      terms.terms(window, KeyScorer.keys(window), scratch);
      rows.add(Arrays.copyOf(scratch, KeyTerms.COUNT));
    }
    return rows;
  }
}
