package dev.demeanor.wire;

import dev.demeanor.BehaviorSession;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import java.util.List;
import java.util.Objects;

/**
 * A batch that was read. Its events name fields by their place in {@link #fields}; {@link #feedTo}
 * translates. Holds the buffer it was read into: not thread-safe, and gone with the next read into
 * the same buffer.
 *
 * @param nonce the nonce it came with, 22 characters
 * @param number number of the batch on its page, from 0
 * @param fields the fixed-text fields it declares
 * @param events what happened, in order
 * @param abstentions fields in which nothing was captured
 */
public record Batch(
    String nonce,
    int number,
    List<DeclaredField> fields,
    EventBuffer events,
    List<Abstention> abstentions)
    implements BatchResult {

  /** Checks nonce and number. */
  public Batch {
    if (!Nonce.is(nonce)) {
      throw new IllegalArgumentException("nonce must be 16 bytes in base64url without padding");
    }
    if (number < 0) {
      throw new IllegalArgumentException("number must be >= 0, was " + number);
    }
    fields = List.copyOf(fields);
    abstentions = List.copyOf(abstentions);
    Objects.requireNonNull(events, "events");
  }

  /**
   * Declares the fields in a session and feeds it the events; returns how many were accepted. The
   * refused ones are counted by the monitor.
   */
  public int feedTo(BehaviorSession session) {
    int[] numbers = new int[fields.size()];
    boolean same = true;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = session.fieldOfPage(fields.get(i).name(), fields.get(i).epoch());
      same &= numbers[i] == i;
    }
    return session.feed(same ? events : translated(numbers));
  }

  /** Events of a field that the session refuses are left out: it has counted nothing for them. */
  private EventBuffer translated(int[] numbers) {
    EventBuffer result = new EventBuffer(Math.max(1, events.size()));
    for (int i = 0; i < events.size(); i++) {
      EventKind kind = events.kind(i);
      if (kind == EventKind.FIXED_TEXT_KEY) {
        result.addFixedTextKey(
            numbers[events.field(i)],
            events.position(i),
            events.timeMicros(i),
            events.dwellMicros(i));
      } else if (kind == EventKind.FIXED_TEXT_END) {
        result.addFixedTextEnd(
            numbers[events.field(i)], events.keys(i), events.timeMicros(i), events.outcome(i));
      } else {
        result.addFrom(events, i);
      }
    }
    return result;
  }

  @Override
  public String toString() {
    return "Batch[" + events.size() + " events, " + fields.size() + " fields]";
  }
}
