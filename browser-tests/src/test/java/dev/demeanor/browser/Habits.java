package dev.demeanor.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

  /**
   * Types the phrase once, of small letters and blanks. The browser dates each event by the habits:
   * on a busy machine it comes later than it should, and would be somebody else's.
   */
  void type(CDPSession devTools, String phrase) {
    double millis = System.currentTimeMillis();
    for (int i = 0; i < phrase.length(); i++) {
      JsonObject key = key(phrase.charAt(i));
      send(devTools, key, "keyDown", millis);
      millis += about(dwellMillis[i]);
      key.remove("text");
      send(devTools, key, "keyUp", millis);
      millis += about(flightMillis[i]);
    }
    awaitTime(millis);
  }

  private static JsonObject key(char letter) {
    String name = String.valueOf(letter);
    String capital = name.toUpperCase(Locale.ROOT);
    JsonObject key = new JsonObject();
    key.addProperty("key", name);
    key.addProperty("text", name);
    key.addProperty("code", letter == ' ' ? "Space" : "Key" + capital);
    key.addProperty("windowsVirtualKeyCode", (int) capital.charAt(0));
    return key;
  }

  private static void send(CDPSession devTools, JsonObject key, String type, double millis) {
    awaitTime(millis);
    key.addProperty("type", type);
    key.addProperty("timestamp", millis / 1000);
    devTools.send("Input.dispatchKeyEvent", key);
  }

  private double about(double millis) {
    return millis * Math.exp(NOISE * random.nextGaussian());
  }

  private static void awaitTime(double millis) {
    while (System.currentTimeMillis() < millis) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }
}
