package dev.demeanor.feature;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.KeyClass;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;

/**
 * Timing of a block of free text: spreads of dwell and flight, means of each class and each ordered
 * pair of classes, corrections, rhythm. Statistics that would need the order of keys or their
 * identity have names, and are always missing: the events cannot give them. Tokens are the {@link
 * FreeTextBins} of all times, in no order.
 */
final class FreeTextExtractor implements FeatureExtractor {

  static final FeatureSchema SCHEMA = schemaOf();

  /** Where the mean of a timing stands among the features. */
  static final int TIMING_MEANS = 2 * Spread.FEATURES;

  private static final int OTHERS = TIMING_MEANS + FreeTextBins.TIMINGS;
  private static final int FORMAT = 1;
  private static final long PAUSE_MICROS = 1_000_000;
  private static final double MICROS_PER_MILLI = 1000.0;
  private static final int MAX_EVENTS = FeatureVector.MAX_TOKENS / 3;

  private final Spread dwell = new Spread(0, 1000, MAX_EVENTS);
  private final Spread flight = new Spread(-500, 1000, MAX_EVENTS);
  private final Spread pressPress = new Spread(0, 1000, MAX_EVENTS);
  private final long[] timingSum = new long[FreeTextBins.TIMINGS];
  private final int[] timingCount = new int[FreeTextBins.TIMINGS];
  private final int[] tokens = new int[3 * MAX_EVENTS];
  private int tokenCount;
  private int keys;
  private int pauses;
  private int overlaps;
  private int deletes;

  @Override
  public void accept(EventBuffer events, int index) {
    if (keys == MAX_EVENTS) {
      return;
    }
    int first = events.first(index).ordinal();
    int second = events.second(index).ordinal();
    long held = events.dwellMicros(index);
    long toPress = events.pressToPressMicros(index);
    keys++;
    deletes += first == KeyClass.DELETE.ordinal() ? 1 : 0;
    dwell.add(held);
    add(FreeTextBins.dwell(first, second, held), held);
    if (toPress >= PAUSE_MICROS) {
      pauses++; // a pause is behaviour, its length is circumstance
      return;
    }
    pressPress.add(toPress);
    flight.add(toPress - held);
    overlaps += toPress < held ? 1 : 0;
    add(FreeTextBins.pressPress(first, second, toPress), toPress);
    add(FreeTextBins.flight(first, second, toPress - held), toPress - held);
  }

  private void add(int token, long micros) {
    tokens[tokenCount++] = token;
    int timing = FreeTextBins.timing(FreeTextBins.unit(token));
    timingSum[timing] += micros;
    timingCount[timing]++;
  }

  @Override
  public void reset() {
    dwell.reset();
    flight.reset();
    pressPress.reset();
    java.util.Arrays.fill(timingSum, 0);
    java.util.Arrays.fill(timingCount, 0);
    tokenCount = 0;
    keys = 0;
    pauses = 0;
    overlaps = 0;
    deletes = 0;
  }

  @Override
  public FeatureSchema schema() {
    return SCHEMA;
  }

  @Override
  public void writeTo(FeatureVector target) {
    target.clear();
    dwell.writeTo(target, 0);
    flight.writeTo(target, Spread.FEATURES);
    for (int timing = 0; timing < FreeTextBins.TIMINGS; timing++) {
      if (timingCount[timing] > 0) {
        target.set(
            TIMING_MEANS + timing, timingSum[timing] / MICROS_PER_MILLI / timingCount[timing]);
      }
    }
    if (keys > 0) {
      target.set(OTHERS, (double) deletes / keys);
      target.set(OTHERS + 1, (double) pauses / keys);
      target.set(OTHERS + 2, (double) overlaps / keys);
      target.set(OTHERS + 3, 1000.0 / pressPress.mean());
      target.set(OTHERS + 4, pressPress.deviation() / pressPress.mean());
      target.set(OTHERS + 5, keys);
    }
    for (int i = 0; i < tokenCount; i++) {
      target.addToken(tokens[i]);
    }
  }

  @Override
  public void saveState(StateWriter out) {
    out.putInt(FORMAT).putInt(keys).putInt(pauses).putInt(overlaps).putInt(deletes);
    dwell.save(out);
    flight.save(out);
    pressPress.save(out);
    for (int timing = 0; timing < FreeTextBins.TIMINGS; timing++) {
      out.putLong(timingSum[timing]).putInt(timingCount[timing]);
    }
    out.putInt(tokenCount);
    for (int i = 0; i < tokenCount; i++) {
      out.putInt(tokens[i]);
    }
  }

  @Override
  public void loadState(StateReader in) {
    in.getInt("free-text extractor format", FORMAT, FORMAT);
    keys = in.getInt("keys", 0, MAX_EVENTS);
    pauses = in.getInt("pauses", 0, keys);
    overlaps = in.getInt("overlaps", 0, keys);
    deletes = in.getInt("deletes", 0, keys);
    dwell.load(in);
    flight.load(in);
    pressPress.load(in);
    for (int timing = 0; timing < FreeTextBins.TIMINGS; timing++) {
      timingSum[timing] = in.getLong();
      timingCount[timing] = in.getInt("keys of a timing", 0, MAX_EVENTS);
    }
    tokenCount = in.getInt("tokens", 0, 3 * keys);
    for (int i = 0; i < tokenCount; i++) {
      tokens[i] = in.getInt("token", 0, FreeTextBins.UNITS * FreeTextBins.BINS - 1);
    }
  }

  private static FeatureSchema schemaOf() {
    List<Feature> features = new ArrayList<>();
    Spread.addFeatures(features, "dwell");
    Spread.addFeatures(features, "flight");
    KeyClass[] classes = KeyClass.values();
    for (KeyClass key : classes) {
      features.add(new Feature("dwell." + key, "ms"));
    }
    for (String timing : List.of("press-press.", "flight.")) {
      for (KeyClass first : classes) {
        for (KeyClass second : classes) {
          features.add(new Feature(timing + first + "." + second, "ms"));
        }
      }
    }
    features.add(new Feature("correction.share", "1"));
    features.add(new Feature("rhythm.pauses", "1"));
    features.add(new Feature("rhythm.overlaps", "1"));
    features.add(new Feature("rhythm.speed", "1/s"));
    features.add(new Feature("rhythm.variation", "1"));
    features.add(new Feature("total", "1"));
    // Named by the requirement and never present: they need what an event must not carry.
    for (String order : List.of("burst-length", "burst-pause", "autocorrelation", "acceleration")) {
      features.add(new Feature("rhythm." + order, "1"));
    }
    for (String kind : List.of("backspace", "delete", "run-length")) {
      features.add(new Feature("correction." + kind, "1"));
    }
    for (String pair :
        List.of("th he in er an re on at en nd ti es or te of ed is it al ar".split(" ", -1))) {
      features.add(new Feature("digraph." + pair, "ms"));
    }
    return new FeatureSchema("free-text/1", features);
  }
}
