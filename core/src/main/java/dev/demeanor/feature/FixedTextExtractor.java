package dev.demeanor.feature;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.Arrays;

/**
 * Timing of one entry of a fixed text: dwell of each key, press to press and flight (release to
 * next press, negative when keys overlap) of each transition, in milliseconds. A lost key leaves
 * its features missing.
 */
final class FixedTextExtractor implements FeatureExtractor {

  private static final int FORMAT = 1;
  private static final double MICROS_PER_MILLI = 1000.0;
  private static final long NONE = -1;

  private long[] pressMicros = new long[16];
  private long[] dwellMicros = new long[16];

  /** Highest position present, plus one. */
  private int reach;

  /** How many keys the end of the entry spoke of, 0 before it. */
  private int ended;

  FixedTextExtractor() {
    Arrays.fill(dwellMicros, NONE);
  }

  @Override
  public void accept(EventBuffer events, int index) {
    if (events.kind(index) == EventKind.FIXED_TEXT_END) {
      ended = events.keys(index);
      ensure(ended);
      return;
    }
    int position = events.position(index);
    ensure(position + 1);
    reach = Math.max(reach, position + 1);
    pressMicros[position] = events.timeMicros(index);
    dwellMicros[position] = events.dwellMicros(index);
  }

  @Override
  public void evict(EventBuffer events, int index) {
    if (events.kind(index) == EventKind.FIXED_TEXT_END) {
      ended = 0;
      return;
    }
    dwellMicros[events.position(index)] = NONE;
    while (reach > 0 && dwellMicros[reach - 1] == NONE) {
      reach--;
    }
  }

  @Override
  public void reset() {
    Arrays.fill(dwellMicros, 0, reach, NONE);
    reach = 0;
    ended = 0;
  }

  @Override
  public FeatureSchema schema() {
    return FixedTextSchema.ofKeys(Math.max(1, keys()));
  }

  @Override
  public void writeTo(FeatureVector target) {
    target.clear();
    int keys = keys();
    for (int i = 0; i < reach; i++) {
      if (dwellMicros[i] == NONE) {
        continue;
      }
      target.set(i, dwellMicros[i] / MICROS_PER_MILLI);
      if (i + 1 < reach && dwellMicros[i + 1] != NONE) {
        long pressToPress = pressMicros[i + 1] - pressMicros[i];
        target.set(keys + i, pressToPress / MICROS_PER_MILLI);
        target.set(2 * keys - 1 + i, (pressToPress - dwellMicros[i]) / MICROS_PER_MILLI);
      }
    }
  }

  @Override
  public void saveState(StateWriter out) {
    out.putInt(FORMAT).putInt(ended).putInt(reach);
    for (int i = 0; i < reach; i++) {
      out.putLong(pressMicros[i]).putLong(dwellMicros[i]);
    }
  }

  @Override
  public void loadState(StateReader in) {
    in.getInt("fixed-text extractor format", FORMAT, FORMAT);
    int newEnded = in.getInt("keys", 0, EventBuffer.MAX_POSITION + 1);
    int newReach = in.getInt("positions", 0, EventBuffer.MAX_POSITION + 1);
    reset();
    ensure(Math.max(newEnded, newReach));
    ended = newEnded;
    reach = newReach;
    for (int i = 0; i < newReach; i++) {
      pressMicros[i] = in.getLong();
      dwellMicros[i] = in.getLong();
      if (dwellMicros[i] < NONE || dwellMicros[i] > EventBuffer.MAX_DWELL_MICROS) {
        throw new CorruptStateException("dwell out of range");
      }
    }
  }

  private int keys() {
    return Math.max(reach, ended);
  }

  private void ensure(int keys) {
    if (keys > pressMicros.length) {
      int old = pressMicros.length;
      int size = Math.max(keys, 2 * old);
      pressMicros = Arrays.copyOf(pressMicros, size);
      dwellMicros = Arrays.copyOf(dwellMicros, size);
      Arrays.fill(dwellMicros, old, size, NONE);
    }
  }
}
