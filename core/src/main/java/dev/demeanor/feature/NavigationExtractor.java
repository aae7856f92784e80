package dev.demeanor.feature;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.List;

/**
 * Which routes were visited in which order (tokens) and at what pace. Visits that carry no times,
 * all at once, leave the intervals missing.
 */
final class NavigationExtractor implements FeatureExtractor {

  static final FeatureSchema SCHEMA =
      new FeatureSchema(
          "navigation/1",
          List.of(
              new Feature("routes", "1"),
              new Feature("transitions", "1"),
              new Feature("routes.distinct", "1"),
              new Feature("routes.repeated", "1"),
              new Feature("interval.mean", "ln s"),
              new Feature("interval.std", "ln s")));

  private static final int FORMAT = 1;
  private static final int MAX_VISITS = 256;
  private static final double MICROS_PER_SECOND = 1e6;
  private static final double MIN_INTERVAL_SECONDS = 0.01;

  private final int[] routes = new int[MAX_VISITS];
  private int visits;
  private int distinct;
  private int repeated;
  private int intervals;
  private double sum;
  private double sumOfSquares;
  private long lastMicros;

  @Override
  public void accept(EventBuffer events, int index) {
    if (visits == MAX_VISITS) {
      return;
    }
    int route = events.route(index);
    long time = events.timeMicros(index);
    if (visits > 0) {
      repeated += routes[visits - 1] == route ? 1 : 0;
      if (time > lastMicros) {
        double seconds = (time - lastMicros) / MICROS_PER_SECOND;
        double log = StrictMath.log(Math.max(MIN_INTERVAL_SECONDS, seconds));
        sum += log;
        sumOfSquares += log * log;
        intervals++;
      }
    }
    distinct += isNew(route) ? 1 : 0;
    routes[visits++] = route;
    lastMicros = time;
  }

  private boolean isNew(int route) {
    for (int i = 0; i < visits; i++) {
      if (routes[i] == route) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void reset() {
    visits = 0;
    distinct = 0;
    repeated = 0;
    intervals = 0;
    sum = 0;
    sumOfSquares = 0;
    lastMicros = 0;
  }

  @Override
  public int units() {
    return visits;
  }

  @Override
  public FeatureSchema schema() {
    return SCHEMA;
  }

  @Override
  public void writeTo(FeatureVector target) {
    target.clear();
    if (visits == 0) {
      return;
    }
    target.set(0, visits);
    target.set(1, visits - 1);
    target.set(2, (double) distinct / visits);
    target.set(3, (double) repeated / visits);
    if (intervals > 0) {
      target.set(4, sum / intervals);
    }
    if (intervals > 1) {
      double mean = sum / intervals;
      target.set(
          5, Math.sqrt(Math.max(0, (sumOfSquares - intervals * mean * mean) / (intervals - 1))));
    }
    for (int i = 0; i < visits; i++) {
      target.addToken(routes[i]);
    }
  }

  @Override
  public void saveState(StateWriter out) {
    out.putInt(FORMAT).putInt(visits).putInt(distinct).putInt(repeated).putInt(intervals);
    out.putDouble(sum).putDouble(sumOfSquares).putLong(lastMicros);
    for (int i = 0; i < visits; i++) {
      out.putInt(routes[i]);
    }
  }

  @Override
  public void loadState(StateReader in) {
    in.getInt("navigation extractor format", FORMAT, FORMAT);
    visits = in.getInt("visits", 0, MAX_VISITS);
    distinct = in.getInt("distinct routes", 0, visits);
    repeated = in.getInt("repeated routes", 0, visits);
    intervals = in.getInt("intervals", 0, visits);
    sum = in.getDouble();
    sumOfSquares = in.getDouble();
    lastMicros = in.getLong();
    for (int i = 0; i < visits; i++) {
      routes[i] = in.getInt("route", 0, Integer.MAX_VALUE);
    }
  }
}
