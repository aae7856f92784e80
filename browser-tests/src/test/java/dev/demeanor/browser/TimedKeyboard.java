package dev.demeanor.browser;

import com.microsoft.playwright.Keyboard;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Types with a tempo of its own, through the browser's input like a keyboard, and keeps between
 * which bounds each time has to lie: a key goes down somewhere between the call and its return.
 */
final class TimedKeyboard {

  /** A key as it was typed; times in nanoseconds. */
  record Typed(String key, long downCall, long downReturn, long upCall, long upReturn) {

    long leastDwellMicros() {
      return (upCall - downReturn) / 1000;
    }

    long mostDwellMicros() {
      return (upReturn - downCall) / 1000;
    }

    long leastPressToPressMicros(Typed next) {
      return (next.downCall - downReturn) / 1000;
    }

    long mostPressToPressMicros(Typed next) {
      return (next.downReturn - downCall) / 1000;
    }
  }

  private final Keyboard keyboard;
  private final Random random;
  private final long dwellMillis;
  private final long flightMillis;

  TimedKeyboard(Keyboard keyboard, long seed, long dwellMillis, long flightMillis) {
    this.keyboard = keyboard;
    this.random = new Random(seed);
    this.dwellMillis = dwellMillis;
    this.flightMillis = flightMillis;
  }

  /** Types a text, one key after the other, and returns what was pressed when. */
  List<Typed> type(String text) {
    List<Typed> typed = new ArrayList<>();
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            key -> {
              long downCall = System.nanoTime();
              keyboard.down(key);
              long downReturn = System.nanoTime();
              rest(dwellMillis);
              long upCall = System.nanoTime();
              keyboard.up(key);
              typed.add(new Typed(key, downCall, downReturn, upCall, System.nanoTime()));
              rest(flightMillis);
            });
    return typed;
  }

  /** Waits up to a quarter less or more than the mean. */
  private void rest(long meanMillis) {
    double factor = 0.75 + random.nextDouble() / 2;
    long until = System.nanoTime() + (long) (meanMillis * factor * 1e6);
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }
}
