package dev.demeanor.models.tribuo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.dataset.DatasetView;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * A random forest (L. Breiman, "Random Forests", Machine Learning 45, 2001) whose trees are grown
 * by Tribuo. A tree's answer is the share of genuine windows in the leaf, the forest's their mean.
 * Each tree is grown from as many windows as a share of the people has, drawn with replacement; a
 * fifth of the people are left out of it, in turn, so that for each person a fifth of the trees has
 * not seen them.
 */
final class Forest {

  static final String GENUINE = "genuine";
  private static final String IMPOSTOR = "impostor";

  /** As many parts as people are dealt into; each tree leaves out one. */
  static final int PARTS = 5;

  /** A leaf of fewer windows says nothing about strangers. */
  private static final float LEAST_IN_LEAF = 5;

  private final String[] names;
  private final List<Model<Label>> trees;

  private Forest(String[] names, List<Model<Label>> trees) {
    this.names = names;
    this.trees = trees;
  }

  static Forest grow(LabelledRows rows, ForestSettings settings, long seed) {
    Tribuo.silence();
    String[] names = FeatureNames.of(rows.rows().get(0).length);
    float share = (float) (Math.sqrt(names.length) / names.length);
    Dataset<Label> windows = windows(rows, names);
    SplittableRandom random = new SplittableRandom(seed);
    List<Model<Label>> trees = new ArrayList<>(settings.trees());
    for (int t = 0; t < settings.trees(); t++) {
      int[] drawn = drawn(rows.outside(t % PARTS, PARTS), settings.share(), random);
      CARTClassificationTrainer tree =
          new CARTClassificationTrainer(
              settings.depth(), LEAST_IN_LEAF, 0, share, false, new GiniIndex(), random.nextLong());
      trees.add(tree.train(new DatasetView<>(windows, drawn, "tree " + t)));
    }
    return new Forest(names, trees);
  }

  private static int[] drawn(int[] from, double share, SplittableRandom random) {
    return random
        .ints(Math.max(1, Math.round(share * from.length)), 0, from.length)
        .map(i -> from[i])
        .toArray();
  }

  private static Dataset<Label> windows(LabelledRows rows, String[] names) {
    MutableDataset<Label> windows =
        new MutableDataset<>(
            new SimpleDataSourceProvenance("windows of background people", new LabelFactory()),
            new LabelFactory());
    for (int i = 0; i < rows.size(); i++) {
      windows.add(example(rows.rows().get(i), rows.genuine().get(i), names));
    }
    return windows;
  }

  private static Example<Label> example(float[] row, boolean genuine, String[] names) {
    double[] values = new double[row.length];
    for (int j = 0; j < row.length; j++) {
      values[j] = row[j];
    }
    return new ArrayExample<>(new Label(genuine ? GENUINE : IMPOSTOR), names, values);
  }

  List<Model<Label>> trees() {
    return List.copyOf(trees);
  }

  /** Returns what Tribuo's trees say of a row: how likely it is genuine. */
  double score(float[] row) {
    return mean(row, 0, 1);
  }

  /** Returns what those trees say that have not seen the people of this part. */
  double scoreWithout(int part, float[] row) {
    return mean(row, part, PARTS);
  }

  private double mean(float[] row, int first, int step) {
    Example<Label> example = example(row, true, names);
    double sum = 0;
    int count = 0;
    for (int t = first; t < trees.size(); t += step) {
      Map<String, Label> scores = trees.get(t).predict(example).getOutputScores();
      sum += Objects.requireNonNull(scores.get(GENUINE), GENUINE).getScore();
      count++;
    }
    return sum / count;
  }

  double[] scores(List<float[]> rows) {
    return rows.stream().mapToDouble(this::score).toArray();
  }
}
