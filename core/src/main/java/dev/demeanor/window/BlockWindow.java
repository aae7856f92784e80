package dev.demeanor.window;

import dev.demeanor.event.Admission;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureExtractor;

/** A fixed number of events in the order of {@link TimeOrder}. */
final class BlockWindow extends Window {

  private static final int FORMAT = 1;

  private final int events;
  private final TimeOrder order = new TimeOrder();
  private int count;

  BlockWindow(int events, FeatureExtractor extractor) {
    super(extractor);
    this.events = events;
  }

  @Override
  public Admission offer(EventBuffer offered, int index) {
    Admission answer = order.check(offered.timeMicros(index));
    if (answer == Admission.CLOCK_JUMP) {
      reset();
    } else if (answer == Admission.ACCEPTED) {
      count++;
      extractor.accept(offered, index);
    }
    return answer;
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
    out.putInt(FORMAT).putInt(count);
    order.save(out);
    extractor.saveState(out);
  }

  @Override
  public void load(StateReader in) {
    in.getInt("block window format", FORMAT, FORMAT);
    count = in.getInt("events in block", 0, events);
    order.load(in);
    extractor.loadState(in);
  }
}
