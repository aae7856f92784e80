package dev.demeanor.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The latest runs, a bounded number in all and of each owner. Not thread-safe. */
final class RunRing {

  private final int capacity;
  private final int ofOne;
  private final List<Owned> runs = new ArrayList<>();

  private record Owned(String owner, float[] run) {}

  /**
   * Makes an empty one.
   *
   * @param capacity runs it holds
   * @param ofOne runs of one owner it holds
   */
  RunRing(int capacity, int ofOne) {
    this.capacity = capacity;
    this.ofOne = ofOne;
  }

  /** Takes a run, in the place of the oldest when there is no room; keeps the array. */
  void add(String owner, float[] run) {
    if (runs.stream().filter(each -> each.owner.equals(owner)).count() >= ofOne) {
      boolean unused = removeOldest(owner);
    } else if (isFull()) {
      runs.remove(0);
    }
    runs.add(new Owned(owner, run));
  }

  private boolean removeOldest(String owner) {
    for (int i = 0; i < runs.size(); i++) {
      if (runs.get(i).owner.equals(owner)) {
        runs.remove(i);
        return true;
      }
    }
    return false;
  }

  /** Forgets the runs of an owner. */
  void forget(String owner) {
    runs.removeIf(each -> each.owner.equals(owner));
  }

  int size() {
    return runs.size();
  }

  boolean isFull() {
    return runs.size() >= capacity;
  }

  /** Returns the values of a feature, without those that are missing. */
  double[] column(int feature) {
    double[] values = new double[runs.size()];
    int count = 0;
    for (Owned each : runs) {
      float value = each.run[feature];
      if (!Float.isNaN(value)) {
        values[count++] = value;
      }
    }
    return Arrays.copyOf(values, count);
  }

  /** Keeps these features only. */
  void keep(int[] features) {
    runs.replaceAll(each -> new Owned(each.owner, pick(each.run, features)));
  }

  static float[] pick(float[] run, int[] features) {
    float[] picked = new float[features.length];
    for (int i = 0; i < features.length; i++) {
      picked[i] = run[features[i]];
    }
    return picked;
  }
}
