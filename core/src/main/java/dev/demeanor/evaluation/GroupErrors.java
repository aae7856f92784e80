package dev.demeanor.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Equal-error rates of groups of subjects, each group apart. */
public final class GroupErrors {

  private GroupErrors() {}

  /**
   * Returns mean and pooled equal-error rate of each group, in the order of their names. Subjects
   * in no group, or in one that has no name, are left out.
   *
   * @param groups the group of each subject
   */
  public static List<Figure> figures(List<ScoredAttempt> attempts, Map<String, String> groups) {
    Map<String, Map<String, List<ScoredAttempt>>> byGroup = new TreeMap<>();
    for (ScoredAttempt attempt : attempts) {
      String group = groups.getOrDefault(attempt.subject(), "");
      if (!group.isEmpty()) {
        byGroup
            .computeIfAbsent(group, name -> new TreeMap<>())
            .computeIfAbsent(attempt.subject(), subject -> new ArrayList<>())
            .add(attempt);
      }
    }
    List<Figure> figures = new ArrayList<>();
    byGroup.forEach(
        (group, bySubject) -> {
          String people = bySubject.size() + " subjects";
          figures.add(
              new Figure(group + ".meanEer", "mean EER " + group, mean(bySubject), 4, people));
          figures.add(
              new Figure(
                  group + ".pooledEer", "pooled EER " + group, pooled(bySubject), 4, people));
        });
    return figures;
  }

  private static double mean(Map<String, List<ScoredAttempt>> bySubject) {
    return bySubject.values().stream()
        .map(SubjectMeasures::of)
        .flatMap(measures -> measures.errors().stream())
        .mapToDouble(ErrorMeasures::eer)
        .average()
        .orElse(Double.NaN);
  }

  private static double pooled(Map<String, List<ScoredAttempt>> bySubject) {
    List<ScoredAttempt> all = bySubject.values().stream().flatMap(List::stream).toList();
    return SubjectMeasures.of(all).errors().map(ErrorMeasures::eer).orElse(Double.NaN);
  }
}
