package dev.demeanor.evidence;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import java.util.Arrays;

/**
 * Counts by whole-number key, at least 0. Open addressing on primitive arrays: a look-up allocates
 * nothing. Written only by its maker before it is shared; read-only afterwards.
 */
final class CountTable {

  private static final long FREE = -1;
  private static final int INITIAL = 16;

  private long[] keys = new long[INITIAL];
  private float[] counts = new float[INITIAL];
  private int size;

  CountTable() {
    Arrays.fill(keys, FREE);
  }

  /**
   * Returns a table of all counts times {@code kept}, without those that fall under {@code least}.
   */
  CountTable faded(float kept, float least) {
    CountTable faded = new CountTable();
    for (int slot = 0; slot < keys.length; slot++) {
      if (keys[slot] != FREE && counts[slot] * kept >= least) {
        faded.add(keys[slot], counts[slot] * kept);
      }
    }
    return faded;
  }

  void add(long key, float count) {
    int slot = slot(key);
    if (keys[slot] == FREE) {
      if (2 * (size + 1) > keys.length) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key;
      size++;
    }
    counts[slot] += count;
  }

  float get(long key) {
    int slot = slot(key);
    return keys[slot] == FREE ? 0 : counts[slot];
  }

  int size() {
    return size;
  }

  private int slot(long key) {
    int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 33) & keys.length - 1;
    while (keys[slot] != FREE && keys[slot] != key) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    float[] oldCounts = counts;
    keys = new long[2 * oldKeys.length];
    counts = new float[keys.length];
    Arrays.fill(keys, FREE);
    size = 0;
    for (int slot = 0; slot < oldKeys.length; slot++) {
      if (oldKeys[slot] != FREE) {
        add(oldKeys[slot], oldCounts[slot]);
      }
    }
  }

  /**
   * Returns the keys in rising order. Sums of counts are formed in this order: that of the slots
   * depends on how the table was made, and a sum of rounded numbers on the order.
   */
  long[] sortedKeys() {
    long[] sorted = new long[size];
    int at = 0;
    for (long key : keys) {
      if (key != FREE) {
        sorted[at++] = key;
      }
    }
    Arrays.sort(sorted);
    return sorted;
  }

  /** Appends keys and counts in rising order of the keys. */
  void save(StateWriter out) {
    out.putInt(size);
    for (long key : sortedKeys()) {
      out.putLong(key).putFloat(get(key));
    }
  }

  static CountTable load(StateReader in, int most) {
    CountTable table = new CountTable();
    for (int left = in.getInt("counts", 0, most); left > 0; left--) {
      long key = in.getLong();
      float count = in.getFloat();
      if (key < 0 || !(count > 0 && Float.isFinite(count))) {
        throw new CorruptStateException("a count must be a number above 0 of a key of at least 0");
      }
      table.add(key, count);
    }
    return table;
  }
}
