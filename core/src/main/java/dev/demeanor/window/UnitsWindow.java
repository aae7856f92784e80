package dev.demeanor.window;

import dev.demeanor.event.Admission;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.WindowSpec;

/**
 * A number of units that the extractor recognises, from events in the order of {@link TimeOrder}.
 * Complete with the most units, or with the least once the client's clock has run past the
 * patience; readable with the least.
 */
final class UnitsWindow extends Window {

  private static final int FORMAT = 1;
  private static final long NONE = Long.MIN_VALUE;

  private final int most;
  private final int least;
  private final long patienceMicros;
  private final TimeOrder order = new TimeOrder();
  private long firstMicros = NONE;
  private boolean complete;

  UnitsWindow(WindowSpec.Units spec, FeatureExtractor extractor) {
    super(extractor);
    this.most = spec.most();
    this.least = spec.least();
    this.patienceMicros = spec.patience().toNanos() / 1000;
  }

  @Override
  public Admission offer(EventBuffer events, int index) {
    long time = events.timeMicros(index);
    Admission answer = order.check(time);
    if (answer == Admission.CLOCK_JUMP) {
      reset();
    } else if (answer == Admission.ACCEPTED) {
      firstMicros = firstMicros == NONE ? time : firstMicros;
      extractor.accept(events, index);
      int units = extractor.units();
      complete = units >= most || units >= least && time - firstMicros >= patienceMicros;
    }
    return answer;
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public boolean isReadable() {
    return extractor.units() >= least;
  }

  @Override
  public long patienceMillis() {
    return patienceMicros / 1000;
  }

  @Override
  public void advance() {
    complete = false;
    firstMicros = NONE;
    extractor.advance();
  }

  @Override
  public void reset() {
    complete = false;
    firstMicros = NONE;
    extractor.reset();
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(FORMAT).putLong(firstMicros).putByte(complete ? 1 : 0);
    order.save(out);
    extractor.saveState(out);
  }

  @Override
  public void load(StateReader in) {
    in.getInt("units window format", FORMAT, FORMAT);
    firstMicros = in.getLong();
    complete = in.getByte() != 0;
    order.load(in);
    extractor.loadState(in);
  }
}
