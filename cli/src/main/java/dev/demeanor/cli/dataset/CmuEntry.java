package dev.demeanor.cli.dataset;

import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** One typed password. Immutable. */
final class CmuEntry {

  /** Between the last release and the end of the entry. */
  private static final long END_MICROS = 1_000;

  private final Key key;
  private final long[] dwellMicros;
  private final long[] pressToPressMicros;
  private final String where;

  /**
   * Makes an entry.
   *
   * @param key which one it is
   * @param dwellMicros how long each key was held; not copied
   * @param pressToPressMicros from each press to the next; not copied
   * @param where file and row, for messages
   */
  CmuEntry(Key key, long[] dwellMicros, long[] pressToPressMicros, String where) {
    this.key = key;
    this.dwellMicros = dwellMicros;
    this.pressToPressMicros = pressToPressMicros;
    this.where = where;
  }

  /**
   * Which entry it is; two rows of one key would be one entry twice.
   *
   * @param subject who typed
   * @param session number of the session
   * @param repetition number within the session
   */
  record Key(String subject, int session, int repetition) {}

  Key key() {
    return key;
  }

  String where() {
    return where;
  }

  /** Adds the entry to the time line: keys in the order of their release, then the end. */
  EventBuffer toEvents(long startMicros) {
    int keys = dwellMicros.length;
    long[] press = new long[keys];
    press[0] = startMicros;
    for (int i = 1; i < keys; i++) {
      press[i] = press[i - 1] + pressToPressMicros[i - 1];
    }
    List<Integer> byRelease =
        IntStream.range(0, keys)
            .boxed()
            .sorted(Comparator.comparingLong(i -> press[i] + dwellMicros[i]))
            .toList();
    EventBuffer events = new EventBuffer(keys + 1);
    for (int i : byRelease) {
      events.addFixedTextKey(0, i, press[i], dwellMicros[i]);
    }
    int last = byRelease.get(keys - 1);
    long end = press[last] + dwellMicros[last] + END_MICROS;
    events.addFixedTextEnd(0, keys, end, EntryOutcome.COMPLETED);
    return events;
  }
}
