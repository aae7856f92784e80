package dev.demeanor.testkit;

import dev.demeanor.BehaviorSession;
import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.PointerAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A <em>simulated</em> person who points, clicks, drags and scrolls: movements of least jerk (T.
 * Flash and N. Hogan, 1985) whose time follows the distance (P. Fitts, 1954), with a bend, a
 * tremor, a place of top speed, overshoots, halts, aiming and click dwell of their own. Places are
 * seen once a frame, as browsers report them; targets are anywhere on the screen, the same for
 * everybody.
 *
 * <p>For tests and demonstrations. What a detector achieves on simulated people says nothing about
 * people; measure on recordings with {@code demeanor evaluate}.
 *
 * <p>The same seed and the same calls give the same events, on every platform. Not thread-safe.
 */
public final class SimulatedPointer {

  private static final int WIDTH = 1600;
  private static final int HEIGHT = 900;
  private static final double FRAME_MICROS = 16_667;
  private static final double TARGET_PIXELS = 40;
  private static final double DAY_LEVEL = 0.04;
  private static final double BOUT_LEVEL = 0.06;
  private static final double KEPT_FROM_YESTERDAY = 0.5;
  private static final double MOVEMENT_NOISE = 0.18;
  private static final double BEND_NOISE = 0.05;
  private static final long LONGEST_THINKING_MICROS = 8_000_000;
  private static final long BETWEEN_BOUTS_MICROS = 3_000_000;

  private final PointerHabits habits;
  private final Random mood;
  private double dayLevel;
  private double level;
  private double x = WIDTH / 2.0;
  private double y = HEIGHT / 2.0;
  private long micros;

  private List<BehaviorEvent> events = new ArrayList<>();

  private SimulatedPointer(long seed) {
    // neighbouring seeds of Random start alike
    Random person = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    this.habits = new PointerHabits(person);
    this.mood = new Random(person.nextLong());
  }

  /**
   * Returns the person of this seed. Different seeds differ as people do: mostly clearly, now and
   * then little.
   */
  public static SimulatedPointer ofSeed(long seed) {
    return new SimulatedPointer(seed);
  }

  /** Sleeps over it: some of today's tempo is lost, some other comes. */
  public void nextDay() {
    dayLevel = KEPT_FROM_YESTERDAY * dayLevel + DAY_LEVEL * mood.nextGaussian();
  }

  /**
   * Makes some actions, each up to a click or the end of a drag, with scrolling now and then.
   *
   * @param count how many
   * @param startMicros when the first begins, in microseconds of the client's monotonic clock
   */
  public List<BehaviorEvent> actions(int count, long startMicros) {
    events = new ArrayList<>();
    level = dayLevel + BOUT_LEVEL * mood.nextGaussian();
    micros = startMicros;
    for (int i = 0; i < count; i++) {
      act();
    }
    List<BehaviorEvent> made = events;
    events = new ArrayList<>();
    micros += BETWEEN_BOUTS_MICROS;
    return made;
  }

  /**
   * Makes some actions in a session, {@code 3 s} after the last ones.
   *
   * @return how many of the events were accepted
   */
  public int point(BehaviorSession session, int count) {
    return SimulatedPerson.feed(session, actions(count, micros));
  }

  /** Takes the pointer where its last user leaves it, at that time of the client clock. */
  public void takeOverFrom(SimulatedPointer other) {
    micros = other.micros;
    x = other.x;
    y = other.y;
  }

  private void act() {
    if (mood.nextDouble() < habits.scrollChance) {
      scroll();
    }
    double toX = WIDTH * (0.03 + 0.94 * mood.nextDouble());
    double toY = HEIGHT * (0.03 + 0.94 * mood.nextDouble());
    boolean drag = mood.nextDouble() < habits.dragChance;
    if (drag) {
      event(PointerAction.PRESS);
      pass(around(habits.dwellMicros, 0.3));
    }
    reach(drag ? PointerAction.DRAG : PointerAction.MOVE, toX, toY);
    pass(around(habits.aimMicros, 0.5));
    if (!drag) {
      event(PointerAction.PRESS);
      pass(around(habits.dwellMicros, 0.25));
    }
    event(PointerAction.RELEASE);
    pass(Math.min(LONGEST_THINKING_MICROS, around(habits.thinkMicros, 0.6)));
  }

  private void scroll() {
    long ticks = Math.max(1, Math.round(around(habits.scrollTicks, 0.5)));
    PointerAction way =
        mood.nextDouble() < 0.8 ? PointerAction.SCROLL_DOWN : PointerAction.SCROLL_UP;
    for (long i = 0; i < ticks; i++) {
      event(way);
      pass(around(90_000, 0.3));
    }
    pass(around(500_000, 0.4));
  }

  /** Moves to a place, past it now and then and back. */
  private void reach(PointerAction how, double toX, double toY) {
    if (mood.nextDouble() < habits.overshootChance) {
      double past = 1 + around(habits.overshootShare, 0.4);
      move(how, x + past * (toX - x), y + past * (toY - y));
      pass(around(90_000, 0.3));
    } else if (mood.nextDouble() < habits.haltChance) {
      double part = 0.4 + 0.4 * mood.nextDouble();
      move(how, x + part * (toX - x), y + part * (toY - y));
      pass(around(250_000, 0.4));
    }
    move(how, toX, toY);
  }

  private void move(PointerAction how, double toX, double toY) {
    double fromX = x;
    double fromY = y;
    double distance = Math.sqrt((toX - fromX) * (toX - fromX) + (toY - fromY) * (toY - fromY));
    double bits = StrictMath.log(distance / TARGET_PIXELS + 1) / StrictMath.log(2);
    double duration =
        around(habits.baseMicros + habits.perBitMicros * bits, MOVEMENT_NOISE)
            * StrictMath.exp(level);
    double bend = habits.bend + BEND_NOISE * mood.nextGaussian();
    int frames = (int) Math.max(4, Math.round(duration / FRAME_MICROS));
    for (int i = 1; i <= frames; i++) {
      pass(FRAME_MICROS + 400 * mood.nextGaussian());
      double way = leastJerk(StrictMath.pow((double) i / frames, habits.asymmetry));
      double aside = 4 * bend * way * (1 - way);
      double trembling = i == frames ? 0 : habits.tremor;
      double newX = fromX + way * (toX - fromX) - aside * (toY - fromY) + trembling * noise();
      double newY = fromY + way * (toY - fromY) + aside * (toX - fromX) + trembling * noise();
      if (Math.round(newX) != Math.round(x) || Math.round(newY) != Math.round(y)) {
        x = newX;
        y = newY;
        event(how); // who stays in place moves nothing, and browsers say nothing
      }
    }
  }

  private static double leastJerk(double t) {
    return t * t * t * (10 + t * (6 * t - 15));
  }

  private void event(PointerAction action) {
    int column = (int) Math.round(x);
    int row = (int) Math.round(y);
    events.add(new BehaviorEvent.Pointer(action, micros, column, row));
  }

  private void pass(double time) {
    micros += Math.max(1, Math.round(time));
  }

  private double noise() {
    return mood.nextGaussian();
  }

  private double around(double usual, double spread) {
    return usual * TypingHabits.spread(mood, spread);
  }

  @Override
  public String toString() {
    return "SimulatedPointer";
  }
}
