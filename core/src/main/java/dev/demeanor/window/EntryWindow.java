package dev.demeanor.window;

import dev.demeanor.event.Admission;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureExtractor;
import java.util.Arrays;

/**
 * One entry of a fixed-text field. Keys arrive when they are released, so their order is not the
 * order of typing; the position is what counts. Rules:
 *
 * <ul>
 *   <li>a position that is there already is a {@link Admission#DUPLICATE}; the first one stays;
 *   <li>a first key pressed after every key of an entry that was never ended begins a new entry;
 *   <li>a press at or before the end of the last entry is {@link Admission#LATE};
 *   <li>press times must not fall with rising position, nor span more than ten minutes: {@link
 *       Admission#CLOCK_JUMP};
 *   <li>an entry whose outcome is not COMPLETED, or of which more than one key in five is lost, is
 *       dropped: {@link Admission#INCOMPLETE}.
 * </ul>
 *
 * <p>After eight refusals of keys in a row (repetitions of a key that is there do not count) the
 * client's clock is taken to have begun anew, as it does with every page: what the window holds is
 * dropped and the next key begins afresh.
 */
final class EntryWindow extends Window {

  private static final int FORMAT = 1;
  private static final long NONE = Long.MIN_VALUE;
  private static final long MAX_SPAN_MICROS = 600_000_000L;

  /** At most one key in this many may be lost. */
  private static final int LOST_SHARE = 5;

  private static final int REFUSALS_IN_A_ROW = 8;

  private long[] press = new long[16];
  private int length;
  private int present;
  private long lastPress = NONE;
  private long lastEnd = NONE;
  private int refusals;
  private boolean complete;

  EntryWindow(FeatureExtractor extractor) {
    super(extractor);
    Arrays.fill(press, NONE);
  }

  @Override
  public Admission offer(EventBuffer events, int index) {
    return events.kind(index) == EventKind.FIXED_TEXT_KEY ? key(events, index) : end(events, index);
  }

  private Admission key(EventBuffer events, int index) {
    int position = events.position(index);
    long time = events.timeMicros(index);
    if (lastEnd != NONE && time <= lastEnd) {
      return refused(Admission.LATE);
    }
    if (position == 0 && present > 0 && time > lastPress) {
      clear();
    }
    if (isPresent(position)) {
      return press[position] == time ? Admission.DUPLICATE : refused(Admission.DUPLICATE);
    }
    if (contradictsOthers(position, time)) {
      return refused(Admission.CLOCK_JUMP);
    }
    refusals = 0;
    if (position >= press.length) {
      grow(position + 1);
    }
    press[position] = time;
    present++;
    length = Math.max(length, position + 1);
    lastPress = Math.max(lastPress, time);
    extractor.accept(events, index);
    return Admission.ACCEPTED;
  }

  private Admission refused(Admission reason) {
    refusals++;
    if (refusals < REFUSALS_IN_A_ROW) {
      return reason;
    }
    refusals = 0;
    lastEnd = NONE;
    clear();
    return Admission.CLOCK_JUMP;
  }

  private Admission end(EventBuffer events, int index) {
    long time = events.timeMicros(index);
    if (lastEnd != NONE && time <= lastEnd) {
      return Admission.DUPLICATE;
    }
    if (present > 0 && time < lastPress) {
      return Admission.CLOCK_JUMP;
    }
    int keys = events.keys(index);
    lastEnd = time;
    if (events.outcome(index) != EntryOutcome.COMPLETED
        || length > keys
        || present == 0
        || (keys - present) * LOST_SHARE > keys) {
      clear();
      return Admission.INCOMPLETE;
    }
    extractor.accept(events, index);
    complete = true;
    return Admission.ACCEPTED;
  }

  private boolean isPresent(int position) {
    return position < length && press[position] != NONE;
  }

  private boolean contradictsOthers(int position, long time) {
    if (time == NONE || spansTooLong(time)) {
      return true;
    }
    int below = Math.min(position, length) - 1;
    while (below >= 0 && press[below] == NONE) {
      below--;
    }
    int above = position + 1;
    while (above < length && press[above] == NONE) {
      above++;
    }
    return below >= 0 && time < press[below] || above < length && time > press[above];
  }

  private boolean spansTooLong(long time) {
    if (present == 0) {
      return false;
    }
    int first = 0;
    while (press[first] == NONE) {
      first++;
    }
    // unsigned: times from outside may be farther apart than a long can say
    long span = Math.max(time, lastPress) - Math.min(time, press[first]);
    return Long.compareUnsigned(span, MAX_SPAN_MICROS) > 0;
  }

  private void grow(int needed) {
    int old = press.length;
    press = Arrays.copyOf(press, Math.max(needed, 2 * old));
    Arrays.fill(press, old, press.length, NONE);
  }

  private void clear() {
    Arrays.fill(press, 0, length, NONE);
    length = 0;
    present = 0;
    lastPress = NONE;
    extractor.reset();
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public void reset() {
    complete = false;
    clear();
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(FORMAT).putInt(length).putInt(present).putInt(refusals);
    out.putLong(lastPress).putLong(lastEnd).putByte(complete ? 1 : 0);
    for (int i = 0; i < length; i++) {
      out.putLong(press[i]);
    }
    extractor.saveState(out);
  }

  @Override
  public void load(StateReader in) {
    in.getInt("entry window format", FORMAT, FORMAT);
    int newLength = in.getInt("entry length", 0, EventBuffer.MAX_POSITION + 1);
    press = new long[Math.max(16, newLength)];
    Arrays.fill(press, NONE);
    length = newLength;
    present = in.getInt("keys present", 0, newLength);
    refusals = in.getInt("refusals", 0, REFUSALS_IN_A_ROW);
    lastPress = in.getLong();
    lastEnd = in.getLong();
    complete = in.getByte() != 0;
    int there = 0;
    for (int i = 0; i < newLength; i++) {
      press[i] = in.getLong();
      there += press[i] == NONE ? 0 : 1;
    }
    if (there != present) {
      throw new CorruptStateException("keys present must be as many as have a time");
    }
    extractor.loadState(in);
  }
}
