package dev.demeanor.cli.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Puts attempts by others among the subject's own, at random places, as they come when a monitor
 * learns while it is attacked. The subject's own stay in the order of time.
 */
final class Mixing {

  private Mixing() {}

  /** Returns the attempts of a trial, mixed. */
  static List<Attempt> of(List<Attempt> attempts, long seed) {
    List<Attempt> own = attempts.stream().filter(Attempt::genuine).toList();
    List<Attempt> others = attempts.stream().filter(attempt -> !attempt.genuine()).toList();
    return of(own, others, seed);
  }

  /** Returns these attempts in one list; the first ones stay in their order. */
  static List<Attempt> of(List<Attempt> own, List<Attempt> others, long seed) {
    Random random = new Random(seed);
    List<Attempt> shuffled = new ArrayList<>(others);
    Collections.shuffle(shuffled, random);
    double[] places =
        shuffled.stream().mapToDouble(attempt -> own.size() * random.nextDouble()).toArray();
    Arrays.sort(places);
    List<Attempt> mixed = new ArrayList<>();
    int next = 0;
    for (int t = 0; t <= own.size(); t++) {
      while (next < places.length && (t == own.size() || places[next] <= t)) {
        mixed.add(shuffled.get(next++));
      }
      if (t < own.size()) {
        mixed.add(own.get(t));
      }
    }
    return mixed;
  }
}
