package dev.demeanor.cli.evaluate;

import dev.demeanor.BehaviorSession;
import dev.demeanor.decision.Decision;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import dev.demeanor.testkit.FakeClock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Feeds recorded events to one session as a host would: a few at a time, the wall clock moving with
 * the client's, and a decision after each piece, so that windows never pile up. A recording whose
 * times are before those of the one fed before it (another person's, another day's) is moved to
 * follow it. Used for one session; not thread-safe.
 */
final class Feeder {

  /** Events between two decisions: as many as a window of visits holds, less than any other. */
  static final int PIECE = 20;

  /** Longest time between two decisions, and how long a session stays silent in the end. */
  static final long LONGEST_MICROS = 30_000_000;

  private static final long BETWEEN_RECORDINGS_MICROS = 5_000_000;

  private final Fed session;
  private final FakeClock clock;
  private final long longestGapMicros;
  private final EventBuffer piece = new EventBuffer(PIECE);
  private boolean begun;
  private long pieceMicros;
  private long lastMicros;
  private long shiftMicros;
  private long keys;

  Feeder(BehaviorSession session, FakeClock clock, Consumer<Decision> decisions) {
    this(session, clock, decisions, Long.MAX_VALUE);
  }

  /** Makes one that shortens longer gaps between units: they belong to different recordings. */
  Feeder(
      BehaviorSession session,
      FakeClock clock,
      Consumer<Decision> decisions,
      long longestGapMicros) {
    this(Fed.deciding(session, decisions), clock, longestGapMicros);
  }

  /** Makes one that feeds something else than a session that decides. */
  Feeder(Fed session, FakeClock clock, long longestGapMicros) {
    this.session = session;
    this.clock = clock;
    this.longestGapMicros = longestGapMicros;
  }

  /** Returns how many events were fed that a person made; the end of an entry is not one. */
  long keys() {
    return keys;
  }

  /** Feeds a unit, followed by a decision. */
  void feed(EventBuffer unit) {
    if (unit.size() == 0) {
      return;
    }
    long first = unit.timeMicros(0) + shiftMicros;
    if (begun && (first < lastMicros || first - lastMicros > longestGapMicros)) {
      shiftMicros += lastMicros + BETWEEN_RECORDINGS_MICROS - first;
    }
    for (int i = 0; i < unit.size(); i++) {
      add(unit, i);
    }
    decide();
  }

  private void add(EventBuffer unit, int index) {
    long time = unit.timeMicros(index) + shiftMicros;
    if (piece.size() == PIECE || piece.size() > 0 && time - pieceMicros >= LONGEST_MICROS) {
      decide();
    }
    if (!begun) {
      begun = true;
      lastMicros = time;
    }
    if (piece.size() == 0) {
      if (time - lastMicros >= LONGEST_MICROS) {
        moveTo(time); // a silence: the host decides on other requests meanwhile
        session.assess();
      }
      pieceMicros = time;
    }
    if (shiftMicros == 0) {
      piece.addFrom(unit, index);
    } else {
      Shifted.add(unit, index, shiftMicros, piece);
    }
    keys += unit.kind(index) == EventKind.FIXED_TEXT_END ? 0 : 1;
  }

  private void decide() {
    if (piece.size() == 0) {
      return;
    }
    session.feed(piece);
    moveTo(piece.timeMicros(piece.size() - 1));
    piece.clear();
    session.assess();
  }

  /** Stays silent until the window that is still open is decided on, too. */
  void settle() {
    if (begun) {
      moveTo(lastMicros + LONGEST_MICROS + 1_000_000);
      session.assess();
    }
  }

  private void moveTo(long micros) {
    if (micros > lastMicros) {
      clock.advance(Duration.ofNanos(1_000 * (micros - lastMicros)));
      lastMicros = micros;
    }
  }
}
