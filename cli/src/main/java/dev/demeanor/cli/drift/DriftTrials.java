package dev.demeanor.cli.drift;

import dev.demeanor.drift.DriftPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which runs of recorded people are compared with which. */
final class DriftTrials {

  private static final int MOST_RUNS = 1_000;

  private DriftTrials() {}

  /** Compares the halves of all sessions of each person together. */
  static List<SubjectTrial> halves(List<SourceWindows> people, DriftPolicy policy) {
    List<SubjectTrial> trials = new ArrayList<>();
    for (SourceWindows person : people) {
      List<float[]> first =
          person.sessions().stream().flatMap(runs -> Halves.first(runs).stream()).toList();
      List<float[]> second =
          person.altered().stream().flatMap(runs -> Halves.second(runs).stream()).toList();
      SubjectTrial.of(person, first, second, sized(policy, first.size(), second.size()))
          .ifPresent(trials::add);
    }
    return trials;
  }

  /** Compares each session of each person with the one before it. */
  static List<SubjectTrial> sessions(List<SourceWindows> people, DriftPolicy policy) {
    List<SubjectTrial> trials = new ArrayList<>();
    for (SourceWindows person : people) {
      int both = Math.min(person.sessions().size(), person.altered().size());
      for (int i = 0; i + 1 < both; i++) {
        SubjectTrial.of(person, person.sessions().get(i), person.altered().get(i + 1), policy)
            .ifPresent(trials::add);
      }
    }
    return trials;
  }

  /** Compares everybody, source by source. */
  static List<PopulationTrial> everybody(List<SourceWindows> people, DriftPolicy policy) {
    Map<String, List<SourceWindows>> sources = new LinkedHashMap<>();
    for (SourceWindows person : people) {
      String key = person.source() + " " + person.features().size();
      sources.computeIfAbsent(key, any -> new ArrayList<>()).add(person);
    }
    return sources.values().stream()
        .map(each -> PopulationTrial.of(each.get(0).source(), each, policy))
        .toList();
  }

  /** So that whole halves are compared, as far as a watch can hold them. */
  private static DriftPolicy sized(DriftPolicy policy, int reference, int current) {
    int least = policy.subject().least();
    return policy.withSubject(
        policy
            .subject()
            .withRuns(
                Math.min(MOST_RUNS, Math.max(least, reference)),
                Math.min(MOST_RUNS, Math.max(least, current))));
  }
}
