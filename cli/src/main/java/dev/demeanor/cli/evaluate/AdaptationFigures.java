package dev.demeanor.cli.evaluate;

import dev.demeanor.evaluation.Figure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** What was learned of whom, in an evaluation that adapts. */
final class AdaptationFigures {

  private AdaptationFigures() {}

  /** Returns the figures of the attempts of the main arm; none when nothing could be learned. */
  static List<Figure> of(List<MadeAttempt> all) {
    List<MadeAttempt> made = all.stream().filter(one -> one.arm().isEmpty()).toList();
    if (made.isEmpty()) {
      return List.of();
    }
    List<MadeAttempt> genuine = made.stream().filter(MadeAttempt::genuine).toList();
    List<MadeAttempt> impostor = made.stream().filter(one -> !one.genuine()).toList();
    Set<String> subjects = new LinkedHashSet<>();
    made.forEach(one -> subjects.add(one.subject()));
    return List.of(
        new Figure(
            "learned.genuine",
            "genuine attempts learned",
            share(genuine, one -> one.learned() > 0),
            4,
            perSubject(learned(genuine), subjects.size())),
        new Figure(
            "learned.impostor",
            "impostor attempts learned",
            share(impostor, one -> one.learned() > 0),
            4,
            perSubject(learned(impostor), subjects.size())),
        new Figure(
            "challenged.genuine",
            "genuine attempts challenged",
            share(genuine, MadeAttempt::challenged),
            4,
            ""),
        new Figure(
            "challenged.impostor",
            "impostor attempts challenged",
            share(impostor, MadeAttempt::challenged),
            4,
            ""),
        new Figure(
            "held.genuine",
            "genuine attempts held to the anchor",
            share(genuine, MadeAttempt::held),
            4,
            ""),
        new Figure(
            "stopped",
            "subjects whose adaptation stopped",
            (double) stopped(made) / subjects.size(),
            4,
            stopped(made) + " of " + subjects.size()));
  }

  /** Returns how many subjects' templates spent their drift budget at some time. */
  static int stopped(List<MadeAttempt> made) {
    Set<String> stopped = new LinkedHashSet<>();
    made.stream().filter(MadeAttempt::stopped).forEach(one -> stopped.add(one.subject()));
    return stopped.size();
  }

  private static long learned(List<MadeAttempt> made) {
    return made.stream().mapToLong(MadeAttempt::learned).sum();
  }

  private static String perSubject(long windows, int subjects) {
    return String.format(
        Locale.ROOT, "%d windows, %.1f a subject", windows, (double) windows / subjects);
  }

  private static double share(List<MadeAttempt> made, Predicate<MadeAttempt> which) {
    return made.isEmpty() ? Double.NaN : (double) made.stream().filter(which).count() / made.size();
  }
}
