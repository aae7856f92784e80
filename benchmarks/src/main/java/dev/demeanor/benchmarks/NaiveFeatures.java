package dev.demeanor.benchmarks;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import dev.demeanor.event.KeyClass;
import dev.demeanor.feature.FreeTextBins;
import dev.demeanor.feature.PointerBins;
import java.util.Arrays;

/**
 * The features of a window as one would write them down first: keep the events, and at a decision
 * walk them all, sort what has a median. Same definitions as the library's extractors, which it
 * serves to check and to compare with. NaN stands for missing. Not thread-safe; arrays are reused,
 * nothing is allocated once they have grown.
 */
final class NaiveFeatures {

  /** Features of free text that are ever present. */
  static final int FREE_TEXT = 16 + FreeTextBins.TIMINGS + 6;

  static final int POINTER = PointerBins.FEATURES;
  static final int NAVIGATION = 6;

  private static final int CLASSES = FreeTextBins.CLASSES;

  /** Bins or routes, in the order of the events. */
  int[] tokens = new int[1024];

  int tokenCount;

  /** Pointer actions found. */
  int actions;

  private double[] a = new double[64];
  private double[] b = new double[64];
  private double[] c = new double[64];
  private double[] dt = new double[64];
  private double[] step = new double[64];
  private double[] speed = new double[64];
  private double[] angle = new double[64];
  private final long[] unitSum = new long[FreeTextBins.TIMINGS];
  private final int[] unitCount = new int[FreeTextBins.TIMINGS];
  private final int[] rowOfEvent = new int[4_096];
  private final double[] action = new double[POINTER];
  private final int[] counts = new int[POINTER * PointerBins.BINS];
  private int scrolls;
  private long lastEnd;

  // ---- fixed text

  /** Writes dwell, press to press, flight, in milliseconds; all keys must be there. */
  int fixedText(EventBuffer events, double[] out) {
    int keys = 0;
    for (int i = 0; i < events.size(); i++) {
      keys += events.kind(i) == EventKind.FIXED_TEXT_KEY ? 1 : 0;
    }
    for (int i = 0; i < keys; i++) {
      out[i] = events.dwellMicros(i) / 1000.0;
      if (i + 1 < keys) {
        long toPress = events.timeMicros(i + 1) - events.timeMicros(i);
        out[keys + i] = toPress / 1000.0;
        out[2 * keys - 1 + i] = (toPress - events.dwellMicros(i)) / 1000.0;
      }
    }
    return 3 * keys - 2;
  }

  // ---- free text

  int freeText(EventBuffer events, double[] out) {
    Arrays.fill(out, 0, FREE_TEXT, Double.NaN);
    Arrays.fill(unitSum, 0);
    Arrays.fill(unitCount, 0);
    ensure(events.size());
    tokenCount = 0;
    int timed = 0;
    int deletes = 0;
    int overlaps = 0;
    int keys = events.size();
    for (int i = 0; i < keys; i++) {
      long held = events.dwellMicros(i);
      long toPress = events.pressToPressMicros(i);
      int first = events.first(i).ordinal();
      int second = events.second(i).ordinal();
      deletes += events.first(i) == KeyClass.DELETE ? 1 : 0;
      a[i] = millis(held, 0);
      unit(FreeTextBins.dwell(first, second, held), held);
      if (toPress < 1_000_000) {
        b[timed] = millis(toPress - held, -500);
        c[timed] = millis(toPress, 0);
        timed++;
        overlaps += toPress < held ? 1 : 0;
        unit(FreeTextBins.pressPress(first, second, toPress), toPress);
        unit(FreeTextBins.flight(first, second, toPress - held), toPress - held);
      }
    }
    spread(a, keys, out, 0);
    spread(b, timed, out, 8);
    for (int unit = 0; unit < FreeTextBins.TIMINGS; unit++) {
      if (unitCount[unit] > 0) {
        out[16 + unit] = unitSum[unit] / 1000.0 / unitCount[unit];
      }
    }
    int others = 16 + FreeTextBins.TIMINGS;
    double mean = mean(c, timed);
    out[others] = (double) deletes / keys;
    out[others + 1] = (double) (keys - timed) / keys;
    out[others + 2] = (double) overlaps / keys;
    out[others + 3] = 1000 / mean;
    out[others + 4] = deviation(c, timed, mean) / mean;
    out[others + 5] = keys;
    return FREE_TEXT;
  }

