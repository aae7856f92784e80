package dev.demeanor.models.tribuo;

import dev.demeanor.spi.model.GoldenVector;
import dev.demeanor.spi.model.ModelTrainer;
import dev.demeanor.spi.model.TooFewSamples;
import dev.demeanor.spi.model.TrainedModel;
import dev.demeanor.spi.model.TrainingOutcome;
import dev.demeanor.spi.model.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Grows a forest that tells windows of the person to whom they are relative from windows of other
 * people. What it says of its own worth comes from trees that had not seen the person. Thread-safe.
 */
final class ForestTrainer implements ModelTrainer {

  static final String NAME = "tribuo-forest";

  /** Fewer people cannot be dealt into parts. */
  private static final int LEAST_PEOPLE = Forest.PARTS;

  private final ForestSettings settings;
  private final boolean search;
  private final int golden;

  ForestTrainer(ForestSettings settings, boolean search, int golden) {
    this.settings = settings;
    this.search = search;
    this.golden = golden;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TrainingOutcome train(TrainingSet set) {
    LabelledRows rows = LabelledRows.of(set.people());
    int genuine = rows.countGenuine();
    int impostors = rows.size() - genuine;
    long people = rows.person().stream().distinct().count();
    if (genuine < LEAST_GENUINE) {
      return new TooFewSamples("genuine windows", genuine, LEAST_GENUINE);
    }
    if (impostors < LEAST_GENUINE) {
      return new TooFewSamples("windows of impostors", impostors, LEAST_GENUINE);
    }
    if (people < LEAST_PEOPLE) {
      return new TooFewSamples("people", (int) people, LEAST_PEOPLE);
    }
    return train(set, rows);
  }

  /** A forest and what it says of people that its trees had not seen. */
  private record Grown(ForestSettings settings, Forest forest, HeldBack heldBack) {
    static Grown of(LabelledRows rows, ForestSettings settings, long seed) {
      Forest forest = Forest.grow(rows, settings, seed);
      return new Grown(settings, forest, HeldBack.of(rows, forest));
    }
  }

  private TrainedModel train(TrainingSet set, LabelledRows rows) {
    Grown best = Grown.of(rows, settings, set.seed());
    if (search) {
      for (ForestSettings other : ForestSettings.GRID) {
        Grown byOther = Grown.of(rows, other, set.seed());
        best =
            byOther.heldBack().equalErrorRate() < best.heldBack().equalErrorRate() ? byOther : best;
      }
    }
    ForestSettings chosen = best.settings();
    Forest forest = best.forest();
    HeldBack held = best.heldBack();
    return new TrainedModel(
        ForestOnnx.of(forest, set.schema().hash(), set.schema().size()),
        set.schema(),
        NAME,
        rows.countGenuine(),
        rows.size() - rows.countGenuine(),
        set.seed(),
        Tribuo.versions(),
        Map.of(
            "trees", Integer.toString(chosen.trees()),
            "depth", Integer.toString(chosen.depth()),
            "search", Boolean.toString(search)),
        figures(rows, forest, held),
        golden(rows, forest),
        held.genuine(),
        held.impostors());
  }

  private static Map<String, Double> figures(LabelledRows rows, Forest forest, HeldBack held) {
    Map<String, Double> figures = new TreeMap<>();
    long right = 0;
    for (int i = 0; i < rows.size(); i++) {
      right += forest.score(rows.rows().get(i)) > 0.5 == rows.genuine().get(i) ? 1 : 0;
    }
    figures.put("accuracy.train", (double) right / rows.size());
    figures.put("accuracy.held-back", held.accuracy());
    figures.put("eer.held-back", held.equalErrorRate());
    return figures;
  }

  private List<GoldenVector> golden(LabelledRows rows, Forest forest) {
    int count = Math.min(golden, rows.size());
    List<GoldenVector> vectors = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      float[] row = rows.rows().get((int) ((long) i * rows.size() / count));
      vectors.add(new GoldenVector(row, forest.score(row)));
    }
    return vectors;
  }
}
