package dev.demeanor.examples.scroll;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.PointerAction;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.List;

/**
 * Four features of how somebody scrolls. Other pointer events count towards the block and are
 * otherwise passed over.
 *
 * <p>Three habits make it keep the rules of {@link FeatureExtractor}. Sums are whole numbers, so
 * that taking an event out undoes exactly what taking it in did (FE-1). All arrays are made once
 * (FE-5). What a window is too short for stays missing instead of zero (FE-2).
 */
final class ScrollRhythmExtractor implements FeatureExtractor {

  static final FeatureSchema SCHEMA =
      new FeatureSchema(
          "scroll-rhythm/1",
          List.of(
              new Feature("interval.mean", "ms"),
              new Feature("share.up", "1"),
              new Feature("pause.longest", "ms"),
              new Feature("direction.changes", "1")));

  private static final int FORMAT = 1;
  private static final int CAPACITY = ScrollRhythmProvider.BLOCK;
  private static final double MICROS_PER_MILLI = 1000.0;

  // A ring of the scrolls in the window, oldest at first.
  private final long[] timeMicros = new long[CAPACITY];
  private final boolean[] up = new boolean[CAPACITY];
  private long first;
  private long next;
  private int ups;
  private int changes;

  private final LongestPause longestPause = new LongestPause(CAPACITY);

  @Override
  public void accept(EventBuffer events, int index) {
    PointerAction action = events.action(index);
    if (isScroll(action)) {
      add(events.timeMicros(index), action == PointerAction.SCROLL_UP);
    }
  }

  @Override
  public void evict(EventBuffer events, int index) {
    if (isScroll(events.action(index))) {
      removeOldest();
    }
  }

  private static boolean isScroll(PointerAction action) {
    return action == PointerAction.SCROLL_UP || action == PointerAction.SCROLL_DOWN;
  }

  private void add(long time, boolean isUp) {
    if (scrolls() == CAPACITY) {
      removeOldest(); // more than a block: not in the contract, and no reason to throw
    }
    if (scrolls() > 0) {
      longestPause.add(next, time - timeMicros[slot(next - 1)]);
      changes += up[slot(next - 1)] != isUp ? 1 : 0;
    }
    timeMicros[slot(next)] = time;
    up[slot(next)] = isUp;
    ups += isUp ? 1 : 0;
    next++;
  }

  private void removeOldest() {
    if (scrolls() == 0) {
      return;
    }
    ups -= up[slot(first)] ? 1 : 0;
    if (scrolls() > 1) {
      changes -= up[slot(first)] != up[slot(first + 1)] ? 1 : 0;
      longestPause.remove(first + 1);
    }
    first++;
  }

  private int scrolls() {
    return (int) (next - first);
  }

  private static int slot(long number) {
    return (int) (number % CAPACITY);
  }

  @Override
  public void reset() {
    first = 0;
    next = 0;
    ups = 0;
    changes = 0;
    longestPause.clear();
  }

  @Override
  public FeatureSchema schema() {
    return SCHEMA;
  }

  @Override
  public void writeTo(FeatureVector target) {
    target.clear();
    if (scrolls() == 0) {
      return;
    }
    target.set(1, (double) ups / scrolls());
    if (scrolls() == 1) {
      return;
    }
    // the intervals add up to the time from the first scroll to the last
    long span = timeMicros[slot(next - 1)] - timeMicros[slot(first)];
    target.set(0, span / MICROS_PER_MILLI / (scrolls() - 1));
    target.set(2, longestPause.micros() / MICROS_PER_MILLI);
    target.set(3, changes);
  }

  /** Writes the scrolls; everything else follows from them. */
  @Override
  public void saveState(StateWriter out) {
    out.putInt(FORMAT).putInt(scrolls());
    for (long i = first; i < next; i++) {
      out.putLong(timeMicros[slot(i)]).putByte(up[slot(i)] ? 1 : 0);
    }
  }

  @Override
  public void loadState(StateReader in) {
    int format = in.getInt();
    if (format != FORMAT) {
      throw new CorruptStateException("scroll-rhythm format must be " + FORMAT + ", was " + format);
    }
    reset();
    for (int left = in.getInt("scrolls", 0, CAPACITY); left > 0; left--) {
      add(in.getLong(), in.getByte() == 1);
    }
  }
}
