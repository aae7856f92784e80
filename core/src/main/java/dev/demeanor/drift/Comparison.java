package dev.demeanor.drift;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/** Compares two samples of each feature. */
final class Comparison {

  private static final KolmogorovSmirnovTest TEST = KolmogorovSmirnovTest.withDefaults();

  private Comparison() {}

  /**
   * Compares each feature of which both sides have enough.
   *
   * @param names of the features, in the order of the runs
   * @param least values below which a feature is left out
   * @return what was found, with adjusted p-values
   */
  static List<FeatureDrift> of(List<String> names, RunRing reference, RunRing current, int least) {
    List<FeatureDrift> found = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      double[] was = reference.column(i);
      double[] is = current.column(i);
      if (was.length >= least && is.length >= least) {
        found.add(compare(names.get(i), was, is));
      }
    }
    return FalseDiscovery.adjust(found);
  }

  private static FeatureDrift compare(String feature, double[] was, double[] is) {
    KolmogorovSmirnovTest.TwoResult result = TEST.test(was, is);
    return new FeatureDrift(
        feature,
        StabilityIndex.of(was, is),
        result.getStatistic(),
        result.getPValue(),
        was.length,
        is.length);
  }
}
