package dev.demeanor.event;

import java.util.Objects;

/**
 * One observation. Times are microseconds of the client's monotonic clock with an arbitrary origin:
 * only differences mean anything. No implementation has room for a key or a character, and {@code
 * toString} shows only the kind.
 *
 * <p>This is the readable form, for recordings and tests. The hot path carries the same events
 * packed in an {@link EventBuffer}. Immutable.
 */
public sealed interface BehaviorEvent {

  /** Returns the client's time of the event, in microseconds. */
  long timeMicros();

  /** Returns the kind. */
  EventKind kind();

  /**
   * A key of a fixed-text field was pressed and released.
   *
   * @param field number of the field within its session, 0 to {@link EventBuffer#MAX_FIELD}
   * @param position position of the key in the field, from 0, at most {@link
   *     EventBuffer#MAX_POSITION}
   * @param timeMicros when the key was pressed
   * @param dwellMicros how long it was held, 0 to {@link EventBuffer#MAX_DWELL_MICROS}
   */
  record FixedTextKey(int field, int position, long timeMicros, long dwellMicros)
      implements BehaviorEvent {
    /** Checks the ranges. */
    public FixedTextKey {
      range("field", field >= 0 && field <= EventBuffer.MAX_FIELD, "0 to " + EventBuffer.MAX_FIELD);
      range(
          "position",
          position >= 0 && position <= EventBuffer.MAX_POSITION,
          "0 to " + EventBuffer.MAX_POSITION);
      range(
          "dwellMicros",
          dwellMicros >= 0 && dwellMicros <= EventBuffer.MAX_DWELL_MICROS,
          "0 to " + EventBuffer.MAX_DWELL_MICROS);
    }

    @Override
    public EventKind kind() {
      return EventKind.FIXED_TEXT_KEY;
    }

    @Override
    public String toString() {
      return "FixedTextKey[redacted]";
    }
  }

  /**
   * A fixed-text field was left.
   *
   * @param field number of the field within its session
   * @param keys how many keys the entry had
   * @param timeMicros when the field was left
   * @param outcome how the entry ended
   */
  record FixedTextEnd(int field, int keys, long timeMicros, EntryOutcome outcome)
      implements BehaviorEvent {
    /** Checks the ranges. */
    public FixedTextEnd {
      range("field", field >= 0 && field <= EventBuffer.MAX_FIELD, "0 to " + EventBuffer.MAX_FIELD);
      range(
          "keys",
          keys >= 0 && keys <= EventBuffer.MAX_POSITION + 1,
          "0 to " + (EventBuffer.MAX_POSITION + 1));
      Objects.requireNonNull(outcome, "outcome");
    }

    @Override
    public EventKind kind() {
      return EventKind.FIXED_TEXT_END;
    }

    @Override
    public String toString() {
      return "FixedTextEnd[" + outcome + "]";
    }
  }

  /**
   * Two consecutive keys of free text. The order of pairs means nothing: the collector shuffles
   * them.
   *
   * @param first class of the first key
   * @param second class of the key after it
   * @param timeMicros a time shared by all pairs of a block
   * @param dwellMicros how long the first key was held
   * @param pressToPressMicros from the press of the first to the press of the second
   */
  record FreeTextPair(
      KeyClass first, KeyClass second, long timeMicros, long dwellMicros, long pressToPressMicros)
      implements BehaviorEvent {
    /** Checks the ranges. */
    public FreeTextPair {
      Objects.requireNonNull(first, "first");
      Objects.requireNonNull(second, "second");
      range(
          "dwellMicros",
          dwellMicros >= 0 && dwellMicros <= EventBuffer.MAX_DWELL_MICROS,
          "0 to " + EventBuffer.MAX_DWELL_MICROS);
      range(
          "pressToPressMicros",
          pressToPressMicros >= 0 && pressToPressMicros <= EventBuffer.MAX_DWELL_MICROS,
          "0 to " + EventBuffer.MAX_DWELL_MICROS);
    }

    @Override
    public EventKind kind() {
      return EventKind.FREE_TEXT_PAIR;
    }

    @Override
    public String toString() {
      return "FreeTextPair[redacted]";
    }
  }

  /**
   * The pointer did something somewhere.
   *
   * @param action what it did
   * @param timeMicros when
   * @param x horizontal place in CSS pixels, magnitude at most {@link EventBuffer#MAX_COORDINATE}
   * @param y vertical place in CSS pixels, magnitude at most {@link EventBuffer#MAX_COORDINATE}
   */
  record Pointer(PointerAction action, long timeMicros, int x, int y) implements BehaviorEvent {
    /** Checks the ranges. */
    public Pointer {
      Objects.requireNonNull(action, "action");
      range(
          "x",
          Math.abs((long) x) <= EventBuffer.MAX_COORDINATE,
          "at most " + EventBuffer.MAX_COORDINATE);
      range(
          "y",
          Math.abs((long) y) <= EventBuffer.MAX_COORDINATE,
          "at most " + EventBuffer.MAX_COORDINATE);
    }

    @Override
    public EventKind kind() {
      return EventKind.POINTER;
    }

    @Override
    public String toString() {
      return "Pointer[redacted]";
    }
  }

  /**
   * A route of the application was visited.
   *
   * @param route number of the route template, as the host interned it; 0 or more. A template such
   *     as {@code /accounts/{id}}, never a path with values in it
   * @param timeMicros when
   */
  record Visit(int route, long timeMicros) implements BehaviorEvent {
    /** Checks the range. */
    public Visit {
      range("route", route >= 0, "0 or more");
    }

    @Override
    public EventKind kind() {
      return EventKind.VISIT;
    }

    @Override
    public String toString() {
      return "Visit[redacted]";
    }
  }

  private static void range(String name, boolean holds, String rule) {
    if (!holds) {
      // the value is behavioural and stays out of the message
      throw new IllegalArgumentException(name + " must be " + rule);
    }
  }
}
