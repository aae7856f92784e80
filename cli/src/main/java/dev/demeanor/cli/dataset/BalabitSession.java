package dev.demeanor.cli.dataset;

import dev.demeanor.cli.BadInput;
import dev.demeanor.event.Admission;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.PointerAction;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one session. Rows with a sentinel for a coordinate, rows out of range and exact repetitions
 * of the row before are dropped; a client clock that goes back is counted and left to the monitor,
 * which has a rule for it. Used once; not thread-safe.
 */
final class BalabitSession {

  private static final String HEADER = "record timestamp,client timestamp,button,state,x,y";
  private static final int COLUMNS = 6;
  private static final int SENTINEL = 65_535;
  private static final double MICROS = 1e6;
  private static final double MAX_SECONDS = 1e9;

  private final Irregularities irregularities;
  private final EventList events = new EventList();
  private final String[] cells = new String[COLUMNS];
  private long lastMicros = Long.MIN_VALUE;

  BalabitSession(Irregularities irregularities) {
    this.irregularities = irregularities;
  }

  List<EventBuffer> read(String file, InputStream content) throws IOException {
    Lines lines = new Lines(file, content);
    lines.expectHeader(
        HEADER, "--data needs the session files of the Balabit challenge as they are published");
    String before = "";
    for (String row = lines.nextRow(); row != null; row = lines.nextRow()) {
      if (row.equals(before)) {
        irregularities.count("repeated rows, dropped");
      } else {
        add(row, lines);
        before = row;
      }
    }
    return events.buffers();
  }

  private void add(String row, Lines lines) {
    split(row, lines);
    PointerAction action = action(cells[3], cells[2]);
    if (action == null) {
      throw new BadInput(
          lines.where()
              + " must have state Move, Pressed, Released, Drag, or Down or Up of button Scroll, was "
              + BadInput.quote(cells[3] + " of " + cells[2])
              + "; repair or remove the row");
    }
    long micros = micros(lines);
    int x = coordinate(4, lines);
    int y = coordinate(5, lines);
    if (x >= SENTINEL || y >= SENTINEL) {
      irregularities.count("rows with a sentinel for a coordinate, dropped");
    } else if (events.add(chunk -> chunk.addPointer(action, micros, x, y))
        == Admission.OUT_OF_RANGE) {
      irregularities.count("rows with a coordinate out of range, dropped");
    } else {
      if (micros < lastMicros) {
        irregularities.count("times before the row before");
      }
      lastMicros = micros;
    }
  }

  private void split(String row, Lines lines) {
    int at = 0;
    for (int i = 0; i < COLUMNS; i++) {
      int comma = row.indexOf(',', at);
      int end = comma < 0 ? row.length() : comma;
      cells[i] = at > row.length() ? "" : row.substring(at, end).strip();
      boolean last = i == COLUMNS - 1;
      if (last != comma < 0) {
        throw new BadInput(
            lines.where() + " must have " + COLUMNS + " columns; is the file cut off?");
      }
      at = end + 1;
    }
  }

  private static @Nullable PointerAction action(String state, String button) {
    return switch (state) {
      case "Move" -> PointerAction.MOVE;
      case "Pressed" -> PointerAction.PRESS;
      case "Released" -> PointerAction.RELEASE;
      case "Drag" -> PointerAction.DRAG;
      case "Down" -> button.equals("Scroll") ? PointerAction.SCROLL_DOWN : null;
      case "Up" -> button.equals("Scroll") ? PointerAction.SCROLL_UP : null;
      default -> null;
    };
  }

  private long micros(Lines lines) {
    try {
      double seconds = Double.parseDouble(cells[1]);
      if (seconds >= 0 && seconds <= MAX_SECONDS) {
        return Math.round(seconds * MICROS);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new BadInput(
        lines.where()
            + " column \"client timestamp\" must be a number of seconds; repair or remove the row");
  }

  private int coordinate(int column, Lines lines) {
    try {
      return Math.toIntExact(Math.round(Double.parseDouble(cells[column])));
    } catch (NumberFormatException | ArithmeticException e) {
      throw new BadInput(
          lines.where()
              + " column \""
              + (column == 4 ? "x" : "y")
              + "\" must be a number of pixels; repair or remove the row");
    }
  }
}
