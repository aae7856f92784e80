package dev.demeanor.models.tribuo;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.ensemble.EnsembleModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * A random forest (L. Breiman, "Random Forests", Machine Learning 45, 2001) grown by Tribuo. A
 * tree's answer is the share of genuine windows in the leaf, the forest's their mean.
 */
final class Forest {

  static final String GENUINE = "genuine";
  private static final String IMPOSTOR = "impostor";

  /** A leaf of fewer windows says nothing about strangers. */
  private static final float LEAST_IN_LEAF = 5;

  private final EnsembleModel<Label> model;

  private Forest(EnsembleModel<Label> model) {
    this.model = model;
  }

  static Forest grow(LabelledRows rows, ForestSettings settings, long seed) {
    Tribuo.silence();
    int features = rows.rows().get(0).length;
    float share = (float) (Math.sqrt(features) / features);
    CARTClassificationTrainer tree =
        new CARTClassificationTrainer(
            settings.depth(), LEAST_IN_LEAF, 0, share, false, new GiniIndex(), seed);
    MutableDataset<Label> windows =
        new MutableDataset<>(
            new SimpleDataSourceProvenance("windows of background people", new LabelFactory()),
            new LabelFactory());
    for (int i = 0; i < rows.size(); i++) {
      windows.add(example(rows.rows().get(i), rows.genuine().get(i)));
    }
    return new Forest(
        new RandomForestTrainer<>(tree, new FullyWeightedVotingCombiner(), settings.trees(), seed)
            .train(windows));
  }

  private static ArrayExample<Label> example(float[] row, boolean genuine) {
    double[] values = new double[row.length];
    for (int j = 0; j < row.length; j++) {
      values[j] = row[j];
    }
    return new ArrayExample<>(
        new Label(genuine ? GENUINE : IMPOSTOR), FeatureNames.of(row.length), values);
  }

  List<Model<Label>> trees() {
    return model.getModels();
  }

  /** Returns what Tribuo itself says of a row: how likely it is genuine. */
  double score(float[] row) {
    Map<String, Label> scores = model.predict(example(row, true)).getOutputScores();
    return Objects.requireNonNull(scores.get(GENUINE), GENUINE).getScore();
  }

  double[] scores(List<float[]> rows) {
    return rows.stream().mapToDouble(this::score).toArray();
  }
}
