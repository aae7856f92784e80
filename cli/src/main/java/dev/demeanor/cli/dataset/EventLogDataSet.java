package dev.demeanor.cli.dataset;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.input.InputFiles;
import dev.demeanor.cli.input.InputSummary;
import dev.demeanor.event.Admission;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import dev.demeanor.subject.DeviceClass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The neutral event log in which an application exports its own traffic: JSON Lines, one event a
 * line, see docs/event-log.md. Sessions are in the order in which they begin in the log, events in
 * the order of their lines. A line that cannot be used is counted by reason, and the rest is used.
 */
final class EventLogDataSet implements DataSet {

  @Override
  public String name() {
    return "events";
  }

  @Override
  public Recordings load(Path path) {
    Loading loading = new Loading();
    InputSummary input = InputFiles.read(path, ".jsonl", loading::read);
    if (loading.subjects.isEmpty()) {
      throw new BadInput(
          path
              + " holds no usable event ("
              + loading.irregularities.counts()
              + "); --data needs an event log of version "
              + EventLogLine.VERSION
              + ", see docs/event-log.md");
    }
    List<SubjectRecording> subjects = new ArrayList<>();
    loading.subjects.forEach(
        (subject, sessions) -> {
          List<RecordedSession> recorded = new ArrayList<>();
          for (OpenSession session : sessions.values()) {
            recorded.add(session.recorded(recorded.size() + 1));
          }
          subjects.add(new SubjectRecording(subject, recorded));
        });
    return new Recordings(name(), subjects, input, "", loading.irregularities.counts());
  }

  private static final class Loading {

    private final Map<String, Map<String, OpenSession>> subjects = new LinkedHashMap<>();
    private final Irregularities irregularities = new Irregularities();
    private final EventLogLine line = new EventLogLine();

    void read(String file, InputStream content) throws IOException {
      Lines lines = new Lines(file, content);
      for (String text = lines.next(); text != null; text = lines.next()) {
        if (!text.isBlank()) {
          try {
            line.read(text);
            add();
          } catch (EventLogLine.CorruptLineException e) {
            irregularities.count("line " + e.getMessage());
          }
        }
      }
    }

    private void add() throws EventLogLine.CorruptLineException {
      Map<String, OpenSession> sessions = subjects.get(line.subject());
      OpenSession session = sessions == null ? null : sessions.get(line.session());
      if (session == null) {
        session = new OpenSession(line.device(), line.isImpostor());
      }
      session.add(line);
      subjects
          .computeIfAbsent(line.subject(), subject -> new LinkedHashMap<>())
          .putIfAbsent(line.session(), session);
    }
  }

  /** One session while its lines are being read. An entry, a block, or the rest is a unit. */
  private static final class OpenSession {

    private final DeviceClass device;
    private final boolean impostor;
    private final List<SessionSetup.Field> fields = new ArrayList<>();
    private final List<EventBuffer> entries = new ArrayList<>();
    private EventList open = new EventList();

    OpenSession(DeviceClass device, boolean impostor) {
      this.device = device;
      this.impostor = impostor;
    }

    void add(EventLogLine line) throws EventLogLine.CorruptLineException {
      if (line.device() != device || line.isImpostor() != impostor) {
        throw new EventLogLine.CorruptLineException("differs from its session in device or label");
      }
      int number = line.isFixedText() ? number(line.field()) : 0;
      EventBuffer one = new EventBuffer(1);
      if (line.addTo(one, number) != Admission.ACCEPTED) {
        throw new EventLogLine.CorruptLineException("has a number out of its range");
      }
      open.add(chunk -> chunk.addFrom(one, 0));
      if (line.kind() == EventKind.FIXED_TEXT_END) {
        entries.addAll(open.buffers());
        open = new EventList();
      }
    }

    private int number(SessionSetup.Field field) throws EventLogLine.CorruptLineException {
      int number = fields.indexOf(field);
      if (number >= 0) {
        return number;
      }
      if (fields.size() > EventBuffer.MAX_FIELD) {
        throw new EventLogLine.CorruptLineException("has one field too many for its session");
      }
      fields.add(field);
      return fields.size() - 1;
    }

    RecordedSession recorded(int number) {
      entries.addAll(open.buffers());
      return new RecordedSession(
          number, impostor ? Role.TEST_OTHER : Role.OWN, new SessionSetup(device, fields), entries);
    }
  }
}
