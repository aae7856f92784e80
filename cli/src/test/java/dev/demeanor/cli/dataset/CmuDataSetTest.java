package dev.demeanor.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.SyntheticPasswords;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CmuDataSetTest {

  /** The second key is pressed before the first is released, and released before it, too. */
  private static final String OVERLAPPING =
      "p1,1,1,0.3000,0.1001,-0.1999,0.0700,0.2000,0.1300,0.0800,0.2000,0.1200,0.0800,0.2000,0.1200,0.0800,0.2000,"
          + "0.1200,0.0800,0.2000,0.1200,0.0800,0.2000,0.1200,0.0800,0.2000,0.1200,0.0800,0.2000,0.1200,0.0800,0.2000,"
          + "0.1200,0.0905";

  @TempDir Path folder;

  @Test
  void load_turnsColumnsIntoExactTimesInTheOrderOfRelease() throws IOException {
    EventBuffer events =
        load(List.of(SyntheticPasswords.HEADER, OVERLAPPING))
            .subjects()
            .get(0)
            .sessions()
            .get(0)
            .units()
            .get(0);

    assertThat(events.size()).isEqualTo(12);
    assertThat(List.of(events.position(0), events.position(1), events.position(2)))
        .containsExactly(1, 0, 2);
    long start = events.timeMicros(1);
    assertThat(events.timeMicros(0) - start).isEqualTo(100_100);
    assertThat(events.dwellMicros(0)).isEqualTo(70_000);
    assertThat(events.dwellMicros(1)).isEqualTo(300_000);
    assertThat(events.timeMicros(10) - start).isEqualTo(100_100 + 9 * 200_000);
    assertThat(events.dwellMicros(10)).isEqualTo(90_500);
    assertThat(events.kind(11)).isEqualTo(EventKind.FIXED_TEXT_END);
    assertThat(events.keys(11)).isEqualTo(11);
    assertThat(events.timeMicros(11)).isGreaterThan(events.timeMicros(10) + events.dwellMicros(10));
  }

  @Test
  void load_putsEntriesInTheOrderOfTimeWhateverTheirOrderInTheFile() throws IOException {
    List<String> lines = SyntheticPasswords.lines(2, 3, 1);
    List<String> rows = new ArrayList<>(lines.subList(1, lines.size()));
    Collections.shuffle(rows, new Random(2));
    rows.add(0, lines.get(0));

    for (SubjectRecording subject : load(rows).subjects()) {
      assertThat(subject.sessions())
          .extracting(RecordedSession::number)
          .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
      long lastEnd = Long.MIN_VALUE;
      for (RecordedSession session : subject.sessions()) {
        assertThat(session.units()).hasSize(3);
        for (EventBuffer unit : session.units()) {
          for (int i = 0; i < unit.size(); i++) {
            assertThat(unit.timeMicros(i)).isGreaterThan(lastEnd);
          }
          lastEnd = unit.timeMicros(unit.size() - 1);
        }
      }
    }
  }

  @Test
  void load_takesBothLineEndsAndAByteOrderMark() throws IOException {
    List<String> lines = SyntheticPasswords.lines(2, 2, 3);
    Recordings unix = data(SyntheticPasswords.write(folder.resolve("a.csv"), lines, "\n"));
    Recordings dos = data(SyntheticPasswords.write(folder.resolve("b.csv"), lines, "\r\n"));
    List<String> marked = new ArrayList<>(lines);
    marked.set(0, "\uFEFF" + lines.get(0));
    Recordings withMark = data(SyntheticPasswords.write(folder.resolve("c.csv"), marked, "\r\n"));

    assertThat(unix.units()).isEqualTo(32);
    assertThat(events(dos)).isEqualTo(events(unix));
    assertThat(events(withMark)).isEqualTo(events(unix));
    assertThat(unix.note()).isEmpty();
  }

  @Test
  void load_ofOneTableInSeveralFiles_isTheSame() throws IOException {
    List<String> lines = SyntheticPasswords.lines(2, 2, 3);
    Path parts = Files.createDirectory(folder.resolve("parts"));
    SyntheticPasswords.write(parts.resolve("1.csv"), lines.subList(0, 17), "\n");
    List<String> rest = new ArrayList<>(lines.subList(17, lines.size()));
    rest.add(0, lines.get(0));
    SyntheticPasswords.write(parts.resolve("2.csv"), rest, "\n");

    assertThat(events(data(parts))).isEqualTo(events(load(lines)));
  }

  @Test
  void load_ofMistakes_namesRowColumnRuleAndValue() throws IOException {
    List<String> lines = SyntheticPasswords.lines(2, 3, 4);

    assertThat(mistake(lines, 16, 4, "fast"))
        .endsWith(
            ":17 column \"DD.period.t\" must be a number of seconds, was \"fast\"; repair or remove the row");
    assertThat(mistake(lines, 16, 3, "NaN"))
        .contains(":17 column \"H.period\" must be a number of seconds, was \"NaN\"");
    assertThat(mistake(lines, 16, 5, ""))
        .contains(":17 column \"UD.period.t\" must be a number of seconds, was \"\"");
    assertThat(mistake(lines, 2, 1, "0"))
        .contains(":3 column \"sessionIndex\" must be a whole number from 1");
    assertThat(mistake(lines, 2, 2, "1.5"))
        .contains(":3 column \"rep\" must be a whole number from 1");
    assertThat(mistake(lines, 2, 0, " "))
        .contains(":3 column \"subject\" must be 1 to 256 characters");
    assertThat(mistake(lines, 2, 33, "0.1,0.1")).contains(":3 must have 34 columns, had 35");
    assertThat(mistake(lines, 0, 4, "DD.t.t"))
        .contains(":1 column 5 must be named \"DD.period.t\", was \"DD.t.t\"");
    assertThat(mistake(lines, 0, 33, "H.Return,more")).contains(":1 must have 34 columns, had 35");
    assertThat(mistake(lines, 2, 2, "1"))
        .contains(":3 repeats the subject, session and rep of ")
        .contains(":2;");
  }

  @Test
  void load_ofATimingOutOfRange_leavesTheValueOut() throws IOException {
    List<String> lines = SyntheticPasswords.lines(2, 3, 4);

    assertThat(mistake(lines, 5, 3, "-0.1234"))
        .contains(":6 column \"H.period\" must be 0 to 60 seconds")
        .doesNotContain("0.1234");
    assertThat(mistake(lines, 5, 4, "1e300"))
        .contains(":6 column \"DD.period.t\" must be -600 to 600 seconds")
        .doesNotContain("e300");
  }

  @Test
  void load_ofNothing_saysSo() throws IOException {
    assertThatThrownBy(() -> data(Files.createFile(folder.resolve("empty.csv"))))
        .hasMessageContaining("is empty: no header");
    assertThatThrownBy(() -> load(List.of(SyntheticPasswords.HEADER)))
        .hasMessageContaining("holds a header and no rows");
  }

  @Test
  void load_takesEmptyLinesOnlyAtTheEnd() throws IOException {
    List<String> lines = new ArrayList<>(SyntheticPasswords.lines(2, 2, 3));
    lines.add("");
    lines.add("");
    assertThat(load(lines).units()).isEqualTo(32);

    lines.add(5, "");
    assertThatThrownBy(() -> load(lines)).hasMessageContaining(":7 follows an empty line");
  }

  @Test
  void load_ofAnUnclosedQuote_isBadInput() {
    assertThatThrownBy(() -> load(List.of(SyntheticPasswords.HEADER, "\"p1,1,1")))
        .isInstanceOf(BadInput.class);
  }

  /** Puts a value into a cell (both counted from 0) and returns what the loader says. */
  private String mistake(List<String> lines, int line, int column, String value)
      throws IOException {
    List<String> changed = new ArrayList<>(lines);
    String[] cells = lines.get(line).split(",", -1);
    cells[column] = value;
    changed.set(line, String.join(",", cells));
    Path file = SyntheticPasswords.write(folder.resolve("bad.csv"), changed, "\n");
    try {
      data(file);
      throw new AssertionError("was taken: " + value);
    } catch (BadInput e) {
      return String.valueOf(e.getMessage());
    }
  }

  private Recordings load(List<String> lines) throws IOException {
    return data(SyntheticPasswords.write(folder.resolve("data.csv"), lines, "\n"));
  }

  private static Recordings data(Path path) {
    return DataSets.get("cmu").load(path);
  }

  private static List<Object> events(Recordings recordings) {
    List<Object> events = new ArrayList<>();
    for (SubjectRecording subject : recordings.subjects()) {
      events.add(subject.subject());
      for (RecordedSession session : subject.sessions()) {
        for (EventBuffer unit : session.units()) {
          for (int i = 0; i < unit.size(); i++) {
            events.add(unit.get(i));
          }
        }
      }
    }
    return events;
  }
}
