package dev.demeanor.cli.dataset;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.input.InputFiles;
import dev.demeanor.cli.input.InputSummary;
import dev.demeanor.event.EventBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keystroke benchmark of K. Killourhy and R. Maxion, "Comparing Anomaly-Detection Algorithms
 * for Keystroke Dynamics", DSN 2009: one password typed 50 times in each of 8 sessions. Hold and
 * key-down to key-down times give the exact press and release of every key; each row becomes an
 * entry of a fixed-text field. Gaps between entries and sessions were not recorded and are made up:
 * five seconds and a day.
 */
final class CmuDataSet implements DataSet {

  private static final String FIELD = "password";
  private static final String ORIGINAL =
      "b11d23538b1865fa6ecf4e8b78567caa312e9c1027604bb022fcc6ad7eaa7a33";
  private static final long BETWEEN_ENTRIES_MICROS = 5_000_000;
  private static final long BETWEEN_SESSIONS_MICROS = 86_400_000_000L;

  @Override
  public String name() {
    return "cmu";
  }

  @Override
  public boolean hasOneText() {
    return true;
  }

  @Override
  public Recordings load(Path path) {
    Map<CmuEntry.Key, CmuEntry> entries = new HashMap<>();
    Map<String, List<CmuEntry>> bySubject = new LinkedHashMap<>();
    InputSummary input =
        InputFiles.read(
            path,
            ".csv",
            (name, content) ->
                CmuTable.read(
                    name,
                    content,
                    entry -> {
                      CmuEntry other = entries.putIfAbsent(entry.key(), entry);
                      if (other != null) {
                        throw new BadInput(
                            entry.where()
                                + " repeats the subject, session and rep of "
                                + other.where()
                                + "; each may occur once, remove one of the two");
                      }
                      bySubject
                          .computeIfAbsent(entry.key().subject(), subject -> new ArrayList<>())
                          .add(entry);
                    }));
    if (entries.isEmpty()) {
      throw new BadInput(
          path + " holds a header and no rows; --data needs recordings to measure on");
    }
    List<SubjectRecording> subjects = new ArrayList<>();
    bySubject.forEach(
        (subject, typed) -> subjects.add(new SubjectRecording(subject, sessions(typed))));
    String note =
        input.sha256().equals(ORIGINAL) ? "the complete file as its authors publish it" : "";
    return new Recordings(name(), subjects, input, note, Map.of());
  }

  private static List<RecordedSession> sessions(List<CmuEntry> entries) {
    entries.sort(
        Comparator.comparingInt((CmuEntry entry) -> entry.key().session())
            .thenComparingInt(entry -> entry.key().repetition()));
    List<RecordedSession> sessions = new ArrayList<>();
    List<EventBuffer> units = new ArrayList<>();
    long start = 0;
    for (int i = 0; i < entries.size(); i++) {
      CmuEntry entry = entries.get(i);
      EventBuffer events = entry.toEvents(start);
      units.add(events);
      start = events.timeMicros(events.size() - 1) + BETWEEN_ENTRIES_MICROS;
      if (i + 1 == entries.size() || entries.get(i + 1).key().session() != entry.key().session()) {
        sessions.add(
            new RecordedSession(entry.key().session(), Role.OWN, SessionSetup.field(FIELD), units));
        units = new ArrayList<>();
        start += BETWEEN_SESSIONS_MICROS;
      }
    }
    return sessions;
  }
}
