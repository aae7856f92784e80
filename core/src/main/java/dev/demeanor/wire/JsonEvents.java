package dev.demeanor.wire;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.Route;
import dev.demeanor.wire.RefusedBatch.Rule;
import java.io.IOException;

/** Reads the list of events straight into a buffer. */
final class JsonEvents {

  private static final String KINDS = "\"k\", \"e\", \"b\", \"p\" or \"v\"";

  private final JsonInput in;
  private final Place place;
  private final EventBuffer into;
  private final int most;
  private final byte[] route = new byte[BatchLimits.ROUTE];
  private int highestField = -1;

  JsonEvents(JsonInput in, Place place, EventBuffer into, int maxEvents) {
    this.in = in;
    this.place = place;
    this.into = into;
    this.most = Math.min(maxEvents, into.capacity());
  }

  /** Returns the highest number of a field that an event named, -1 when none did. */
  int highestField() {
    return highestField;
  }

  void read() throws IOException, BrokenBatch {
    in.startList();
    for (place.item = 0; in.nextListOfList(); place.item++) {
      place.part = 0;
      switch (in.letter()) {
        case 'k' -> key();
        case 'p' -> pointer();
        case 'b' -> block();
        case 'e' -> end();
        case 'v' -> visit();
        default -> throw place.broken(Rule.TEXT, KINDS);
      }
      place.part = Place.NONE;
      in.endList("the end of the event");
    }
  }

  private void key() throws IOException, BrokenBatch {
    room(1);
    int field = field();
    int position = (int) number(0, EventBuffer.MAX_POSITION);
    long press = number(0, BatchLimits.TIME_MICROS);
    long dwell = number(0, EventBuffer.MAX_DWELL_MICROS);
    into.addFixedTextKey(field, position, press, dwell);
  }

  private void end() throws IOException, BrokenBatch {
    room(1);
    int field = field();
    int keys = (int) number(0, EventBuffer.MAX_POSITION + 1);
    long time = number(0, BatchLimits.TIME_MICROS);
    place.part++;
    into.addFixedTextEnd(field, keys, time, Words.OUTCOMES[in.word(Words.OUTCOME_NAMES)]);
  }

  private void pointer() throws IOException, BrokenBatch {
    room(1);
    int action = (int) number(0, Words.ACTIONS.length - 1);
    long time = number(0, BatchLimits.TIME_MICROS);
    int x = (int) number(-EventBuffer.MAX_COORDINATE, EventBuffer.MAX_COORDINATE);
    int y = (int) number(-EventBuffer.MAX_COORDINATE, EventBuffer.MAX_COORDINATE);
    into.addPointer(Words.ACTIONS[action], time, x, y);
  }

  private void block() throws IOException, BrokenBatch {
    room(BatchLimits.BLOCK);
    long time = number(0, BatchLimits.TIME_MICROS);
    place.part++;
    in.startList();
    place.pair = 0;
    while (in.nextListOfList()) {
      if (place.pair == BatchLimits.BLOCK) {
        throw pairs();
      }
      pair(time);
      place.pair++;
    }
    if (place.pair != BatchLimits.BLOCK) {
      throw pairs();
    }
    place.pair = Place.NONE;
  }

  private BrokenBatch pairs() {
    place.pair = Place.NONE;
    return place.broken(Rule.RANGE, "exactly " + BatchLimits.BLOCK + " pairs");
  }

  private void pair(long time) throws IOException, BrokenBatch {
    place.pairPart = 0;
    int first = (int) in.number(0, Words.KEY_CLASSES.length - 1);
    place.pairPart = 1;
    int second = (int) in.number(0, Words.KEY_CLASSES.length - 1);
    place.pairPart = 2;
    long dwell = in.number(0, EventBuffer.MAX_DWELL_MICROS);
    place.pairPart = 3;
    long pressToPress = in.number(0, EventBuffer.MAX_DWELL_MICROS);
    place.pairPart = Place.NONE;
    into.addFreeTextPair(
        Words.KEY_CLASSES[first], Words.KEY_CLASSES[second], time, dwell, pressToPress);
    in.endList("the end of the pair");
  }

  private void visit() throws IOException, BrokenBatch {
    room(1);
    place.part++;
    int length = in.ascii(route);
    if (!Words.isRoute(route, 0, length)) {
      throw place.broken(Rule.TEXT, Words.ROUTE_RULE);
    }
    int number = Route.number(route, 0, length);
    into.addVisit(number, number(0, BatchLimits.TIME_MICROS));
  }

  private int field() throws IOException, BrokenBatch {
    int field = (int) number(0, BatchLimits.FIELDS - 1);
    highestField = Math.max(highestField, field);
    return field;
  }

  /** Reads the next part of the event. */
  private long number(long least, long greatest) throws IOException, BrokenBatch {
    place.part++;
    return in.number(least, greatest);
  }

  private void room(int events) throws BrokenBatch {
    if (into.size() + events > most) {
      throw place.broken(Rule.TOO_MANY_EVENTS, "at most " + most + " events");
    }
  }
}
