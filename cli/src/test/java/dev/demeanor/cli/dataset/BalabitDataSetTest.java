package dev.demeanor.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.Packing;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.PointerAction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BalabitDataSetTest {

  private static final String HEADER = "record timestamp,client timestamp,button,state,x,y\n";
  private static final String MOVE = "0.0,1.5,NoButton,Move,10,20\n";

  @TempDir Path folder;

  @Test
  void load_readsStatesAndTimes() throws IOException {
    EventBuffer events =
        training(
                "0.0,0.0,NoButton,Move,1,2\n0.1,0.016,Left,Pressed,1,2\n0.2,0.031,NoButton,Drag,3,4\n"
                    + "0.3,0.047,Left,Released,3,4\n0.4,0.1,Scroll,Down,0,0\n0.5,0.2,Scroll,Up,0,0\n")
            .units()
            .get(0);

    assertThat(actions(events))
        .containsExactly(
            PointerAction.MOVE,
            PointerAction.PRESS,
            PointerAction.DRAG,
            PointerAction.RELEASE,
            PointerAction.SCROLL_DOWN,
            PointerAction.SCROLL_UP);
    assertThat(events.timeMicros(1)).isEqualTo(16_000);
    assertThat(events.x(2)).isEqualTo(3);
    assertThat(events.y(2)).isEqualTo(4);
  }

  @Test
  void load_dropsAndCountsWhatIsNoObservation() throws IOException {
    Recordings recordings =
        load(
            MOVE
                + MOVE
                + "0.1,1.6,NoButton,Move,65535,20\n0.2,1.7,NoButton,Move,20,65540\n"
                + "0.3,1.8,NoButton,Move,60001,20\n0.4,1.2,NoButton,Move,11,21\n"
                + "0.5,1.9,Left,Pressed,11,21\n");

    RecordedSession session = recordings.subjects().get(0).sessions().get(0);
    assertThat(session.events()).as("an unmatched press stays").isEqualTo(3);
    assertThat(recordings.irregularities())
        .containsEntry("repeated rows, dropped", 1L)
        .containsEntry("rows with a sentinel for a coordinate, dropped", 2L)
        .containsEntry("rows with a coordinate out of range, dropped", 1L)
        .containsEntry("times before the row before", 1L);
  }

  @Test
  void load_takesRolesFromFoldersAndLabels() throws IOException {
    Path data = write(standard());
    Recordings recordings = DataSets.get("balabit").load(data);

    assertThat(recordings.subjects())
        .extracting(SubjectRecording::subject)
        .containsExactly("user7");
    assertThat(recordings.subjects().get(0).sessions())
        .extracting(RecordedSession::role)
        .containsExactly(Role.OWN, Role.TEST_OWN, Role.TEST_OTHER);
    assertThat(recordings.irregularities())
        .containsEntry("test sessions without a label, left out", 1L)
        .containsEntry("labels without a session", 1L);
  }

  @Test
  void load_ofAnArchive_isTheSameAsOfAFolder() throws IOException {
    Map<String, byte[]> contents = standard();
    Path folderData = write(contents);
    Path archive = Files.write(folder.resolve("b.tar.xz"), Packing.xz(Packing.tar(contents)));

    Recordings packed = DataSets.get("balabit").load(archive);

    assertThat(packed.events()).isEqualTo(DataSets.get("balabit").load(folderData).events());
  }

  @Test
  void load_ofATruncatedArchive_saysSo() throws IOException {
    byte[] packed = Packing.xz(Packing.tar(standard()));
    Path archive =
        Files.write(folder.resolve("b.tar.xz"), Arrays.copyOf(packed, packed.length / 2));

    assertThatThrownBy(() -> DataSets.get("balabit").load(archive))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("b.tar.xz")
        .hasMessageContaining("again");
  }

  @Test
  void load_takesEveryLineEnd() throws IOException {
    for (String end : List.of("\r\n", "\r\r\n")) {
      assertThat(training((MOVE + "0.1,1.6,NoButton,Move,1,1\n").replace("\n", end)).events())
          .isEqualTo(2);
    }
  }

  @Test
  void load_cutsLongSessions() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      rows.append("0.0,").append(i / 100.0).append(",NoButton,Move,").append(i).append(",1\n");
    }
    RecordedSession session = training(rows.toString());

    assertThat(session.events()).isEqualTo(5_000);
    assertThat(session.units()).hasSizeGreaterThan(1);
    assertThat(session.units().get(1).timeMicros(0)).isEqualTo(20_480_000);
  }

  @Test
  void load_ofMistakes_namesRowRuleAndRemedy() throws IOException {
    assertMistake("0.0,1.5,NoButton,Move,10\n", ":3 must have 6 columns; is the file cut off?");
    assertMistake("0.0,1.5,NoButton,Move,10,20,1\n", ":3 must have 6 columns");
    assertMistake("0.0,later,NoButton,Move,10,20\n", ":3 column \"client timestamp\"");
    assertMistake("0.0,NaN,NoButton,Move,10,20\n", ":3 column \"client timestamp\"");
    assertMistake("0.0,1.5,NoButton,Move,far,20\n", ":3 column \"x\" must be a number of pixels");
    assertMistake("0.0,1.5,Left,Down,1,2\n", ":3 must have state Move, Pressed");
    assertMistake("\n" + MOVE, ":3 is empty; rows must be without gaps");
  }

  @Test
  void load_withoutLabels_saysSo() throws IOException {
    Map<String, byte[]> contents = standard();
    contents.remove("public_labels.csv");
    Path data = write(contents);

    assertThatThrownBy(() -> DataSets.get("balabit").load(data))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("holds no public_labels.csv");
  }

  private void assertMistake(String row, String message) {
    assertThatThrownBy(() -> load("0.0,1.4,NoButton,Move,9,9\n" + row))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(message);
  }

  private RecordedSession training(String rows) throws IOException {
    return load(rows).subjects().get(0).sessions().get(0);
  }

  private Recordings load(String rows) throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("public_labels.csv", bytes("filename,is_illegal\n"));
    contents.put("training_files/user7/session_1", bytes(HEADER + rows));
    return DataSets.get("balabit").load(write(contents));
  }

  private static Map<String, byte[]> standard() {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put(
        "public_labels.csv", bytes("filename,is_illegal\nsession_2,0\nsession_3,1\nsession_9,1\n"));
    for (int session = 1; session <= 4; session++) {
      String part = session == 1 ? "training_files" : "test_files";
      contents.put(part + "/user7/session_" + session, bytes(HEADER + MOVE));
    }
    return contents;
  }

  private Path write(Map<String, byte[]> contents) throws IOException {
    Path data = Files.createTempDirectory(folder, "balabit");
    for (Map.Entry<String, byte[]> content : contents.entrySet()) {
      Path file = data.resolve(content.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, content.getValue());
    }
    return data;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<PointerAction> actions(EventBuffer events) {
    return java.util.stream.IntStream.range(0, events.size()).mapToObj(events::action).toList();
  }
}
