package dev.demeanor.feature;

/**
 * What one pointer action is like: durations, lengths, straightness, speeds, accelerations, turns,
 * pauses. Times in seconds, lengths in CSS pixels, mostly as logarithms. Neither the place on the
 * screen, nor its size, nor how the device's clock steps is among them: those tell machines apart,
 * not people. After A. A. E. Ahmed and I. Traore (2007), H. Gamboa and A. Fred (2004) and M. Antal
 * and E. Egyed-Zsigmond (2018). Not thread-safe; scratch is reused.
 */
final class PointerMeasures {

  static final String[] NAMES = {
    "duration",
    "path",
    "chord",
    "straightness",
    "pauses",
    "top-speed-at",
    "offset.max",
    "offset.relative",
    "direction.mean",
    "turn.sum",
    "turn.sharp",
    "heading.cos",
    "heading.sin",
    "vx.mean",
    "vx.std",
    "vx.max",
    "vx.median",
    "vy.mean",
    "vy.std",
    "vy.max",
    "vy.median",
    "speed.mean",
    "speed.std",
    "speed.max",
    "speed.median",
    "acceleration.mean",
    "acceleration.std",
    "acceleration.max",
    "acceleration.median",
    "jerk.mean",
    "jerk.std",
    "jerk.max",
    "jerk.median",
    "turn-rate.mean",
    "turn-rate.std",
    "turn-rate.max",
    "turn-rate.median",
    "curvature.mean",
    "curvature.std",
    "curvature.max",
    "curvature.median",
    "speed.first",
    "speed.last",
    "step.first",
    "step.short",
    "step.long",
    "step.vertical",
    "step.horizontal",
    "step.max",
    "step.median",
    "last-step-to-end"
  };

  static final String[] UNITS = {
    "ln s",
    "ln px",
    "ln(1+px)",
    "1",
    "1",
    "1",
    "ln(1+px)",
    "1",
    "rad",
    "rad",
    "1",
    "1",
    "1",
    "ln(1+px/s)",
    "ln(1+px/s)",
    "ln(1+px/s)",
    "ln(1+px/s)",
    "ln(1+px/s)",
    "ln(1+px/s)",
    "ln(1+px/s)",
    "ln(1+px/s)",
    "ln(1+px/s)",
    "ln(1+px/s)",
    "ln(1+px/s)",
    "ln(1+px/s)",
    "ln(1+px/s2)",
    "ln(1+px/s2)",
    "ln(1+px/s2)",
    "ln(1+px/s2)",
    "ln(1+px/s3)",
    "ln(1+px/s3)",
    "ln(1+px/s3)",
    "ln(1+px/s3)",
    "ln(1+rad/s)",
    "ln(1+rad/s)",
    "ln(1+rad/s)",
    "ln(1+rad/s)",
    "ln(1+rad/px)",
    "ln(1+rad/px)",
    "ln(1+rad/px)",
    "ln(1+rad/px)",
    "ln(1+px/s)",
    "ln(1+px/s)",
    "ln(1+px)",
    "1",
    "1",
    "1",
    "1",
    "ln(1+px)",
    "ln(1+px)",
    "ln(1+s)"
  };

  static final int COUNT = NAMES.length;

  private static final int MIN_ROWS = 4;
  private static final double MICROS = 1e6;
  private static final double PAUSE_SECONDS = 0.1;
  private static final double SHARP = Math.PI / 4;
  private static final double SHORT_STEP = 1.5;
  private static final double LONG_STEP = 20;

  /**
   * Directions of short steps, from (-REACH, 0) by rows of dy: most steps are short, and a look-up
   * costs a tenth of the arc tangent, whose values these are.
   */
  private static final int REACH = 63;

  private static final int ROW = 2 * REACH + 1;
  private static final double[] DIRECTIONS = directionsOfShortSteps();

  private final MedianOfMagnitudes medians = new MedianOfMagnitudes();
  private double[] dt = new double[32];
  private double[] step = new double[32];
  private double[] vx = new double[32];
  private double[] vy = new double[32];
  private double[] speed = new double[32];
  private double[] angle = new double[32];
  private double[] work = new double[32];

