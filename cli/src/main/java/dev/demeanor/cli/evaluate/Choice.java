package dev.demeanor.cli.evaluate;

import dev.demeanor.evaluation.ScoredAttempt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The choice of a value, checked on other people than it was made on: subjects are divided into
 * parts at random, again and again; each time the value that is best on all parts but one is tried
 * on that one. What chooses noise shows in values that change from one division to the next, and in
 * a choice that is no better than the usual value on the people left out. Impostors are the same in
 * all parts where the protocol lets everybody attack everybody.
 *
 * @param chosen how often each value was chosen, in the order of the candidates
 * @param choice mean over all parts of what the choice gave on the people left out
 * @param usual the same for the usual value
 * @param wins in how many parts the choice was better than the usual value
 * @param parts how many parts there were in all divisions
 */
record Choice(List<Integer> chosen, double choice, double usual, int wins, int parts) {

  /** Copies the list. */
  Choice {
    chosen = List.copyOf(chosen);
  }

  /**
   * Chooses among candidates.
   *
   * @param usual attempts with the usual value
   * @param candidates attempts with each value, of the same subjects
   */
  static Choice among(
      List<ScoredAttempt> usual,
      List<List<ScoredAttempt>> candidates,
      Criterion criterion,
      int parts,
      int divisions,
      long seed) {
    Set<String> subjects = new LinkedHashSet<>();
    usual.forEach(attempt -> subjects.add(attempt.subject()));
    List<String> order = new ArrayList<>(subjects);
    Random random = new Random(seed);
    List<Integer> chosen = new ArrayList<>(Collections.nCopies(candidates.size(), 0));
    double choiceSum = 0;
    double usualSum = 0;
    int wins = 0;
    int counted = 0;
    for (int division = 0; division < divisions; division++) {
      Collections.shuffle(order, random);
      for (int part = 0; part < parts; part++) {
        Set<String> left = part(order, part, parts);
        int best = best(candidates, left, criterion);
        double withChoice = criterion.of(of(candidates.get(best), left, true));
        double withUsual = criterion.of(of(usual, left, true));
        chosen.set(best, chosen.get(best) + 1);
        if (!Double.isNaN(withChoice) && !Double.isNaN(withUsual)) {
          choiceSum += withChoice;
          usualSum += withUsual;
          wins += withChoice < withUsual ? 1 : 0;
          counted++;
        }
      }
    }
    return new Choice(chosen, choiceSum / counted, usualSum / counted, wins, counted);
  }

  private static Set<String> part(List<String> order, int part, int parts) {
    Set<String> left = new HashSet<>();
    for (int i = part; i < order.size(); i += parts) {
      left.add(order.get(i));
    }
    return left;
  }

  /** Returns the candidate that is best on all who are not left out, the first of several. */
  private static int best(
      List<List<ScoredAttempt>> candidates, Set<String> left, Criterion criterion) {
    int best = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < candidates.size(); i++) {
      double value = criterion.of(of(candidates.get(i), left, false));
      if (value < lowest) {
        lowest = value;
        best = i;
      }
    }
    return best;
  }

  private static List<ScoredAttempt> of(
      List<ScoredAttempt> attempts, Set<String> subjects, boolean theirs) {
    return attempts.stream()
        .filter(attempt -> subjects.contains(attempt.subject()) == theirs)
        .toList();
  }
}
