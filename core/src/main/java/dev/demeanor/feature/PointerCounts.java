package dev.demeanor.feature;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.Arrays;

/** How many actions fell into each bin of each feature; see {@link PointerBins}. */
final class PointerCounts {

  private static final int SIZE = PointerBins.FEATURES * PointerBins.BINS;

  private final byte[] counts = new byte[SIZE];
  private int actions;

  int actions() {
    return actions;
  }

  /** Counts an action; what is missing is NaN. One action too many is left out. */
  void add(double[] action) {
    if (actions == PointerBins.MOST) {
      return;
    }
    actions++;
    for (int j = 0; j < PointerBins.FEATURES; j++) {
      if (!Double.isNaN(action[j])) {
        counts[j * PointerBins.BINS + PointerBins.bin(j, action[j])]++;
      }
    }
  }

  /** Takes in all of another's actions; forgets of these what there is no room for. */
  void add(PointerCounts other) {
    if (other.actions == PointerBins.MOST) {
      clear(); // a single action rounds up to itself and would never go
    }
    while (actions + other.actions > PointerBins.MOST) {
      halve();
    }
    actions += other.actions;
    for (int i = 0; i < SIZE; i++) {
      counts[i] += other.counts[i];
    }
  }

  /** Forgets half; odd counts are rounded up and down by turns, so that none fades too fast. */
  void halve() {
    for (int i = 0; i < SIZE; i++) {
      counts[i] = (byte) ((counts[i] & PointerBins.MOST) + (i & 1) >> 1);
    }
    actions = actions + 1 >> 1;
  }

  void clear() {
    Arrays.fill(counts, (byte) 0);
    actions = 0;
  }

  /** Writes means of what these and others count, to the nearest bin; missing without any. */
  void writeMeans(PointerCounts others, FeatureVector target) {
    for (int j = 0; j < PointerBins.FEATURES; j++) {
      int count = 0;
      int sum = 0;
      for (int b = 0; b < PointerBins.BINS; b++) {
        int i = j * PointerBins.BINS + b;
        int here = (counts[i] & PointerBins.MOST) + (others.counts[i] & PointerBins.MOST);
        count += here;
        sum += here * b;
      }
      target.set(j, count == 0 ? Double.NaN : PointerBins.value(j, (double) sum / count));
    }
  }

  void writeTokens(FeatureVector target) {
    PointerBins.write(counts, target);
  }

  void save(StateWriter out) {
    out.putInt(actions);
    if (actions > 0) {
      out.putBytes(counts);
    }
  }

  void load(StateReader in) {
    clear();
    actions = in.getInt("counted actions", 0, PointerBins.MOST);
    if (actions > 0) {
      byte[] stored = in.getBytes();
      if (stored.length != SIZE) {
        throw new CorruptStateException("counts of pointer actions must be " + SIZE);
      }
      System.arraycopy(stored, 0, counts, 0, SIZE);
    }
  }
}