  /**
   * Measures the rows {@code from} to {@code to} (exclusive) of a path.
   *
   * @param endMicros when the action ended, for instance when the button came up
   * @param out where {@link #COUNT} values go
   * @return false when the rows are too few or never leave their place
   */
  boolean measure(PointerPath path, int from, int to, long endMicros, double[] out) {
    int rows = to - from;
    if (rows < MIN_ROWS) {
      return false;
    }
    ensure(rows);
    int steps = rows - 1;
    double length = 0;
    double pauses = 0;
    int vertical = 0;
    int horizontal = 0;
    int shortSteps = 0;
    int longSteps = 0;
    int top = 0;
    for (int i = 0; i < steps; i++) {
      int dx = path.x[from + i + 1] - path.x[from + i];
      int dy = path.y[from + i + 1] - path.y[from + i];
      dt[i] = (path.timeMicros[from + i + 1] - path.timeMicros[from + i]) / MICROS;
      step[i] = Math.sqrt((double) dx * dx + (double) dy * dy);
      speed[i] = step[i] / dt[i];
      angle[i] = direction(dx, dy);
      vx[i] = Math.abs(dx) / dt[i];
      vy[i] = Math.abs(dy) / dt[i];
      length += step[i];
      pauses += dt[i] > PAUSE_SECONDS ? dt[i] : 0;
      vertical += dx == 0 ? 1 : 0;
      horizontal += dy == 0 ? 1 : 0;
      shortSteps += step[i] <= SHORT_STEP ? 1 : 0;
      longSteps += step[i] > LONG_STEP ? 1 : 0;
      top = speed[i] > speed[top] ? i : top;
    }
    if (length <= 0) {
      return false;
    }
    unwrap(steps);
    double duration = (path.timeMicros[to - 1] - path.timeMicros[from]) / MICROS;
    double ex = path.x[to - 1] - path.x[from];
    double ey = path.y[to - 1] - path.y[from];
    double chord = Math.sqrt(ex * ex + ey * ey);
    double offset = largestOffset(path, from, to, ex, ey, chord);
    int at = 0;
    out[at++] = StrictMath.log(duration);
    out[at++] = StrictMath.log(length);
    out[at++] = Logarithm.onePlus(chord);
    out[at++] = chord / length;
    out[at++] = pauses / duration;
    out[at++] = (path.timeMicros[from + top + 1] - path.timeMicros[from]) / MICROS / duration;
    out[at++] = Logarithm.onePlus(offset);
    out[at++] = offset / length;
    at = directions(steps, rows, ex, ey, out, at);
    at = four(vx, steps, out, at);
    at = four(vy, steps, out, at);
    System.arraycopy(speed, 0, work, 0, steps);
    at = four(work, steps, out, at);
    at = changes(steps, out, at);
    out[at++] = Logarithm.onePlus(speed[0]);
    out[at++] = Logarithm.onePlus(speed[steps - 1]);
    out[at++] = Logarithm.onePlus(step[0]);
    out[at++] = (double) shortSteps / steps;
    out[at++] = (double) longSteps / steps;
    out[at++] = (double) vertical / steps;
    out[at++] = (double) horizontal / steps;
    out[at++] = Logarithm.onePlus(medians.take(step, steps));
    out[at++] = Logarithm.onePlus(medians.median());
    out[at] = Logarithm.onePlus(Math.max(0, (endMicros - path.timeMicros[to - 2]) / MICROS));
    return true;
  }

  private int directions(int steps, int rows, double ex, double ey, double[] out, int start) {
    int at = start;
    double mean = 0;
    for (int i = 0; i < steps; i++) {
      mean += Math.abs(angle[i]);
    }
    double turns = 0;
    int sharp = 0;
    for (int i = 1; i < steps; i++) {
      double turn = Math.abs(angle[i] - angle[i - 1]);
      turns += turn;
      sharp += turn > SHARP ? 1 : 0;
    }
    double chord = Math.sqrt(ex * ex + ey * ey);
    out[at++] = mean / steps;
    out[at++] = turns;
    out[at++] = (double) sharp / rows;
    out[at++] = chord > 0 ? ex / chord : 1;
    out[at++] = chord > 0 ? ey / chord : 0;
    return at;
  }

