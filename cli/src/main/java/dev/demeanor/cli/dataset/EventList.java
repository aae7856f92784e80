package dev.demeanor.cli.dataset;

import dev.demeanor.event.Admission;
import dev.demeanor.event.EventBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Event buffers of a bounded size that follow each other without end. Not thread-safe. */
final class EventList {

  private static final int CHUNK = 2048;

  private final List<EventBuffer> full = new ArrayList<>();
  private EventBuffer open = new EventBuffer(CHUNK);

  /** Adds an event; {@code add} says how, and may be asked twice. */
  Admission add(Function<EventBuffer, Admission> add) {
    Admission answer = add.apply(open);
    if (answer != Admission.OVERFLOW) {
      return answer;
    }
    full.add(open);
    open = new EventBuffer(CHUNK);
    return add.apply(open);
  }

  boolean isEmpty() {
    return full.isEmpty() && open.size() == 0;
  }

  /** Returns the buffers; the last one is cut to what it holds. */
  List<EventBuffer> buffers() {
    List<EventBuffer> buffers = new ArrayList<>(full);
    if (open.size() > 0) {
      EventBuffer last = new EventBuffer(open.size());
      for (int i = 0; i < open.size(); i++) {
        last.addFrom(open, i);
      }
      buffers.add(last);
    }
    return buffers;
  }
}
