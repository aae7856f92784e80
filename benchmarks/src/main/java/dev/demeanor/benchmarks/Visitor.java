package dev.demeanor.benchmarks;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.KeyClass;
import dev.demeanor.event.PointerAction;
import dev.demeanor.feature.FreeTextExtractorProvider;
import dev.demeanor.feature.NavigationExtractorProvider;
import dev.demeanor.feature.PointerExtractorProvider;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.window.Window;
import java.util.Random;

/**
 * A simulated person who writes, moves a pointer and goes from page to page, with habits of their
 * own; hands come to rest and set off smoothly, as hands do, and a browser reports them once a
 * frame. Windows are complete by the library's own rule. What this says of people is nothing; it
 * has their numbers of events, and times that repeat as little as theirs. Not thread-safe.
 */
final class Visitor {

  /** Pages of the simulated application. */
  static final int ROUTES = 40;

  private static final int MOST_EVENTS = 4_096;
  private static final int FRAME_MICROS = 16_667;
  private static final double BETWEEN_PEOPLE = 0.3;
  private static final double WITHIN_PERSON = 0.25;
  private static final KeyClass[] CLASSES = KeyClass.values();
  private static final double[] CLASS_SHARE = {0.37, 0.74, 0.88, 0.92, 0.94, 0.97, 1};

  private final Random random;
  private final double[] held = new double[CLASSES.length];
  private final double[] step = new double[CLASSES.length * CLASSES.length];
  private final double hand;
  private final double curve;
  private final double rest;
  private final double click;
  private final double stay;
  private final int[] usualNext = new int[ROUTES];

  private double x = 640;
  private double y = 400;

  Visitor(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
    for (int k = 0; k < held.length; k++) {
      held[k] = vary(95_000, BETWEEN_PEOPLE);
    }
    for (int k = 0; k < step.length; k++) {
      step[k] = vary(190_000, BETWEEN_PEOPLE);
    }
    hand = vary(90_000, BETWEEN_PEOPLE);
    curve = 0.1 * random.nextGaussian();
    rest = vary(300_000, BETWEEN_PEOPLE);
    click = vary(90_000, BETWEEN_PEOPLE);
    stay = vary(1_300_000, BETWEEN_PEOPLE);
    for (int route = 0; route < ROUTES; route++) {
      usualNext[route] = random.nextInt(ROUTES);
    }
  }

  private double vary(double middle, double spread) {
    return middle * Math.exp(spread * random.nextGaussian());
  }

  /** Returns a block of free text that begins at time 0. */
  EventBuffer write() {
    EventBuffer events = new EventBuffer(MOST_EVENTS);
    Window window = window(new FreeTextExtractorProvider());
    long time = 0;
    int first = keyClass();
    while (!window.isComplete()) {
      int second = keyClass();
      long dwell = (long) vary(held[first], WITHIN_PERSON);
      double pause = random.nextInt(25) == 0 ? 8 : 1;
      long toPress = (long) (pause * vary(step[first * CLASSES.length + second], WITHIN_PERSON));
      events.addFreeTextPair(CLASSES[first], CLASSES[second], time, dwell, toPress);
      window.offer(events, events.size() - 1);
      time += toPress;
      first = second;
    }
    return trimmed(events);
  }

  private int keyClass() {
    double at = random.nextDouble();
    int found = 0;
    while (CLASS_SHARE[found] < at) {
      found++;
    }
    return found;
  }

  /** Returns a window of pointer actions that begins at time 0: clicks, drags, scrolling. */
  EventBuffer point() {
    EventBuffer events = new EventBuffer(MOST_EVENTS);
    Window window = window(new PointerExtractorProvider());
    int offered = 0;
    long time = 0;
    while (!window.isComplete()) {
      time = act(events, time);
      while (offered < events.size() && !window.isComplete()) {
        window.offer(events, offered++);
      }
    }
    EventBuffer used = new EventBuffer(offered);
    for (int i = 0; i < offered; i++) {
      used.addFrom(events, i);
    }
    return used;
  }

