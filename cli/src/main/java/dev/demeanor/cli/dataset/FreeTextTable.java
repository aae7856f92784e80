package dev.demeanor.cli.dataset;

import dev.demeanor.cli.BadInput;
import dev.demeanor.event.KeyClass;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the table of free typing: rows in any order, blocks in the order of time. */
final class FreeTextTable {

  private static final String HEADER =
      "user,session,kind,keyboard,task,window,classA,classB,dwellA_ms,dwellB_ms,downdown_ms,"
          + "window_start_s";
  private static final int COLUMNS = 12;
  private static final int MAX_MILLIS = 1_000_000_000;

  private final Map<String, User> users = new TreeMap<>();
  private final Irregularities irregularities = new Irregularities();
  private final String[] cells = new String[COLUMNS];

  /** Where a block stands within its user. */
  record Place(int session, int task, int window) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::session)
            .thenComparingInt(Place::task)
            .thenComparingInt(Place::window);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * One user.
   *
   * @param kind baseline (the same keyboard in all sessions) or rotation
   * @param blocks in the order of time
   */
  record User(String kind, TreeMap<Place, FreeTextBlock> blocks) {}

  /** Returns the users in the order of their names. */
  Map<String, User> users() {
    return new LinkedHashMap<>(users);
  }

  Irregularities irregularities() {
    return irregularities;
  }

  void read(String file, InputStream content) throws IOException {
    Lines lines = new Lines(file, content);
    lines.expectHeader(HEADER, "--data needs the table of key classes in blocks of 50");
    for (String row = lines.nextRow(); row != null; row = lines.nextRow()) {
      add(row, lines);
    }
  }

  private void add(String row, Lines lines) {
    split(row, lines);
    if (cells[0].isEmpty() || cells[0].length() > 256) {
      throw new BadInput(
          lines.where() + " column \"user\" must be 1 to 256 characters; repair or remove the row");
    }
    if (!cells[2].equals("baseline") && !cells[2].equals("rotation")) {
      throw new BadInput(
          lines.where()
              + " column \"kind\" must be baseline or rotation, was "
              + BadInput.quote(cells[2])
              + "; repair or remove the row");
    }
    User user = users.computeIfAbsent(cells[0], name -> new User(cells[2], new TreeMap<>()));
    Place place =
        new Place(
            number("session", 1, lines), number("task", 4, lines), number("window", 5, lines));
    long start = number("window_start_s", 11, lines) * 1_000_000L;
    FreeTextBlock block = user.blocks.computeIfAbsent(place, at -> new FreeTextBlock(start));
    KeyClass first = keyClass(cells[6]);
    KeyClass second = keyClass(cells[7]);
    if (first == null || second == null) {
      irregularities.count("records of an unknown class of key");
      block.spoil();
      return;
    }
    block.add(
        first,
        second,
        number("dwellA_ms", 8, lines),
        number("downdown_ms", 10, lines),
        irregularities);
  }

  private void split(String row, Lines lines) {
    int at = 0;
    for (int i = 0; i < COLUMNS; i++) {
      int comma = row.indexOf(',', at);
      boolean last = i == COLUMNS - 1;
      if (last != comma < 0) {
        throw new BadInput(
            lines.where() + " must have " + COLUMNS + " columns; is the file cut off?");
      }
      int end = comma < 0 ? row.length() : comma;
      cells[i] = row.substring(at, end).strip();
      at = end + 1;
    }
  }

  private int number(String name, int column, Lines lines) {
    try {
      int value = Integer.parseInt(cells[column]);
      if (Math.abs((long) value) <= MAX_MILLIS && (value >= 0 || column == 8 || column == 10)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below; a timing is behavioural, so the value is left out
    }
    throw new BadInput(
        lines.where()
            + " column \""
            + name
            + "\" must be a whole number from 0 to 1,000,000,000; repair or remove the row");
  }

  private static @Nullable KeyClass keyClass(String name) {
    return switch (name) {
      case "LL" -> KeyClass.LETTER_LEFT;
      case "LR" -> KeyClass.LETTER_RIGHT;
      case "SP" -> KeyClass.SPACE;
      case "BK" -> KeyClass.DELETE;
      case "NAV" -> KeyClass.NAVIGATION;
      case "MOD" -> KeyClass.MODIFIER;
      case "OTH" -> KeyClass.OTHER;
      default -> null;
    };
  }
}
