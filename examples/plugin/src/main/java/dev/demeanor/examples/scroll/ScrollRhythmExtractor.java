package dev.demeanor.examples.scroll;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.PointerAction;
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
 * <p>Three habits make it keep the rules of {@link FeatureExtractor}. Each event only moves a few
 * numbers, so nothing is walked again and state stays bounded (FE-1, FE-7). Nothing is made on the
 * way (FE-5). What a window is too short for stays missing instead of zero (FE-2).
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
  private static final double MICROS_PER_MILLI = 1000.0;

  private int scrolls;
  private int ups;
  private int changes;
  private long firstMicros;
  private long lastMicros;
  private long longestPauseMicros;
  private boolean lastWasUp;

  @Override
  public void accept(EventBuffer events, int index) {
    PointerAction action = events.action(index);
    if (action != PointerAction.SCROLL_UP && action != PointerAction.SCROLL_DOWN) {
      return;
    }
    long time = events.timeMicros(index);
    boolean up = action == PointerAction.SCROLL_UP;
    if (scrolls == 0) {
      firstMicros = time;
    } else {
      longestPauseMicros = Math.max(longestPauseMicros, time - lastMicros);
      changes += up != lastWasUp ? 1 : 0;
    }
    scrolls++;
    ups += up ? 1 : 0;
    lastMicros = time;
    lastWasUp = up;
  }

  @Override
  public void reset() {
    scrolls = 0;
    ups = 0;
    changes = 0;
    firstMicros = 0;
    lastMicros = 0;
    longestPauseMicros = 0;
    lastWasUp = false;
  }

  @Override
  public FeatureSchema schema() {
    return SCHEMA;
  }

  @Override
  public void writeTo(FeatureVector target) {
    target.clear();
    if (scrolls == 0) {
      return;
    }
    target.set(1, (double) ups / scrolls);
    if (scrolls == 1) {
      return;
    }
    // the intervals add up to the time from the first scroll to the last
    target.set(0, (lastMicros - firstMicros) / MICROS_PER_MILLI / (scrolls - 1));
    target.set(2, longestPauseMicros / MICROS_PER_MILLI);
    target.set(3, changes);
  }

  @Override
  public void saveState(StateWriter out) {
    out.putInt(FORMAT).putInt(scrolls).putInt(ups).putInt(changes);
    out.putLong(firstMicros).putLong(lastMicros).putLong(longestPauseMicros);
    out.putByte(lastWasUp ? 1 : 0);
  }

  @Override
  public void loadState(StateReader in) {
    in.getInt("scroll-rhythm format", FORMAT, FORMAT);
    scrolls = in.getInt("scrolls", 0, Integer.MAX_VALUE);
    ups = in.getInt("upward scrolls", 0, scrolls);
    changes = in.getInt("direction changes", 0, scrolls);
    firstMicros = in.getLong();
    lastMicros = in.getLong();
    longestPauseMicros = in.getLong();
    lastWasUp = in.getByte() != 0;
  }
}
