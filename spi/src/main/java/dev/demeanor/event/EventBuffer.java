package dev.demeanor.event;

import java.util.Objects;

/**
 * A packed run of events: two longs an event, no object. Batches are fed in this form, windows keep
 * it, and extractors read it by index, so that the hot path allocates nothing.
 *
 * <p>The {@code add} methods answer {@link Admission#OUT_OF_RANGE} for a number outside its range
 * and {@link Admission#OVERFLOW} when full; they never throw for what comes from outside. Accessors
 * are meant for the kind of event at that index; for another kind the answer is meaningless. Not
 * thread-safe.
 */
public final class EventBuffer {

  /** Highest number of a fixed-text field within a session. */
  public static final int MAX_FIELD = 63;

  /** Highest position in a fixed-text field. */
  public static final int MAX_POSITION = 255;

  /** Longest dwell or press-to-press time that is held: 60 seconds, in microseconds. */
  public static final long MAX_DWELL_MICROS = 60_000_000L;

  /** Largest magnitude of a coordinate, in CSS pixels. */
  public static final int MAX_COORDINATE = 60_000;

  private static final int KIND_SHIFT = 60;
  private static final long LOW_32 = 0xFFFF_FFFFL;
  private static final int TIME_BITS = 26;
  private static final long TIME_MASK = (1L << TIME_BITS) - 1;

  private final long[] packed;
  private int size;

