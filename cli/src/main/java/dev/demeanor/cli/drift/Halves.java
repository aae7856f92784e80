package dev.demeanor.cli.drift;

import java.util.ArrayList;
import java.util.List;

/** The two halves of a session: its runs by turns, the last of an odd number left out. */
final class Halves {

  private Halves() {}

  static List<float[]> first(List<float[]> runs) {
    return everySecond(runs, 0);
  }

  static List<float[]> second(List<float[]> runs) {
    return everySecond(runs, 1);
  }

  private static List<float[]> everySecond(List<float[]> runs, int from) {
    List<float[]> half = new ArrayList<>();
    for (int i = from; i < runs.size() / 2 * 2; i += 2) {
      half.add(runs.get(i));
    }
    return half;
  }
}
