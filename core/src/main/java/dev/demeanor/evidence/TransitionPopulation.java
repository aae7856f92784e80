package dev.demeanor.evidence;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.detector.PopulationModel;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What people in general visit and in which order. Things and transitions that only one of them was
 * seen with are left out: they would give that one away. Immutable.
 */
final class TransitionPopulation implements PopulationModel {

  /** Fewer people are not people in general. */
  static final int LEAST_PEOPLE = 3;

  private static final int FORMAT = 1;
  private static final int SHARED_BY = 2;

  private final int subjects;
  private final TransitionCounts counts;

  private TransitionPopulation(int subjects, TransitionCounts counts) {
    this.subjects = subjects;
    this.counts = counts;
  }

  static TransitionPopulation learn(List<BackgroundSubject> people) {
    Map<Long, Shared> routes = new HashMap<>();
    Map<Long, Shared> transitions = new HashMap<>();
    for (int person = 0; person < people.size(); person++) {
      for (FeatureVector window : people.get(person).windows()) {
        for (int i = 0; i < window.tokenCount(); i++) {
          count(routes, window.token(i), person);
          if (i > 0) {
            count(transitions, TransitionCounts.key(window.token(i - 1), window.token(i)), person);
          }
        }
      }
    }
    return new TransitionPopulation(
        people.size(), new TransitionCounts(frequent(routes), frequent(transitions)));
  }

  private static final class Shared {
    private int count;
    private int people;
    private int latest = -1;
  }

  private static void count(Map<Long, Shared> counts, long key, int person) {
    Shared shared = counts.computeIfAbsent(key, unseen -> new Shared());
    shared.count++;
    shared.people += shared.latest == person ? 0 : 1;
    shared.latest = person;
  }

  /** Returns the most frequent of what is shared, ties by key. */
  private static CountTable frequent(Map<Long, Shared> counts) {
    CountTable table = new CountTable();
    counts.entrySet().stream()
        .filter(entry -> entry.getValue().people >= SHARED_BY)
        .sorted(
            Map.Entry.<Long, Shared>comparingByValue((a, b) -> Integer.compare(b.count, a.count))
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(TransitionConstants.MAX_POPULATION)
        .forEach(entry -> table.add(entry.getKey(), entry.getValue().count));
    return table;
  }

  @Override
  public int subjects() {
    return subjects;
  }

  /**
   * Returns how popular a thing is.
   *
   * @param least count of a thing that is not known, and what the others have more
   */
  double popularity(int route, double least) {
    return (counts.count(route) + least) / (counts.visits() + least * vocabulary());
  }

  /** Returns how many different things there are, with one for all the others. */
  int vocabulary() {
    return counts.size() + 1;
  }

  double probability(int from, int to, double unconditional) {
    return counts.probability(from, to, unconditional);
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(FORMAT).putInt(subjects);
    counts.save(out);
  }

  static TransitionPopulation load(StateReader in) {
    in.getInt("transition population format", FORMAT, FORMAT);
    int subjects = in.getInt("subjects", LEAST_PEOPLE, Integer.MAX_VALUE);
    int most = TransitionConstants.MAX_POPULATION;
    return new TransitionPopulation(subjects, TransitionCounts.load(in, most, most));
  }
}
