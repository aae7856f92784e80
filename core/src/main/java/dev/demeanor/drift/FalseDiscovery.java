package dev.demeanor.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Y. Benjamini and Y. Hochberg (1995): of the features whose adjusted p-value is at most a rate, at
 * most this share is expected to be chance. It holds for features that depend on each other
 * positively, as timings of one hand do.
 */
final class FalseDiscovery {

  private FalseDiscovery() {}

  /** Returns the same in the same order, with adjusted p-values. */
  static List<FeatureDrift> adjust(List<FeatureDrift> found) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> -found.get(i).pValue()));
    List<FeatureDrift> adjusted = new ArrayList<>(found);
    double least = 1;
    for (int place = 0; place < order.size(); place++) {
      int index = order.get(place);
      int rank = order.size() - place;
      least = Math.min(least, found.get(index).pValue() * order.size() / rank);
      adjusted.set(index, found.get(index).withPValue(least));
    }
    return adjusted;
  }
}
