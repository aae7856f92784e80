package dev.demeanor.cli.report;

import java.util.List;

/**
 * Which share of take-overs is caught within how many actions of the impostor. Immutable.
 *
 * @param budget the false-alarm budget it holds at, in words
 * @param actions what an action is, as a plural noun: {@code entries}, {@code blocks}
 * @param takeOvers how many take-overs were tried
 * @param points in rising order of actions
 */
public record DelayCurve(String budget, String actions, int takeOvers, List<Point> points) {

  /** Copies the list. */
  public DelayCurve {
    points = List.copyOf(points);
  }

  /**
   * One point.
   *
   * @param actions impostor actions after the take-over
   * @param caught share of the take-overs caught by then, in [0, 1]
   */
  public record Point(double actions, double caught) {}
}
