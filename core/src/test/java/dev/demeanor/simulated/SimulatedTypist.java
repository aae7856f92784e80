package dev.demeanor.simulated;

import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Types one text again and again, each time a little differently. Simulated. */
public final class SimulatedTypist {

  private final Draws draws;
  private final double[] dwellMillis;
  private final double[] pressToPressMillis;
  private long nowMicros = 1_000_000;

  /** Makes a typist whose manner follows from the seed. */
  public SimulatedTypist(long seed, int keys) {
    draws = new Draws(seed);
    dwellMillis = IntStream.range(0, keys).mapToDouble(i -> draws.uniform(60, 140)).toArray();
    pressToPressMillis =
        IntStream.range(0, keys - 1).mapToDouble(i -> draws.uniform(100, 350)).toArray();
  }

  /** Returns how many keys the text has. */
  public int keys() {
    return dwellMillis.length;
  }

  /** Returns when the next entry begins. */
  public long nowMicros() {
    return nowMicros;
  }

  /** Types nothing before this time. */
  public SimulatedTypist waitUntil(long micros) {
    nowMicros = Math.max(nowMicros, micros);
    return this;
  }

  /** Types the text once. */
  public SimulatedEntry next() {
    int keys = keys();
    long[] press = new long[keys];
    long[] dwell = new long[keys];
    double tempo = 1 + 0.04 * draws.normal();
    for (int i = 0; i < keys; i++) {
      if (i > 0) {
        nowMicros += vary(pressToPressMillis[i - 1] * tempo);
      }
      press[i] = nowMicros;
      dwell[i] = vary(dwellMillis[i] * tempo);
    }
    nowMicros += 1_000_000;
    long end = nowMicros;
    nowMicros += 5_000_000;
    return new SimulatedEntry(press, dwell, end);
  }

  private long vary(double millis) {
    return Math.round(1000 * millis * Math.max(0.3, 1 + 0.1 * draws.normal()));
  }

  /** One typing of the text. */
  public static final class SimulatedEntry {

    private final long[] press;
    private final long[] dwell;
    private final long end;

    SimulatedEntry(long[] press, long[] dwell, long end) {
      this.press = press;
      this.dwell = dwell;
      this.end = end;
    }

    /** Returns how many keys were pressed. */
    public int keys() {
      return press.length;
    }

    /** Returns when a key was pressed. */
    public long pressMicros(int position) {
      return press[position];
    }

    /** Returns when the field was left. */
    public long endMicros() {
      return end;
    }

    /** Adds one key. */
    public void addKey(EventBuffer events, int field, int position) {
      events.addFixedTextKey(field, position, press[position], dwell[position]);
    }

    /** Adds the end. */
    public void addEnd(EventBuffer events, int field) {
      events.addFixedTextEnd(field, keys(), end, EntryOutcome.COMPLETED);
    }

    /** Adds all keys, as they were released, and the end. */
    public void addTo(EventBuffer events, int field) {
      IntStream.range(0, keys())
          .boxed()
          .sorted(Comparator.comparingLong(i -> press[i] + dwell[i]))
          .forEach(position -> addKey(events, field, position));
      addEnd(events, field);
    }

    /** Returns the features, worked out here once more and as plainly as can be. */
    public FeatureVector features() {
      int keys = keys();
      FeatureVector vector = new FeatureVector(FixedTextSchema.ofKeys(keys));
      for (int i = 0; i < keys; i++) {
        vector.set(i, dwell[i] / 1000.0);
      }
      for (int i = 0; i < keys - 1; i++) {
        vector.set(keys + i, (press[i + 1] - press[i]) / 1000.0);
        vector.set(2 * keys - 1 + i, (press[i + 1] - press[i] - dwell[i]) / 1000.0);
      }
      return vector;
    }
  }
}
