package dev.demeanor.benchmarks;

import dev.demeanor.models.tribuo.ForestTrainerProvider;
import dev.demeanor.models.tribuo.OcSvmProvider;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.ExportableModel;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.model.TrainedModel;
import dev.demeanor.spi.model.TrainingPerson;
import dev.demeanor.spi.model.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Models as applications have them, trained on <em>simulated</em> people. */
final class TrainedModels {

  /** As many inputs as a window of fixed text has relative to a subject. */
  static final int RELATIVE = 22;

  /** As many features as a pointer window has. */
  static final int POINTER = 55;

  /** Windows a subject is enrolled with. */
  static final int WINDOWS = 200;

  private TrainedModels() {}

  static FeatureSchema schema(String name, int size) {
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      features.add(new Feature("input." + i, "1"));
    }
    return new FeatureSchema(name, features);
  }

  /** A forest of 100 trees of depth 10, on 8 people with 100 windows each. */
  static TrainedModel forest() {
    RandomGenerator random = new SplittableRandom(1);
    FeatureSchema schema = schema("relative-simulated/1", RELATIVE);
    List<TrainingPerson> people = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      people.add(
          new TrainingPerson(windows(schema, random, 1, 100), windows(schema, random, 1.3, 200)));
    }
    return (TrainedModel)
        new ForestTrainerProvider()
            .create(ProviderOptions.none())
            .train(new TrainingSet(schema, people, TrainingSet.DEFAULT_SEED));
  }

  /** Support vectors of one subject. */
  static SubjectModel supportVectors() {
    FeatureSchema schema = schema("pointer/1", POINTER);
    SubjectModel model = new OcSvmProvider().create(ProviderOptions.none()).empty(schema);
    for (FeatureVector window : windows(schema, new SplittableRandom(2), 1, WINDOWS)) {
      model = model.learn(window);
    }
    return model;
  }

  static TrainedModel exported(SubjectModel model) {
    return ((ExportableModel) model).export().orElseThrow();
  }

  static List<FeatureVector> windows(
      FeatureSchema schema, RandomGenerator random, double spread, int count) {
    List<FeatureVector> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FeatureVector window = new FeatureVector(schema);
      double mood = random.nextGaussian();
      for (int j = 0; j < window.size(); j++) {
        window.set(j, (float) (spread * (0.5 * mood + random.nextGaussian())));
      }
      windows.add(window);
    }
    return windows;
  }

  static float[] rows(List<FeatureVector> windows) {
    int size = windows.get(0).size();
    float[] rows = new float[windows.size() * size];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) windows.get(i / size).value(i % size);
    }
    return rows;
  }
}
