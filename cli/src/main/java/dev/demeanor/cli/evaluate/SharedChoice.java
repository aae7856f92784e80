package dev.demeanor.cli.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Chooses constants that data sets share on some of them. Subjects of each set are divided in two
 * halves at random, again and again; on each half the candidate is looked for whose loss, relative
 * to the shipped constants' and as the mean over the sets, is least. The candidate that is chosen
 * most often is the choice.
 */
final class SharedChoice {

  private final List<Map<String, List<TakeOverLoss>>> sets;
  private final int candidates;
  private final int shipped;

  /**
   * Makes one.
   *
   * @param sets for each data set, the loss of each subject under each candidate
   * @param shipped which candidate is in use
   */
  SharedChoice(List<Map<String, List<TakeOverLoss>>> sets, int candidates, int shipped) {
    this.sets = List.copyOf(sets);
    this.candidates = candidates;
    this.shipped = shipped;
  }

  /**
   * What one half of the subjects of a set chooses, measured on the other half.
   *
   * @param votes how often each candidate was chosen
   * @param choice mean loss, on the half that did not choose, of what was chosen
   * @param shipped the same of what is in use
   */
  record Within(List<Integer> votes, double choice, double shipped) {}

  /** Returns what halves of one set choose for each other. */
  Within within(int set, int divisions, long seed) {
    Random random = new Random(seed);
    List<Integer> votes = new ArrayList<>(Collections.nCopies(candidates, 0));
    double choice = 0;
    double inUse = 0;
    for (int division = 0; division < divisions; division++) {
      List<Set<String>> first = halves(random);
      for (boolean inside : List.of(true, false)) {
        int best = best(List.of(set), first, inside);
        Map<String, List<TakeOverLoss>> others = people(set, first, !inside);
        votes.set(best, votes.get(best) + 1);
        choice += of(others, best).value() / (2.0 * divisions);
        inUse += of(others, shipped).value() / (2.0 * divisions);
      }
    }
    return new Within(votes, choice, inUse);
  }

  /** Returns half of the subjects of each set. */
  private List<Set<String>> halves(Random random) {
    List<Set<String>> first = new ArrayList<>();
    for (Map<String, List<TakeOverLoss>> set : sets) {
      List<String> order = new ArrayList<>(set.keySet());
      Collections.shuffle(order, random);
      first.add(new HashSet<>(order.subList(0, order.size() / 2)));
    }
    return first;
  }

  private Map<String, List<TakeOverLoss>> people(
      int set, List<Set<String>> halves, boolean inside) {
    Map<String, List<TakeOverLoss>> people = new LinkedHashMap<>(sets.get(set));
    people.keySet().removeIf(subject -> halves.get(set).contains(subject) != inside);
    return people;
  }

  /** Returns the index of the candidate that these sets choose. */
  int on(Collection<Integer> chosenBy, int divisions, long seed) {
    Random random = new Random(seed);
    int[] votes = new int[candidates];
    for (int division = 0; division < divisions; division++) {
      List<Set<String>> first = halves(random);
      votes[best(chosenBy, first, true)]++;
      votes[best(chosenBy, first, false)]++;
    }
    int most = Arrays.stream(votes).max().orElse(0);
    for (int i = 0; i < candidates; i++) {
      if (votes[i] == most) {
        return i;
      }
    }
    return shipped;
  }

  private int best(Collection<Integer> by, List<Set<String>> halves, boolean inside) {
    int best = shipped;
    double least = Double.POSITIVE_INFINITY;
    for (int candidate = 0; candidate < candidates; candidate++) {
      double sum = 0;
      for (int set : by) {
        Map<String, List<TakeOverLoss>> people = people(set, halves, inside);
        sum += of(people, candidate).value() / Math.max(1e-9, of(people, shipped).value());
      }
      if (sum < least) {
        least = sum;
        best = candidate;
      }
    }
    return best;
  }

  /** Returns the candidate with the least loss over everybody of one set. */
  int bestOf(int set) {
    int best = shipped;
    for (int candidate = 0; candidate < candidates; candidate++) {
      if (loss(set, candidate).value() < loss(set, best).value()) {
        best = candidate;
      }
    }
    return best;
  }

  /** Returns the loss over everybody of one set. */
  TakeOverLoss loss(int set, int candidate) {
    return of(sets.get(set), candidate);
  }

  private static TakeOverLoss of(Map<String, List<TakeOverLoss>> people, int candidate) {
    TakeOverLoss sum = TakeOverLoss.NONE;
    for (List<TakeOverLoss> losses : people.values()) {
      sum = sum.plus(losses.get(candidate));
    }
    return sum;
  }
}
