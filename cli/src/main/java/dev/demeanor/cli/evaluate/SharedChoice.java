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

  /** Returns the index of the candidate that these sets choose. */
  int on(Collection<Integer> chosenBy, int divisions, long seed) {
    Random random = new Random(seed);
    int[] votes = new int[candidates];
    for (int division = 0; division < divisions; division++) {
      List<Set<String>> first = new ArrayList<>();
      for (Map<String, List<TakeOverLoss>> set : sets) {
        List<String> order = new ArrayList<>(set.keySet());
        Collections.shuffle(order, random);
        first.add(new HashSet<>(order.subList(0, order.size() / 2)));
      }
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
        Map<String, List<TakeOverLoss>> people = new LinkedHashMap<>(sets.get(set));
        people.keySet().removeIf(subject -> halves.get(set).contains(subject) != inside);
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
