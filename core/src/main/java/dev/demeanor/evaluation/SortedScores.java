package dev.demeanor.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Scores in rising order, each with its group (a subject). Sorted once, so that resampling whole
 * groups is one walk with other weights. Immutable.
 */
final class SortedScores {

  private record Entry(double score, boolean genuine, int group) {}

  private final double[] scores;
  private final boolean[] genuine;
  private final int[] groups;

  private SortedScores(List<Entry> entries) {
    entries.sort(Comparator.comparingDouble(Entry::score));
    scores = new double[entries.size()];
    genuine = new boolean[entries.size()];
    groups = new int[entries.size()];
    for (int i = 0; i < scores.length; i++) {
      Entry entry = entries.get(i);
      scores[i] = entry.score;
      genuine[i] = entry.genuine;
      groups[i] = entry.group;
    }
  }

  /** Returns the scores of one group. */
  static SortedScores of(double[] genuine, double[] impostor) {
    List<Entry> entries = new ArrayList<>();
    for (double score : genuine) {
      entries.add(new Entry(score, true, 0));
    }
    for (double score : impostor) {
      entries.add(new Entry(score, false, 0));
    }
    return new SortedScores(entries);
  }

  /** Returns the scores of several groups, each with its place in the list as its number. */
  static SortedScores of(List<List<ScoredAttempt>> groups) {
    List<Entry> entries = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      for (ScoredAttempt attempt : groups.get(g)) {
        entries.add(new Entry(attempt.score(), attempt.genuine(), g));
      }
    }
    return new SortedScores(entries);
  }

  int size() {
    return scores.length;
  }

  double score(int index) {
    return scores[index];
  }

  boolean isGenuine(int index) {
    return genuine[index];
  }

  int group(int index) {
    return groups[index];
  }

  /** Returns how many genuine or impostor scores there are, by weight. */
  long count(boolean ofGenuine, int[] weights) {
    long count = 0;
    for (int i = 0; i < scores.length; i++) {
      count += genuine[i] == ofGenuine ? weights[groups[i]] : 0;
    }
    return count;
  }
}
