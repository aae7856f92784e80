package dev.demeanor.window;

import dev.demeanor.event.Admission;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureExtractor;

/**
 * A fixed number of events in time order. An event before the last one is {@link Admission#LATE};
 * after several of them in a row the client's clock is taken to have been set back, the open window
 * is dropped ({@link Admission#CLOCK_JUMP}) and a new one begins.
 */
final class BlockWindow extends Window {

  private static final int FORMAT = 1;
  private static final int LATE_IN_A_ROW = 8;

  private final int events;
  private int count;
  private long lastMicros = Long.MIN_VALUE;
  private int late;

  BlockWindow(int events, FeatureExtractor extractor) {
    super(extractor);
    this.events = events;
  }

  @Override
  public Admission offer(EventBuffer offered, int index) {
    long time = offered.timeMicros(index);
    if (time < lastMicros) {
      if (++late < LATE_IN_A_ROW) {
        return Admission.LATE;
      }
      reset();
      lastMicros = time;
      late = 0;
      return Admission.CLOCK_JUMP;
    }
    late = 0;
    lastMicros = time;
    count++;
    extractor.accept(offered, index);
    return Admission.ACCEPTED;
  }

  @Override
  public boolean isComplete() {
    return count == events;
  }

  @Override
  public void reset() {
    count = 0;
    extractor.reset();
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(FORMAT).putInt(count).putLong(lastMicros).putInt(late);
    extractor.saveState(out);
  }

  @Override
  public void load(StateReader in) {
    in.getInt("block window format", FORMAT, FORMAT);
    count = in.getInt("events in block", 0, events);
    lastMicros = in.getLong();
    late = in.getInt("late events", 0, LATE_IN_A_ROW);
    extractor.loadState(in);
  }
}