  /** Acceleration, jerk, turn rate and curvature. */
  private int changes(int steps, double[] out, int start) {
    int at = start;
    double[] acceleration = vx; // both were used up
    double[] jerk = vy;
    for (int i = 0; i + 1 < steps; i++) {
      acceleration[i] = (speed[i + 1] - speed[i]) / dt[i + 1];
      work[i] = Math.abs(acceleration[i]);
    }
    for (int i = 0; i + 2 < steps; i++) {
      jerk[i] = Math.abs((acceleration[i + 1] - acceleration[i]) / dt[i + 2]);
    }
    at = four(work, steps - 1, out, at);
    at = four(jerk, steps - 2, out, at);
    double[] curvature = vx;
    for (int i = 0; i + 1 < steps; i++) {
      double turn = Math.abs(angle[i + 1] - angle[i]);
      work[i] = turn / dt[i + 1];
      curvature[i] = turn / Math.max(step[i + 1], 1);
    }
    at = four(work, steps - 1, out, at);
    return four(curvature, steps - 1, out, at);
  }

  /** Writes mean, standard deviation, largest and median of magnitudes, as ln(1+v). */
  private int four(double[] values, int count, double[] out, int start) {
    int at = start;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    double mean = sum / count;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
    }
    out[at++] = Logarithm.onePlus(mean);
    out[at++] = Logarithm.onePlus(Math.sqrt(squares / count));
    out[at++] = Logarithm.onePlus(medians.take(values, count));
    out[at++] = Logarithm.onePlus(medians.median());
    return at;
  }

  /** Returns the arc tangent of a step: that of StrictMath, bit for bit. */
  private static double direction(int dx, int dy) {
    if (dx < -REACH || dx > REACH || dy < -REACH || dy > REACH) {
      return StrictMath.atan2(dy, dx);
    }
    double direction = DIRECTIONS[Math.abs(dy) * ROW + dx + REACH];
    return dy < 0 ? -direction : direction; // StrictMath is as symmetric
  }

  private static double[] directionsOfShortSteps() {
    double[] directions = new double[(REACH + 1) * ROW];
    for (int dy = 0; dy <= REACH; dy++) {
      for (int dx = -REACH; dx <= REACH; dx++) {
        directions[dy * ROW + dx + REACH] = StrictMath.atan2(dy, dx);
      }
    }
    return directions;
  }

  private static double largestOffset(
      PointerPath path, int from, int to, double ex, double ey, double chord) {
    double largest = 0;
    for (int i = from; i < to; i++) {
      double px = path.x[i] - path.x[from];
      double py = path.y[i] - path.y[from];
      double off = chord > 0 ? Math.abs(ex * py - ey * px) : Math.sqrt(px * px + py * py);
      largest = off > largest ? off : largest; // Math.max costs ten times as much
    }
    return chord > 0 ? largest / chord : largest;
  }

  /** Takes the jumps of a full turn out of {@link #angle}. */
  private void unwrap(int steps) {
    double shift = 0;
    double before = angle[0];
    for (int i = 1; i < steps; i++) {
      double raw = angle[i];
      if (raw - before > Math.PI) {
        shift -= 2 * Math.PI;
      } else if (before - raw > Math.PI) {
        shift += 2 * Math.PI;
      }
      before = raw;
      angle[i] = raw + shift;
    }
  }

  private void ensure(int rows) {
    if (dt.length < rows) {
      int size = Math.max(rows, 2 * dt.length);
      dt = new double[size];
      step = new double[size];
      speed = new double[size];
      angle = new double[size];
      work = new double[size];
      vx = new double[size];
      vy = new double[size];
    }
  }
}
