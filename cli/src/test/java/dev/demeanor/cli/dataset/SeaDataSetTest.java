package dev.demeanor.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.Packing;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.Route;
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

class SeaDataSetTest {

  private static final int LINES = 15_000;

  @TempDir Path folder;

  @Test
  void load_readsRowsAsBlocksAndColumnsAsUsers() throws IOException {
    Map<String, byte[]> contents = data(LINES, "\n");
    contents.put("columns.txt", bytes("column,user\n1,User3\n2,User1\n3,User2\n"));
    contents.put("masquerade_summary.txt", matrix(100, 3, 7, 0)); // block 7 of the first column

    Recordings recordings = load(contents);

    assertThat(recordings.subjects())
        .extracting(SubjectRecording::subject)
        .containsExactly("User3", "User1", "User2");
    List<RecordedSession> sessions = recordings.subjects().get(0).sessions();
    assertThat(sessions).hasSize(101);
    assertThat(sessions.get(0).events()).isEqualTo(5_000);
    assertThat(sessions.get(7).role()).isEqualTo(Role.TEST_OTHER);
    assertThat(sessions.stream().filter(s -> s.role() == Role.TEST_OTHER)).hasSize(1);
    assertThat(recordings.subjects().get(1).sessions(Role.TEST_OTHER)).isEmpty();
    EventBuffer seventh = sessions.get(7).units().get(0);
    assertThat(seventh.route(0)).isEqualTo(Route.number("c" + 5_600 % 13));
  }

  @Test
  void load_ofTheOriginalLayout_countsUsersFromOne() throws IOException {
    Recordings recordings = load(data(LINES, "\n"));

    assertThat(recordings.subjects())
        .extracting(SubjectRecording::subject)
        .containsExactly("User1", "User2", "User3");
    assertThat(recordings.subjects().get(1).sessions(Role.TEST_OTHER))
        .extracting(RecordedSession::number)
        .containsExactly(4);
  }

  @Test
  void load_leavesIntervalsMissing() throws IOException {
    List<RecordedSession> sessions = load(data(LINES, "\n")).subjects().get(0).sessions();

    EventBuffer block = sessions.get(1).units().get(0);
    for (int i = 1; i < block.size(); i++) {
      assertThat(block.timeMicros(i)).isEqualTo(block.timeMicros(0));
    }
    assertThat(sessions.get(2).units().get(0).timeMicros(0)).isGreaterThan(block.timeMicros(0));
  }

  @Test
  void load_takesEveryLineEndAndAZip() throws IOException {
    for (String end : List.of("\r\n", "\r\r\n")) {
      assertThat(load(data(LINES, end)).events()).isEqualTo(3 * LINES);
    }
    Path zip = Files.write(folder.resolve("sea.zip"), Packing.zip(data(LINES, "\n")));
    assertThat(DataSets.get("sea").load(zip).events()).isEqualTo(3 * LINES);
  }

  @Test
  void load_leavesOutAnIncompleteBlock() throws IOException {
    Recordings recordings = load(data(LINES - 30, "\n"));

    assertThat(recordings.subjects().get(0).sessions()).hasSize(100);
    assertThat(recordings.irregularities())
        .containsEntry("commands after the last complete block, left out", 3 * 70L)
        .containsEntry("labels of blocks that are not there", 3L);
  }

  @Test
  void load_ofAMatrixTurnedRound_saysSo() throws IOException {
    Map<String, byte[]> contents = data(LINES, "\n");
    contents.put("masquerade_summary.txt", matrix(3, 100, 1, 4));

    assertThatThrownBy(() -> load(contents))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("3 rows and 100 columns")
        .hasMessageContaining("one row for each of the 100 test blocks");
  }

  @Test
  void load_ofMistakes_saysWhatAndWhere() throws IOException {
    Map<String, byte[]> cut = data(5_050, "\n");
    assertThatThrownBy(() -> load(cut))
        .hasMessageContaining("must have at least 5100 lines, had 5050; is the file cut off?");
    Map<String, byte[]> none = data(LINES, "\n");
    none.remove("masquerade_summary.txt");
    assertThatThrownBy(() -> load(none)).hasMessageContaining("holds no masquerade_summary.txt");
    Map<String, byte[]> wrong = data(LINES, "\n");
    wrong.put("masquerade_summary.txt", bytes("0 0 0\n0 2 0\n"));
    assertThatThrownBy(() -> load(wrong))
        .hasMessageContaining(":2 column 2 must be 0 or 1, was \"2\"");
    Map<String, byte[]> ragged = data(LINES, "\n");
    ragged.put("masquerade_summary.txt", bytes("0 0 0\n0 0\n"));
    assertThatThrownBy(() -> load(ragged)).hasMessageContaining(":2 must have 3 columns");
    Map<String, byte[]> columns = data(LINES, "\n");
    columns.put("columns.txt", bytes("column,user\n1,User1\n"));
    assertThatThrownBy(() -> load(columns)).hasMessageContaining("a columns.txt of 1");
  }

  @Test
  void load_ofATruncatedZip_saysSo() throws IOException {
    byte[] packed = Packing.zip(data(LINES, "\n"));
    Path zip = Files.write(folder.resolve("s.zip"), Arrays.copyOf(packed, packed.length / 2));

    assertThatThrownBy(() -> DataSets.get("sea").load(zip))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("s.zip");
  }

  private Recordings load(Map<String, byte[]> contents) throws IOException {
    Path data = Files.createTempDirectory(folder, "sea");
    for (Map.Entry<String, byte[]> content : contents.entrySet()) {
      Files.write(data.resolve(content.getKey()), content.getValue());
    }
    return DataSets.get("sea").load(data);
  }

  /** Three users; block 4 of the second is a masquerade. */
  private static Map<String, byte[]> data(int lines, String end) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (int user = 1; user <= 3; user++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < lines; i++) {
        text.append('c').append(i % 13).append(end);
      }
      contents.put("User" + user, bytes(text.toString()));
    }
    contents.put("masquerade_summary.txt", matrix(100, 3, 4, 1));
    return contents;
  }

  private static byte[] matrix(int rows, int columns, int block, int column) {
    StringBuilder text = new StringBuilder();
    for (int row = 1; row <= rows; row++) {
      for (int c = 0; c < columns; c++) {
        text.append(c == 0 ? "" : " ").append(row == block && c == column ? 1 : 0);
      }
      text.append("\r\n");
    }
    return bytes(text.toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
