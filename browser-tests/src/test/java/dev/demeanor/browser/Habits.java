package dev.demeanor.browser;

import com.microsoft.playwright.Keyboard;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody who types: how long they hold each key of a phrase and how long they wait for the next
 * is theirs, within a little. Synthesised from a seed.
 */
final class Habits {

  private static final double NOISE = 0.08;

  private final Random random;
  private final double[] dwellMillis;
  private final double[] flightMillis;

  Habits(long seed, int keys, double dwellMillis, double flightMillis) {
    random = new Random(seed);
    this.dwellMillis = around(dwellMillis, keys);
    this.flightMillis = around(flightMillis, keys);
  }

  /** Numbers from half to one and a half of a mean. */
  private double[] around(double mean, int count) {
    return random.doubles(count, 0.5 * mean, 1.5 * mean).toArray();
  }

  /** Types the phrase once. */
  void type(Keyboard keyboard, String phrase) {
    for (int i = 0; i < phrase.length(); i++) {
      String key = phrase.substring(i, i + 1);
      keyboard.down(key);
      rest(dwellMillis[i]);
      keyboard.up(key);
      rest(flightMillis[i]);
    }
  }

  private void rest(double millis) {
    double nanos = millis * Math.exp(NOISE * random.nextGaussian()) * 1e6;
    long until = System.nanoTime() + (long) nanos;
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }
}
