package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.SubjectRecording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of K parts of the people in the order of their names: those at a place with remainder k are
 * the clients and each other's known impostors, all others the background. Of people who are made
 * of several sets each set is divided by itself.
 *
 * @param clients whose trials are run
 * @param background from whom the population is learned
 */
record Fold(Recordings clients, List<SubjectRecording> background) {

  static Fold of(Recordings recordings, int folds, int k) {
    List<SubjectRecording> clients = new ArrayList<>();
    List<SubjectRecording> background = new ArrayList<>();
    for (List<SubjectRecording> group : groups(recordings).values()) {
      for (int place = 0; place < group.size(); place++) {
        (place % folds == k ? clients : background).add(group.get(place));
      }
    }
    return new Fold(
        new Recordings(
            recordings.dataset(),
            clients,
            recordings.input(),
            recordings.note(),
            recordings.irregularities()),
        background);
  }

  /** Returns how many people there are, or in the smallest set of which people are made. */
  static int smallestGroup(Recordings recordings) {
    return groups(recordings).values().stream().mapToInt(List::size).min().orElse(0);
  }

  private static Map<String, List<SubjectRecording>> groups(Recordings recordings) {
    boolean bySet = recordings.dataset().equals("chimeric");
    Map<String, List<SubjectRecording>> groups = new LinkedHashMap<>();
    recordings.subjects().stream()
        .sorted(Comparator.comparing(SubjectRecording::subject))
        .forEach(
            subject ->
                groups
                    .computeIfAbsent(bySet ? subject.group() : "", any -> new ArrayList<>())
                    .add(subject));
    return groups;
  }
}
