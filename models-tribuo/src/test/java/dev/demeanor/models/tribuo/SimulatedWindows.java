package dev.demeanor.models.tribuo;

import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** <em>Simulated</em> pointer windows: means of their own, and features that move together. */
final class SimulatedWindows {

  private SimulatedWindows() {}

  static FeatureSchema schema(int features) {
    List<Feature> all = new ArrayList<>();
    for (int i = 0; i < features; i++) {
      all.add(new Feature("measure." + i, "1"));
    }
    return new FeatureSchema("pointer/1", all);
  }

  static List<FeatureVector> of(FeatureSchema schema, double shift, int count, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<FeatureVector> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double mood = random.nextGaussian();
      FeatureVector window = new FeatureVector(schema);
      for (int j = 0; j < window.size(); j++) {
        window.set(j, 3 + j * 0.1 + shift + 0.3 * mood + 0.7 * random.nextGaussian());
      }
      windows.add(window);
    }
    return windows;
  }
}