  private static double millis(long micros, int low) {
    return Math.max(low, Math.min(1000, Math.floorDiv(micros + 500, 1000)));
  }

  private void unit(int token, long micros) {
    tokens[tokenCount++] = token;
    int timing = FreeTextBins.timing(FreeTextBins.unit(token));
    unitSum[timing] += micros;
    unitCount[timing]++;
  }

  private static void spread(double[] values, int count, double[] out, int at) {
    double mean = mean(values, count);
    out[at] = mean;
    out[at + 1] = deviation(values, count, mean);
    Arrays.sort(values, 0, count);
    out[at + 2] = values[0];
    out[at + 3] = values[count - 1];
    out[at + 4] = values[(count - 1) / 2];
    out[at + 5] = values[(count - 1) / 4];
    out[at + 6] = values[3 * (count - 1) / 4];
    out[at + 7] = values[count - 1] - values[0];
  }

  private static double mean(double[] values, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum / count;
  }

  private static double deviation(double[] values, int count, double mean) {
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
    }
    return Math.sqrt(squares / (count - 1));
  }

  // ---- navigation

  int navigation(EventBuffer events, double[] out) {
    int visits = events.size();
    ensure(visits);
    tokenCount = 0;
    int distinct = 0;
    int repeated = 0;
    int intervals = 0;
    for (int i = 0; i < visits; i++) {
      int route = events.route(i);
      boolean known = false;
      for (int k = 0; k < i && !known; k++) {
        known = events.route(k) == route;
      }
      distinct += known ? 0 : 1;
      if (i > 0) {
        repeated += events.route(i - 1) == route ? 1 : 0;
        long interval = events.timeMicros(i) - events.timeMicros(i - 1);
        if (interval > 0) {
          a[intervals++] = StrictMath.log(Math.max(0.01, interval / 1e6));
        }
      }
      tokens[tokenCount++] = route;
    }
    double mean = mean(a, intervals);
    out[0] = visits;
    out[1] = visits - 1;
    out[2] = (double) distinct / visits;
    out[3] = (double) repeated / visits;
    out[4] = mean;
    out[5] = deviation(a, intervals, mean);
    return NAVIGATION;
  }

  // ---- pointer

  /** Finds the actions among the stored events, measures each, and counts them in bins. */
  int pointer(EventBuffer events, double[] out) {
    Arrays.fill(counts, 0);
    actions = 0;
    int rows = 0;
    int pressed = -1;
    long pressedMicros = 0;
    boolean dragged = false;
    scrolls = 0;
    lastEnd = -1;
    for (int i = 0; i < events.size(); i++) {
      long time = events.timeMicros(i);
      if (rows > 0 && time - events.timeMicros(i - 1) > 10_000_000) {
        add(events, 0, rows, events.timeMicros(i - 1), 0, Double.NaN);
        rows = 0;
        pressed = -1;
        dragged = false;
      }
      switch (events.action(i)) {
        case SCROLL_UP, SCROLL_DOWN -> scrolls++;
        case MOVE -> rows = row(events, i, rows);
        case DRAG -> {
          rows = row(events, i, rows);
          dragged = true;
        }
        case PRESS -> {
          rows = row(events, i, rows);
          pressedMicros = pressed < 0 ? time : pressedMicros;
          pressed = pressed < 0 ? rows - 1 : pressed;
        }
        case RELEASE -> {
          rows = row(events, i, rows);
          double held = Double.NaN;
          if (pressed >= 0) {
            held = StrictMath.log(Math.max(0.001, (time - pressedMicros) / 1e6));
          }
          if (!dragged) {
            add(events, 0, rows, time, 1, held);
          } else if (pressed > 0) {
            long down = events.timeMicros(rowOfEvent[pressed]);
            add(events, 0, pressed + 1, down, 0, Double.NaN);
            add(events, pressed, rows, time, 2, held);
          } else {
            add(events, 0, rows, time, 2, held);
          }
          rows = 0;
          pressed = -1;
          dragged = false;
        }
      }
    }
    for (int j = 0; j < POINTER; j++) {
      int sum = 0;
      int count = 0;
      for (int bin = 0; bin < PointerBins.BINS; bin++) {
        sum += bin * counts[j * PointerBins.BINS + bin];
        count += counts[j * PointerBins.BINS + bin];
      }
      out[j] = count == 0 ? Double.NaN : PointerBins.value(j, (double) sum / count);
    }
    tokenCount = PointerBins.TOKENS;
    Arrays.fill(tokens, 0, tokenCount, 0);
    for (int i = 0; i < counts.length; i++) {
      tokens[i / 4] |= counts[i] << i % 4 * 8;
    }
    return POINTER;
  }

  private int row(EventBuffer events, int event, int rows) {
    if (rows == 512
        || rows > 0 && events.timeMicros(event) <= events.timeMicros(rowOfEvent[rows - 1])) {
      return rows;
    }
    rowOfEvent[rows] = event;
    return rows + 1;
  }

  private void add(EventBuffer events, int from, int to, long endMicros, int kind, double held) {
    if (to - from >= 4 && measure(events, from, to, endMicros)) {
      long gap = events.timeMicros(rowOfEvent[from]) - lastEnd;
      boolean absent = lastEnd < 0 || gap > 30_000_000;
      action[51] = held;
      action[52] = absent ? Double.NaN : StrictMath.log(Math.max(0.01, gap / 1e6));
      action[53] = kind;
      action[54] = StrictMath.log1p(scrolls);
      scrolls = 0;
      for (int j = 0; j < POINTER; j++) {
        if (!Double.isNaN(action[j])) {
          counts[j * PointerBins.BINS + PointerBins.bin(j, action[j])]++;
        }
      }
      actions++;
    }
    lastEnd = to > from ? endMicros : lastEnd;
  }

  private boolean measure(EventBuffer events, int from, int to, long endMicros) {
    int rows = to - from;
    int steps = rows - 1;
    ensure(rows);
    double length = 0;
    double pauses = 0;
    int[] shares = {0, 0, 0, 0};
    int top = 0;
    double shift = 0;
    double before = 0;
    double absolute = 0;
    for (int i = 0; i < steps; i++) {
      int p = rowOfEvent[from + i];
      int q = rowOfEvent[from + i + 1];
      int dx = events.x(q) - events.x(p);
      int dy = events.y(q) - events.y(p);
      dt[i] = (events.timeMicros(q) - events.timeMicros(p)) / 1e6;
      step[i] = Math.sqrt((double) dx * dx + (double) dy * dy);
      speed[i] = step[i] / dt[i];
      a[i] = Math.abs(dx) / dt[i];
      b[i] = Math.abs(dy) / dt[i];
      double raw = StrictMath.atan2(dy, dx);
      shift += i > 0 && raw - before > Math.PI ? -2 * Math.PI : 0;
      shift += i > 0 && before - raw > Math.PI ? 2 * Math.PI : 0;
      before = raw;
      angle[i] = raw + shift;
      absolute += Math.abs(angle[i]);
      length += step[i];
      pauses += dt[i] > 0.1 ? dt[i] : 0;
      shares[0] += step[i] <= 1.5 ? 1 : 0;
      shares[1] += step[i] > 20 ? 1 : 0;
      shares[2] += dx == 0 ? 1 : 0;
      shares[3] += dy == 0 ? 1 : 0;
      top = speed[i] > speed[top] ? i : top;
    }
    if (length <= 0) {
      return false;
    }
    int first = rowOfEvent[from];
    int last = rowOfEvent[to - 1];
    double duration = (events.timeMicros(last) - events.timeMicros(first)) / 1e6;
    double ex = events.x(last) - events.x(first);
    double ey = events.y(last) - events.y(first);
    double chord = Math.sqrt(ex * ex + ey * ey);
    double offset = 0;
    for (int i = from; i < to; i++) {
      double px = events.x(rowOfEvent[i]) - events.x(first);
      double py = events.y(rowOfEvent[i]) - events.y(first);
      double off = chord > 0 ? Math.abs(ex * py - ey * px) / chord : Math.sqrt(px * px + py * py);
      offset = Math.max(offset, off);
    }
    double turns = 0;
    int sharp = 0;
    for (int i = 1; i < steps; i++) {
      double turn = Math.abs(angle[i] - angle[i - 1]);
      turns += turn;
      sharp += turn > Math.PI / 4 ? 1 : 0;
    }
    double heading = StrictMath.atan2(ey, ex);
    double[] out = action;
    out[0] = StrictMath.log(duration);
    out[1] = StrictMath.log(length);
    out[2] = StrictMath.log1p(chord);
    out[3] = chord / length;
    out[4] = pauses / duration;
    out[5] =
        (events.timeMicros(rowOfEvent[from + top + 1]) - events.timeMicros(first)) / 1e6 / duration;
    out[6] = StrictMath.log1p(offset);
    out[7] = offset / length;
    out[8] = absolute / steps;
    out[9] = turns;
    out[10] = (double) sharp / rows;
    out[11] = StrictMath.cos(heading);
    out[12] = StrictMath.sin(heading);
    four(a, steps, 13);
    four(b, steps, 17);
    System.arraycopy(speed, 0, a, 0, steps);
    four(a, steps, 21);
    for (int i = 0; i + 1 < steps; i++) {
      b[i] = (speed[i + 1] - speed[i]) / dt[i + 1];
      a[i] = Math.abs(b[i]);
    }
    four(a, steps - 1, 25);
    for (int i = 0; i + 2 < steps; i++) {
      a[i] = Math.abs((b[i + 1] - b[i]) / dt[i + 2]);
    }
    four(a, steps - 2, 29);
    for (int i = 0; i + 1 < steps; i++) {
      double turn = Math.abs(angle[i + 1] - angle[i]);
      a[i] = turn / dt[i + 1];
      b[i] = turn / Math.max(step[i + 1], 1);
    }
    four(a, steps - 1, 33);
    four(b, steps - 1, 37);
    out[41] = StrictMath.log1p(speed[0]);
    out[42] = StrictMath.log1p(speed[steps - 1]);
    out[43] = StrictMath.log1p(step[0]);
    for (int k = 0; k < 4; k++) {
      out[44 + k] = (double) shares[k] / steps;
    }
    Arrays.sort(step, 0, steps);
    out[48] = StrictMath.log1p(step[steps - 1]);
    out[49] = StrictMath.log1p(median(step, steps));
    long beforeLast = events.timeMicros(rowOfEvent[to - 2]);
    out[50] = StrictMath.log1p(Math.max(0, (endMicros - beforeLast) / 1e6));
    return true;
  }

  private void four(double[] values, int count, int at) {
    double mean = mean(values, count);
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
    }
    Arrays.sort(values, 0, count);
    action[at] = StrictMath.log1p(mean);
    action[at + 1] = StrictMath.log1p(Math.sqrt(squares / count));
    action[at + 2] = StrictMath.log1p(values[count - 1]);
    action[at + 3] = StrictMath.log1p(median(values, count));
  }

  private static double median(double[] sorted, int count) {
    int middle = count / 2;
    return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private void ensure(int size) {
    if (a.length < size) {
      int grown = 2 * size;
      a = new double[grown];
      b = new double[grown];
      c = new double[grown];
      dt = new double[grown];
      step = new double[grown];
      speed = new double[grown];
      angle = new double[grown];
    }
  }
}
