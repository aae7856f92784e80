package dev.demeanor.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.cli.BadInput;
import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.KeyClass;
import dev.demeanor.event.PointerAction;
import dev.demeanor.event.Route;
import dev.demeanor.subject.DeviceClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogDataSetTest {

  private static final String VISIT =
      "{\"v\":1,\"subject\":\"u1\",\"session\":\"s1\",\"kind\":\"VISIT\",\"t\":1,\"route\":7}";

  @TempDir Path folder;

  @Test
  void load_readsBackWhatTheWriterWrote() throws IOException {
    List<BehaviorEvent> events =
        List.of(
            new BehaviorEvent.FixedTextKey(1, 0, 1_000, 90_000),
            new BehaviorEvent.FixedTextEnd(1, 1, 200_000, EntryOutcome.COMPLETED),
            new BehaviorEvent.FreeTextPair(
                KeyClass.LETTER_LEFT, KeyClass.SPACE, 300_000, 80_000, 120_000),
            new BehaviorEvent.Pointer(PointerAction.DRAG, 400_000, -5, 70),
            new BehaviorEvent.Visit(Route.number("/accounts/{id}"), 500_000));
    SessionSetup setup =
        new SessionSetup(
            DeviceClass.PHONE,
            List.of(new SessionSetup.Field("name", 0), new SessionSetup.Field("password", 2)));
    Path file = folder.resolve("log.jsonl");
    try (EventLogWriter writer = new EventLogWriter(Files.newBufferedWriter(file))) {
      for (BehaviorEvent event : events) {
        writer.write(new EventLogWriter.Session("u \"1\"", "s1", setup, Optional.of(true)), event);
      }
      writer.write(
          new EventLogWriter.Session("u \"1\"", "s2", setup, Optional.of(false)), events.get(4));
    }

    Recordings recordings = DataSets.get("events").load(file);

    assertThat(recordings.irregularities()).isEmpty();
    SubjectRecording subject = recordings.subjects().get(0);
    assertThat(subject.subject()).isEqualTo("u \"1\"");
    RecordedSession session = subject.sessions().get(0);
    assertThat(session.setup().device()).isEqualTo(DeviceClass.PHONE);
    assertThat(session.setup().fields()).containsExactly(new SessionSetup.Field("password", 2));
    assertThat(session.role()).isEqualTo(Role.OWN);
    assertThat(subject.sessions().get(1).role()).isEqualTo(Role.TEST_OTHER);
    List<BehaviorEvent> read = new ArrayList<>();
    for (EventBuffer unit : session.units()) {
      for (int i = 0; i < unit.size(); i++) {
        read.add(unit.get(i));
      }
    }
    assertThat(read.get(0)).isEqualTo(new BehaviorEvent.FixedTextKey(0, 0, 1_000, 90_000));
    assertThat(read.subList(2, 5)).isEqualTo(events.subList(2, 5));
  }

  @Test
  void load_countsCorruptLinesByReasonAndTakesTheRest() throws IOException {
    Recordings recordings =
        load(
            VISIT,
            "",
            "{\"v\":1,",
            "[]",
            VISIT + VISIT,
            VISIT.replace("\"v\":1", "\"v\":2"),
            VISIT.replace("\"t\":1,", ""),
            VISIT.replace("\"t\":1", "\"t\":1.5"),
            VISIT.replace("\"t\":1", "\"t\":\"1\""),
            VISIT.replace("VISIT", "KEYLOG"),
            VISIT.replace("\"route\":7", "\"route\":7,\"text\":\"secret\""),
            VISIT.replace("\"route\":7", "\"route\":-7"),
            VISIT.replace("\"route\":7", "\"route\":99999999999"),
            VISIT.replace("\"route\":7", "\"route\":7,\"device\":\"PHONE\""),
            VISIT.replace("\"route\":7", "\"route\":7,\"label\":\"maybe\""),
            VISIT.replace("\"u1\"", "\" \""),
            VISIT.replace("\"route\":7", "\"route\":7,\"route\":8"),
            VISIT);

    assertThat(recordings.events()).isEqualTo(2);
    assertThat(recordings.irregularities())
        .containsEntry("line is not JSON", 2L)
        .containsEntry("line is not a JSON object", 1L)
        .containsEntry("line is not one JSON object", 1L)
        .containsEntry("line has another version than 1", 1L)
        .containsEntry("line has no t", 1L)
        .containsEntry("line has a member that is no text and no whole number", 1L)
        .containsEntry("line has a wrong t", 1L)
        .containsEntry("line has a wrong kind", 1L)
        .containsEntry("line has a member its kind does not have", 1L)
        .containsEntry("line has a number out of its range", 1L)
        .containsEntry("line has a wrong route", 1L)
        .containsEntry("line differs from its session in device or label", 1L)
        .containsEntry("line has a wrong label", 1L)
        .containsEntry("line has a wrong subject", 1L);
    assertThat(recordings.irregularities().values().stream().mapToLong(n -> n).sum()).isEqualTo(15);
  }

  @Test
  void load_ofFieldsThatNoFieldMayHave_countsThem() throws IOException {
    String key =
        "{\"v\":1,\"subject\":\"u1\",\"session\":\"s1\",\"kind\":\"FIXED_TEXT_KEY\",\"t\":1,"
            + "\"field\":\"FIELD\",\"position\":0,\"dwell\":5}";
    List<String> lines = new ArrayList<>(List.of(VISIT, key));
    for (int i = 0; i < 66; i++) {
      lines.add(key.replace("FIELD", "f" + i));
    }

    assertThat(load(lines.toArray(new String[0])).irregularities())
        .containsEntry("line has a wrong field", 1L)
        .containsEntry("line has one field too many for its session", 2L);
  }

  @Test
  void load_withoutAUsableLine_isAMistake() {
    assertThatThrownBy(() -> load("{", ""))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("holds no usable event")
        .hasMessageContaining("see docs/event-log.md");
  }

  private Recordings load(String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("log.jsonl"), String.join("\r\n", lines));
    return DataSets.get("events").load(file);
  }
}