  /** Makes an empty buffer for at most {@code capacity} events. */
  public EventBuffer(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be >= 1, was " + capacity);
    }
    packed = new long[2 * capacity];
  }

  /** Returns how many events are held. */
  public int size() {
    return size;
  }

  /** Returns how many events can be held. */
  public int capacity() {
    return packed.length / 2;
  }

  /** Forgets all events. */
  public void clear() {
    size = 0;
  }

  /** Adds a fixed-text key; see {@link BehaviorEvent.FixedTextKey} for the ranges. */
  public Admission addFixedTextKey(int field, int position, long timeMicros, long dwellMicros) {
    if (field < 0
        || field > MAX_FIELD
        || position < 0
        || position > MAX_POSITION
        || dwellMicros < 0
        || dwellMicros > MAX_DWELL_MICROS) {
      return Admission.OUT_OF_RANGE;
    }
    return add(
        EventKind.FIXED_TEXT_KEY,
        timeMicros,
        (long) field << 40 | (long) position << 32 | dwellMicros);
  }

  /** Adds the end of a fixed-text entry; see {@link BehaviorEvent.FixedTextEnd} for the ranges. */
  public Admission addFixedTextEnd(int field, int keys, long timeMicros, EntryOutcome outcome) {
    if (field < 0 || field > MAX_FIELD || keys < 0 || keys > MAX_POSITION + 1) {
      return Admission.OUT_OF_RANGE;
    }
    return add(
        EventKind.FIXED_TEXT_END,
        timeMicros,
        (long) field << 40 | (long) outcome.ordinal() << 32 | keys);
  }

  /** Adds a free-text pair; see {@link BehaviorEvent.FreeTextPair} for the ranges. */
  public Admission addFreeTextPair(
      KeyClass first, KeyClass second, long timeMicros, long dwellMicros, long pressToPressMicros) {
    if (dwellMicros < 0
        || dwellMicros > MAX_DWELL_MICROS
        || pressToPressMicros < 0
        || pressToPressMicros > MAX_DWELL_MICROS) {
      return Admission.OUT_OF_RANGE;
    }
    long classes = (long) first.ordinal() << 3 | second.ordinal();
    return add(
        EventKind.FREE_TEXT_PAIR,
        timeMicros,
        classes << 2 * TIME_BITS | dwellMicros << TIME_BITS | pressToPressMicros);
  }

  /** Adds a pointer event; see {@link BehaviorEvent.Pointer} for the ranges. */
  public Admission addPointer(PointerAction action, long timeMicros, int x, int y) {
    if (x < -MAX_COORDINATE || x > MAX_COORDINATE || y < -MAX_COORDINATE || y > MAX_COORDINATE) {
      return Admission.OUT_OF_RANGE;
    }
    long place = (long) (x + MAX_COORDINATE) << 20 | y + MAX_COORDINATE;
    return add(EventKind.POINTER, timeMicros, (long) action.ordinal() << 40 | place);
  }

  /** Adds a visit; see {@link BehaviorEvent.Visit} for the range. */
  public Admission addVisit(int route, long timeMicros) {
    if (route < 0) {
      return Admission.OUT_OF_RANGE;
    }
    return add(EventKind.VISIT, timeMicros, route);
  }

  /** Adds an event given in its readable form. */
  public Admission add(BehaviorEvent event) {
    if (event instanceof BehaviorEvent.FixedTextKey e) {
      return addFixedTextKey(e.field(), e.position(), e.timeMicros(), e.dwellMicros());
    } else if (event instanceof BehaviorEvent.FixedTextEnd e) {
      return addFixedTextEnd(e.field(), e.keys(), e.timeMicros(), e.outcome());
    } else if (event instanceof BehaviorEvent.FreeTextPair e) {
      return addFreeTextPair(
          e.first(), e.second(), e.timeMicros(), e.dwellMicros(), e.pressToPressMicros());
    } else if (event instanceof BehaviorEvent.Pointer e) {
      return addPointer(e.action(), e.timeMicros(), e.x(), e.y());
    } else {
      BehaviorEvent.Visit e = (BehaviorEvent.Visit) event;
      return addVisit(e.route(), e.timeMicros());
    }
  }

  /**
   * Adds the event at {@code index} of another buffer.
   *
   * @throws IndexOutOfBoundsException if the other buffer holds no event there
   */
  public Admission addFrom(EventBuffer other, int index) {
    Objects.checkIndex(index, other.size); // what a cleared buffer left behind stays behind
    if (size == capacity()) {
      return Admission.OVERFLOW;
    }
    packed[2 * size] = other.packed[2 * index];
    packed[2 * size + 1] = other.packed[2 * index + 1];
    size++;
    return Admission.ACCEPTED;
  }

  /** Returns the event at {@code index} in its readable form. */
  public BehaviorEvent get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("index must be 0 to " + (size - 1) + ", was " + index);
    }
    return switch (kind(index)) {
      case FIXED_TEXT_KEY ->
          new BehaviorEvent.FixedTextKey(
              field(index), position(index), timeMicros(index), dwellMicros(index));
      case FIXED_TEXT_END ->
          new BehaviorEvent.FixedTextEnd(
              field(index), keys(index), timeMicros(index), outcome(index));
      case FREE_TEXT_PAIR ->
          new BehaviorEvent.FreeTextPair(
              first(index),
              second(index),
              timeMicros(index),
              dwellMicros(index),
              pressToPressMicros(index));
      case POINTER ->
          new BehaviorEvent.Pointer(action(index), timeMicros(index), x(index), y(index));
      case VISIT -> new BehaviorEvent.Visit(route(index), timeMicros(index));
    };
  }

  /** Returns the kind of the event at {@code index}. */
  public EventKind kind(int index) {
    return EventKind.of((int) (packed[2 * index + 1] >>> KIND_SHIFT));
  }

  /** Returns the client's time, in microseconds. */
  public long timeMicros(int index) {
    return packed[2 * index];
  }

  /** Returns the field of a fixed-text key or end. */
  public int field(int index) {
    return (int) (packed[2 * index + 1] >>> 40) & 0xFF;
  }

  /** Returns the position of a fixed-text key. */
  public int position(int index) {
    return (int) (packed[2 * index + 1] >>> 32) & 0xFF;
  }

  /** Returns the dwell of a fixed-text key or of the first key of a pair, in microseconds. */
  public long dwellMicros(int index) {
    long word = packed[2 * index + 1];
    return kind(index) == EventKind.FREE_TEXT_PAIR ? word >>> TIME_BITS & TIME_MASK : word & LOW_32;
  }

  /** Returns how a fixed-text entry ended. */
  public EntryOutcome outcome(int index) {
    return EntryOutcome.of((int) (packed[2 * index + 1] >>> 32) & 0xFF);
  }

  /** Returns how many keys a fixed-text entry had. */
  public int keys(int index) {
    return (int) (packed[2 * index + 1] & LOW_32);
  }

  /** Returns the class of the first key of a pair. */
  public KeyClass first(int index) {
    return KeyClass.of((int) (packed[2 * index + 1] >>> 2 * TIME_BITS + 3) & 7);
  }

  /** Returns the class of the second key of a pair. */
  public KeyClass second(int index) {
    return KeyClass.of((int) (packed[2 * index + 1] >>> 2 * TIME_BITS) & 7);
  }

  /** Returns the time from press to press of a pair, in microseconds. */
  public long pressToPressMicros(int index) {
    return packed[2 * index + 1] & TIME_MASK;
  }

  /** Returns what the pointer did. */
  public PointerAction action(int index) {
    return PointerAction.of((int) (packed[2 * index + 1] >>> 40) & 0xFF);
  }

  /** Returns the horizontal place of the pointer, in CSS pixels. */
  public int x(int index) {
    return (int) (packed[2 * index + 1] >>> 20 & 0xF_FFFF) - MAX_COORDINATE;
  }

  /** Returns the vertical place of the pointer, in CSS pixels. */
  public int y(int index) {
    return (int) (packed[2 * index + 1] & 0xF_FFFF) - MAX_COORDINATE;
  }

  /** Returns the number of the visited route. */
  public int route(int index) {
    return (int) (packed[2 * index + 1] & LOW_32);
  }

  @Override
  public String toString() {
    return "EventBuffer[" + size + " of " + capacity() + " events]";
  }

  private Admission add(EventKind kind, long timeMicros, long word) {
    if (size == capacity()) {
      return Admission.OVERFLOW;
    }
    packed[2 * size] = timeMicros;
    packed[2 * size + 1] = (long) kind.ordinal() << KIND_SHIFT | word;
    size++;
    return Admission.ACCEPTED;
  }
}
