package dev.demeanor.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.Packing;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.KeyClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeTextDataSetTest {

  private static final String HEADER =
      "user,session,kind,keyboard,task,window,classA,classB,dwellA_ms,dwellB_ms,downdown_ms,"
          + "window_start_s";

  @TempDir Path folder;

  @Test
  void load_putsShuffledRowsBackIntoBlocks() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int task = 1; task >= 0; task--) {
      rows.addAll(block("u1", 0, task, 1));
      rows.addAll(block("u1", 0, task, 0));
    }
    Collections.shuffle(rows, new Random(1));

    Recordings recordings = load(rows);

    RecordedSession session = recordings.subjects().get(0).sessions().get(0);
    assertThat(session.units()).hasSize(4).allMatch(unit -> unit.size() == 50);
    long last = -1;
    for (EventBuffer unit : session.units()) {
      for (int i = 0; i < unit.size(); i++) {
        assertThat(unit.timeMicros(i)).isEqualTo(unit.timeMicros(0));
      }
      assertThat(unit.timeMicros(0)).isGreaterThan(last);
      last = unit.timeMicros(0);
    }
    assertThat(recordings.irregularities()).isEmpty();
    assertThat(recordings.subjects().get(0).group()).isEqualTo("baseline");
  }

  @Test
  void load_readsClassesAndTimes() throws IOException {
    List<String> rows = block("u1", 2, 0, 0);
    rows.set(0, row("u1", 2, 0, 0, "LL,NAV,62,,1500"));
    rows.set(1, row("u1", 2, 0, 0, "BK,MOD,78,,16"));

    EventBuffer unit = load(rows).subjects().get(0).sessions().get(0).units().get(0);

    assertThat(unit.first(0)).isEqualTo(KeyClass.LETTER_LEFT);
    assertThat(unit.second(0)).isEqualTo(KeyClass.NAVIGATION);
    assertThat(unit.dwellMicros(0)).isEqualTo(62_000);
    assertThat(unit.pressToPressMicros(0)).isEqualTo(1_500_000);
    assertThat(unit.first(1)).isEqualTo(KeyClass.DELETE);
    assertThat(unit.second(1)).isEqualTo(KeyClass.MODIFIER);
  }

  @Test
  void load_keepsBlocksInStepWhateverARecordHolds() throws IOException {
    List<String> rows = block("u1", 0, 0, 0);
    rows.set(0, row("u1", 0, 0, 0, "LL,LR,-16,,100"));
    rows.set(1, row("u1", 0, 0, 0, "LL,LR,0,,70000"));
    List<String> unknown = block("u1", 0, 0, 1);
    unknown.set(7, row("u1", 0, 0, 1, "QQ,LR,80,,100"));
    List<String> backwards = block("u1", 0, 0, 2);
    backwards.set(7, row("u1", 0, 0, 2, "LL,LR,80,,-5"));
    List<String> held = block("u1", 0, 0, 3);
    held.set(7, row("u1", 0, 0, 3, "LL,LR,60001,,100"));
    List<String> incomplete = block("u1", 0, 0, 4).subList(0, 49);
    List<String> tooLong = block("u1", 0, 0, 5);
    tooLong.add(tooLong.get(0));
    rows.addAll(unknown);
    rows.addAll(backwards);
    rows.addAll(held);
    rows.addAll(incomplete);
    rows.addAll(tooLong);
    rows.addAll(block("u1", 0, 0, 6));

    Recordings recordings = load(rows);

    List<EventBuffer> units = recordings.subjects().get(0).sessions().get(0).units();
    assertThat(units).hasSize(2);
    assertThat(units.get(0).dwellMicros(0)).isZero();
    assertThat(units.get(0).pressToPressMicros(1)).isEqualTo(60_000_000);
    assertThat(recordings.irregularities())
        .containsEntry("holds of 0 or less, taken as 0", 2L)
        .containsEntry("pauses of over 60 s, taken as 60 s", 1L)
        .containsEntry("records of an unknown class of key", 1L)
        .containsEntry("records whose second key is pressed first", 1L)
        .containsEntry("records held for over 60 s", 1L)
        .containsEntry("blocks with a record that cannot be used, left out", 3L)
        .containsEntry("blocks that do not have 50 records, left out", 2L);
  }

  @Test
  void load_ofABlockThatStartsTooEarly_movesIt() throws IOException {
    List<String> rows = new ArrayList<>(block("u1", 0, 0, 5));
    block("u1", 0, 0, 6).forEach(row -> rows.add(row.replaceAll(",600$", ",1")));

    Recordings recordings = load(rows);

    List<EventBuffer> units = recordings.subjects().get(0).sessions().get(0).units();
    assertThat(units.get(1).timeMicros(0)).isGreaterThan(units.get(0).timeMicros(0));
    assertThat(recordings.irregularities())
        .containsEntry("block starts before the block before, moved", 1L);
  }

  @Test
  void load_ofMistakes_namesRowAndColumn() {
    assertMistake("u1,0,baseline,0,0,0,LL,LR,fast,,100,0", "column \"dwellA_ms\" must be");
    assertMistake("u1,0,baseline,0,0,0,LL,LR,80,,1.5,0", "column \"downdown_ms\" must be");
    assertMistake("u1,-1,baseline,0,0,0,LL,LR,80,,100,0", "column \"session\" must be");
    assertMistake("u1,0,other,0,0,0,LL,LR,80,,100,0", "column \"kind\" must be baseline");
    assertMistake(",0,baseline,0,0,0,LL,LR,80,,100,0", "column \"user\" must be");
    assertMistake(
        "u1,0,baseline,0,0,0,LL,LR,80,,100", "must have 12 columns; is the file cut off?");
  }

  @Test
  void load_ofNothing_saysSo() {
    assertThatThrownBy(() -> load(List.of())).hasMessageContaining("holds a header and no rows");
  }

  @Test
  void load_ofATruncatedFile_saysSo() throws IOException {
    byte[] packed =
        Packing.gzip(
            (HEADER + "\n" + String.join("\n", block("u1", 0, 0, 0)))
                .getBytes(StandardCharsets.UTF_8));
    Path file = Files.write(folder.resolve("f.csv.gz"), Arrays.copyOf(packed, packed.length - 12));

    assertThatThrownBy(() -> DataSets.get("freetext").load(file))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("f.csv.gz");
  }

  private void assertMistake(String row, String message) {
    assertThatThrownBy(() -> load(List.of(row)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(":2 " + message);
  }

  private Recordings load(List<String> rows) throws IOException {
    Path file = folder.resolve("freetext.csv");
    Files.writeString(file, HEADER + "\r\n" + String.join("\r\n", rows) + "\r\n");
    return DataSets.get("freetext").load(file);
  }

  private static List<String> block(String user, int session, int task, int window) {
    return new ArrayList<>(
        Collections.nCopies(50, row(user, session, task, window, "LL,LR,80,,200")));
  }

  private static String row(String user, int session, int task, int window, String key) {
    return user
        + ","
        + session
        + ",baseline,0,"
        + task
        + ","
        + window
        + ","
        + key
        + ","
        + 100 * window;
  }
}
