package dev.demeanor.cli.dataset;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.input.InputFiles;
import dev.demeanor.cli.input.InputSummary;
import dev.demeanor.event.EventBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The free typing of Y. Sun, H. Ceker and S. Upadhyaya, "Shared Keystroke Dataset for Continuous
 * Authentication", WIFS 2016, as classes of keys in shuffled blocks of 50. A block is a unit and
 * all its pairs have one time. A block with a record that cannot be used, or without all its
 * records, is left out whole: the blocks after it stay blocks.
 */
final class FreeTextDataSet implements DataSet {

  static final int BLOCK = 50;

  private static final long BETWEEN_TASKS_MICROS = 3_600_000_000L;
  private static final long BETWEEN_BLOCKS_MICROS = 1_000_000L;

  @Override
  public String name() {
    return "freetext";
  }

  @Override
  public Recordings load(Path path) {
    FreeTextTable table = new FreeTextTable();
    InputSummary input = InputFiles.read(path, ".csv", table::read);
    if (table.users().isEmpty()) {
      throw new BadInput(
          path + " holds a header and no rows; --data needs recordings to measure on");
    }
    Irregularities irregularities = table.irregularities();
    List<SubjectRecording> subjects = new ArrayList<>();
    table
        .users()
        .forEach(
            (user, typed) ->
                subjects.add(
                    new SubjectRecording(user, typed.kind(), sessions(typed, irregularities))));
    return new Recordings(name(), subjects, input, "", irregularities.counts());
  }

  private static List<RecordedSession> sessions(
      FreeTextTable.User user, Irregularities irregularities) {
    Map<Integer, List<EventBuffer>> units = new TreeMap<>();
    long last = 0;
    FreeTextTable.Place before = new FreeTextTable.Place(-1, -1, -1);
    long taskStart = 0;
    for (Map.Entry<FreeTextTable.Place, FreeTextBlock> entry : user.blocks().entrySet()) {
      FreeTextTable.Place place = entry.getKey();
      FreeTextBlock block = entry.getValue();
      if (!block.isUsable(irregularities)) {
        continue;
      }
      if (place.session() != before.session() || place.task() != before.task()) {
        taskStart = last + BETWEEN_TASKS_MICROS;
      }
      long start = taskStart + block.startMicros();
      if (start < last) {
        irregularities.count("block starts before the block before, moved");
        start = last + BETWEEN_BLOCKS_MICROS;
      }
      last = start;
      before = place;
      units
          .computeIfAbsent(place.session(), session -> new ArrayList<>())
          .add(block.toEvents(start));
    }
    List<RecordedSession> sessions = new ArrayList<>();
    units.forEach((session, blocks) -> sessions.add(new RecordedSession(session, blocks)));
    return sessions;
  }
}