  private long act(EventBuffer events, long start) {
    long time = start;
    int kind = random.nextInt(10);
    boolean drag = kind == 0;
    if (kind == 1) {
      for (int notch = 2 + random.nextInt(6); notch > 0; notch--) {
        time += 2 * FRAME_MICROS;
        events.addPointer(PointerAction.SCROLL_DOWN, time, (int) x, (int) y);
      }
    }
    if (drag) {
      events.addPointer(PointerAction.PRESS, time, (int) x, (int) y);
    }
    double fromX = x;
    double fromY = y;
    double toX = 20 + random.nextInt(1240);
    double toY = 20 + random.nextInt(760);
    double way = Math.hypot(toX - fromX, toY - fromY);
    double bow = (curve + 0.05 * random.nextGaussian()) * way;
    // Fitts' law, and a minimum-jerk course
    double lasting = vary(hand * Math.log(1 + way / 8) / Math.log(2) + 60_000, WITHIN_PERSON / 2);
    int frames = Math.max(4, (int) (lasting / FRAME_MICROS));
    for (int frame = 1; frame <= frames; frame++) {
      double s = frame / (double) frames;
      double done = s * s * s * (10 - 15 * s + 6 * s * s);
      double aside = bow * Math.sin(Math.PI * done) + 0.4 * random.nextGaussian();
      x = fromX + done * (toX - fromX) - aside * (toY - fromY) / (way + 1);
      y = fromY + done * (toY - fromY) + aside * (toX - fromX) / (way + 1);
      time += FRAME_MICROS + random.nextInt(800) - 400;
      PointerAction what = drag ? PointerAction.DRAG : PointerAction.MOVE;
      events.addPointer(what, time, (int) x, (int) y);
    }
    if (!drag) {
      time += FRAME_MICROS + (long) vary(60_000, WITHIN_PERSON);
      events.addPointer(PointerAction.PRESS, time, (int) x, (int) y);
    }
    time += (long) vary(click, WITHIN_PERSON);
    events.addPointer(PointerAction.RELEASE, time, (int) x, (int) y);
    return time + (long) vary(rest, WITHIN_PERSON);
  }

  /** Returns a window of visits that begins at time 0. */
  EventBuffer browse() {
    EventBuffer events = new EventBuffer(MOST_EVENTS);
    Window window = window(new NavigationExtractorProvider());
    long time = 0;
    int at = random.nextInt(ROUTES);
    while (!window.isComplete()) {
      events.addVisit(at, time);
      window.offer(events, events.size() - 1);
      time += (long) vary(stay, 2 * WITHIN_PERSON);
      at = random.nextInt(5) == 0 ? random.nextInt(ROUTES) : usualNext[at];
    }
    return trimmed(events);
  }

  private static Window window(FeatureExtractorProvider provider) {
    return Window.of(provider.window(), provider.create());
  }

  private static EventBuffer trimmed(EventBuffer events) {
    EventBuffer trimmed = new EventBuffer(events.size());
    for (int i = 0; i < events.size(); i++) {
      trimmed.addFrom(events, i);
    }
    return trimmed;
  }

  /** Copies a window to another time. */
  static void shift(EventBuffer window, long micros, EventBuffer target) {
    target.clear();
    for (int i = 0; i < window.size(); i++) {
      long time = window.timeMicros(i) + micros;
      switch (window.kind(i)) {
        case FIXED_TEXT_KEY ->
            target.addFixedTextKey(
                window.field(i), window.position(i), time, window.dwellMicros(i));
        case FIXED_TEXT_END ->
            target.addFixedTextEnd(window.field(i), window.keys(i), time, window.outcome(i));
        case FREE_TEXT_PAIR ->
            target.addFreeTextPair(
                window.first(i),
                window.second(i),
                time,
                window.dwellMicros(i),
                window.pressToPressMicros(i));
        case POINTER -> target.addPointer(window.action(i), time, window.x(i), window.y(i));
        case VISIT -> target.addVisit(window.route(i), time);
      }
    }
  }
}
