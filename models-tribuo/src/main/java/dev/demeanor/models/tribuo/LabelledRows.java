package dev.demeanor.models.tribuo;

import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.model.TrainingPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Windows as rows of 32-bit floats, the precision in which they will be scored. Immutable as long
 * as nobody writes to the rows.
 *
 * @param rows one for each window
 * @param genuine whether the row is the person's own
 * @param person to whom the row is relative, by number
 */
record LabelledRows(List<float[]> rows, List<Boolean> genuine, List<Integer> person) {

  /** Impostors' windows for each genuine one, at most: the rest says little more. */
  private static final int IMPOSTORS_FOR_EACH = 2;

  static LabelledRows of(List<TrainingPerson> people) {
    LabelledRows all = new LabelledRows(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int number = 0;
    for (TrainingPerson person : people) {
      int before = all.size();
      all.add(person.genuine(), true, number);
      int most = IMPOSTORS_FOR_EACH * Math.max(1, person.genuine().size());
      all.add(evenly(person.impostors(), most), false, number);
      number += all.size() > before ? 1 : 0; // so that parts of people are of one size
    }
    return all;
  }

  /** Returns at most so many, from all over the list. */
  private static List<FeatureVector> evenly(List<FeatureVector> vectors, int most) {
    if (vectors.size() <= most) {
      return vectors;
    }
    List<FeatureVector> some = new ArrayList<>(most);
    for (int i = 0; i < most; i++) {
      some.add(vectors.get((int) ((long) i * vectors.size() / most)));
    }
    return some;
  }

  private void add(List<FeatureVector> vectors, boolean own, int whose) {
    for (FeatureVector vector : vectors) {
      if (vector.present() == vector.size()) { // a window that lacks something says less
        rows.add(floats(vector));
        genuine.add(own);
        person.add(whose);
      }
    }
  }

  private static float[] floats(FeatureVector vector) {
    float[] row = new float[vector.size()];
    for (int j = 0; j < row.length; j++) {
      row[j] = (float) vector.value(j);
    }
    return row;
  }

  int size() {
    return rows.size();
  }

  int countGenuine() {
    return (int) genuine.stream().filter(own -> own).count();
  }

  /** Returns which rows are of people outside of this part. */
  int[] outside(int part, int parts) {
    return IntStream.range(0, size()).filter(i -> person.get(i) % parts != part).toArray();
  }

  @Override
  public String toString() {
    return "LabelledRows[" + size() + "]";
  }
}
