package dev.demeanor.cli.evaluate;

import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Moves entries of a fixed text from one person's typing towards another's: each dwell and each
 * press to press by a share of the way between the two persons' usual ones, on the scale of
 * logarithms, so that an entry keeps what is peculiar to it.
 */
final class Morph {

  private static final long LEAST_MICROS = 1_000;

  private final double[] way;

  private Morph(double[] way) {
    this.way = way;
  }

  /** Makes the way from what one usually types to what the other usually types. */
  static Morph between(List<EventBuffer> from, List<EventBuffer> to) {
    double[] start = usual(from);
    double[] end = usual(to);
    return new Morph(
        IntStream.range(0, start.length).mapToDouble(i -> end[i] - start[i]).toArray());
  }

  /** Returns the mean logarithm of each time. */
  private static double[] usual(List<EventBuffer> entries) {
    double[] sum = logarithms(entries.get(0));
    for (EventBuffer entry : entries.subList(1, entries.size())) {
      double[] times = logarithms(entry);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += times[i];
      }
    }
    return IntStream.range(0, sum.length).mapToDouble(i -> sum[i] / entries.size()).toArray();
  }

  /** Returns the logarithms of all dwells, then of all times from press to press. */
  private static double[] logarithms(EventBuffer entry) {
    int keys = entry.size() - 1;
    long[] press = new long[keys];
    double[] times = new double[2 * keys - 1];
    for (int i = 0; i <= keys; i++) {
      if (entry.kind(i) == EventKind.FIXED_TEXT_KEY) {
        press[entry.position(i)] = entry.timeMicros(i);
        times[entry.position(i)] = Math.log((double) Math.max(LEAST_MICROS, entry.dwellMicros(i)));
      }
    }
    for (int i = 1; i < keys; i++) {
      times[keys + i - 1] = Math.log((double) Math.max(LEAST_MICROS, press[i] - press[i - 1]));
    }
    return times;
  }

  /** Returns an entry moved by a share of the way: 0 leaves it where it is. */
  EventBuffer move(EventBuffer entry, double share) {
    double[] times = logarithms(entry);
    long[] moved = new long[times.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = Math.round(Math.exp(times[i] + share * way[i]));
    }
    int keys = entry.size() - 1;
    long[] press = new long[keys];
    press[0] = entry.timeMicros(0);
    for (int i = 1; i < keys; i++) {
      press[i] = press[i - 1] + moved[keys + i - 1];
    }
    List<Integer> byRelease =
        IntStream.range(0, keys)
            .boxed()
            .sorted(Comparator.comparingLong(i -> press[i] + moved[i]))
            .toList();
    EventBuffer events = new EventBuffer(keys + 1);
    for (int i : byRelease) {
      events.addFixedTextKey(0, i, press[i], moved[i]);
    }
    int last = byRelease.get(keys - 1);
    events.addFixedTextEnd(0, keys, press[last] + moved[last] + 1_000, EntryOutcome.COMPLETED);
    return events;
  }
}
