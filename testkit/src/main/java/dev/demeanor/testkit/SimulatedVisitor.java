package dev.demeanor.testkit;

import dev.demeanor.BehaviorSession;
import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A <em>simulated</em> person who finds her way through an application of {@link #routes}: a Markov
 * chain over route templates, where links that the application offers everybody are liked
 * differently, and a pace of her own.
 *
 * <p>For tests and demonstrations. What a detector achieves on simulated people says nothing about
 * people; measure on recordings with {@code demeanor evaluate}.
 *
 * <p>The same seed and the same calls give the same visits, on every platform. Not thread-safe.
 */
public final class SimulatedVisitor {

  private static final List<String> ROUTES =
      List.of(
          "/",
          "/accounts",
          "/accounts/{id}",
          "/accounts/{id}/statements",
          "/transfers",
          "/transfers/new",
          "/transfers/{id}",
          "/payees",
          "/payees/{id}",
          "/cards",
          "/cards/{id}",
          "/messages",
          "/messages/{id}",
          "/settings",
          "/search",
          "/help");

  private static final double SPREAD_OF_LIKING = 3;
  private static final double STRAY = 0.05;
  private static final long BETWEEN_BOUTS_MICROS = 3_000_000;

  private final double[][] liking = new double[ROUTES.size()][ROUTES.size()];
  private final double paceMicros;
  private final Random mood;
  private double dayLevel;
  private int route;
  private long micros;

  private SimulatedVisitor(long seed) {
    // neighbouring seeds of Random start alike
    Random person = new Random(seed * 0x9E3779B97F4A7C15L + 2);
    Random application = new Random(1); // the same links for everybody
    for (double[] from : liking) {
      for (int to = 0; to < from.length; to++) {
        double offered = application.nextDouble() < 0.3 ? 1 : 0.05;
        from[to] = offered * TypingHabits.spread(person, SPREAD_OF_LIKING);
      }
    }
    paceMicros = 4_000_000 * TypingHabits.spread(person, 0.25);
    this.mood = new Random(person.nextLong());
  }

  /**
   * Returns the person of this seed. Different seeds differ as people do: mostly clearly, now and
   * then little.
   */
  public static SimulatedVisitor ofSeed(long seed) {
    return new SimulatedVisitor(seed);
  }

  /** Returns the route templates of the application that simulated visitors visit. */
  public static List<String> routes() {
    return ROUTES;
  }

  /** Sleeps over it: some of today's pace is lost, some other comes. */
  public void nextDay() {
    dayLevel = 0.5 * dayLevel + 0.06 * mood.nextGaussian();
  }

  /**
   * Visits some routes.
   *
   * @param count how many
   * @param startMicros when the first is visited, in microseconds of the client's monotonic clock
   */
  public List<BehaviorEvent> visits(int count, long startMicros) {
    List<BehaviorEvent> visits = new ArrayList<>();
    long at = startMicros;
    for (int i = 0; i < count; i++) {
      route = next();
      visits.add(new BehaviorEvent.Visit(Route.number(ROUTES.get(route)), at));
      at += Math.round(paceMicros * StrictMath.exp(dayLevel) * TypingHabits.spread(mood, 0.5));
    }
    micros = at + BETWEEN_BOUTS_MICROS;
    return visits;
  }

  /**
   * Visits some routes in a session, {@code 3 s} after the last ones.
   *
   * @return how many of the visits were accepted
   */
  public int visit(BehaviorSession session, int count) {
    return SimulatedPerson.feed(session, visits(count, micros));
  }

  /** Goes on from the page where another leaves, at that time of the client clock. */
  public void takeOverFrom(SimulatedVisitor other) {
    micros = other.micros;
    route = other.route;
  }

  private int next() {
    if (mood.nextDouble() < STRAY) {
      return mood.nextInt(ROUTES.size());
    }
    double sum = 0;
    for (double liked : liking[route]) {
      sum += liked;
    }
    double left = sum * mood.nextDouble();
    int to = 0;
    while (to < ROUTES.size() - 1 && left >= liking[route][to]) {
      left -= liking[route][to];
      to++;
    }
    return to;
  }

  @Override
  public String toString() {
    return "SimulatedVisitor";
  }
}
