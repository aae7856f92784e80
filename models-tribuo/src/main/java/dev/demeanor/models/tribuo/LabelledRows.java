package dev.demeanor.models.tribuo;

import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.model.TrainingPerson;
import java.util.ArrayList;
import java.util.List;

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
    for (int i = 0; i < people.size(); i++) {
      TrainingPerson person = people.get(i);
      all.add(person.genuine(), true, i);
      int most = IMPOSTORS_FOR_EACH * Math.max(1, person.genuine().size());
      all.add(evenly(person.impostors(), most), false, i);
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

  /** Returns the rows of the people in this fold, or of all others. */
  LabelledRows fold(int fold, int folds, boolean inside) {
    LabelledRows part = new LabelledRows(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < size(); i++) {
      if ((person.get(i) % folds == fold) == inside) {
        part.rows.add(rows.get(i));
        part.genuine.add(genuine.get(i));
        part.person.add(person.get(i));
      }
    }
    return part;
  }

  @Override
  public String toString() {
    return "LabelledRows[" + size() + "]";
  }
}
