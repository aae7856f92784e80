package dev.demeanor.wire;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.Route;
import dev.demeanor.wire.RefusedBatch.Rule;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one packed batch. Numbers are unsigned and big-endian, but for places of the pointer, which
 * are signed:
 *
 * <pre>
 * batch      "DMB" 1  nonce:16  number:4  n:1 field*n  n:1 abstention*n  n:2 event*n
 * field      n:1 ASCII*n  epoch:4
 * abstention n:1 ASCII*n  reason:1
 * event      'k' field:1 position:1 press:8 dwell:4
 *            'e' field:1 keys:2 time:8 outcome:1
 *            'b' time:8 (first:1 second:1 dwell:4 pressToPress:4)*50
 *            'p' action:1 time:8 x:4 y:4
 *            'v' n:1 ASCII*n time:8
 * </pre>
 */
final class PackedBatch {

  static final byte[] MAGIC = {'D', 'M', 'B', 1};

  /** How many bytes follow the kind of an event. */
  static final int KEY = 14;

  static final int END = 12;
  static final int PAIR = 10;
  static final int BLOCK = 8 + PAIR * BatchLimits.BLOCK;
  static final int POINTER = 17;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final int length;
  private final EventBuffer into;
  private final int most;
  private final Place place = new Place();
  private final List<DeclaredField> fields = new ArrayList<>();
  private final List<Abstention> abstentions = new ArrayList<>();
  private int at;

  PackedBatch(byte[] bytes, int length, EventBuffer into, int maxEvents) {
    this.bytes = bytes;
    this.length = length;
    this.into = into;
    this.most = Math.min(maxEvents, into.capacity());
  }

  Batch read() throws BrokenBatch {
    magic();
    place.enter("nonce");
    String nonce = Nonce.text(bytes, take(Nonce.BYTES));
    place.enter("batch");
    int number = count(take(4));
    place.enter("fields");
    fields();
    place.enter("abstained");
    abstained();
    place.enter("events");
    events();
    place.enter("");
    if (at != length) {
      throw place.broken(Rule.TRAILING, "nothing after the batch");
    }
    return new Batch(nonce, number, fields, into, abstentions);
  }

  private void magic() throws BrokenBatch {
    int start = take(MAGIC.length);
    for (int i = 0; i < MAGIC.length; i++) {
      if (bytes[start + i] != MAGIC[i]) {
        boolean version = i == MAGIC.length - 1;
        throw place.broken(
            version ? Rule.VERSION : Rule.MALFORMED,
            version ? "format version 1" : "a packed batch");
      }
    }
  }

  private void fields() throws BrokenBatch {
    int count = listOf(BatchLimits.FIELDS);
    for (place.item = 0; place.item < count; place.item++) {
      place.name = "name";
      String name = fieldName();
      place.name = "epoch";
      fields.add(new DeclaredField(name, count(take(4))));
    }
  }

  private void abstained() throws BrokenBatch {
    int count = listOf(BatchLimits.FIELDS);
    for (place.item = 0; place.item < count; place.item++) {
      place.name = "field";
      String field = fieldName();
      place.name = "reason";
      int reason = within(byteAt(take(1)), Words.REASONS.length - 1);
      abstentions.add(new Abstention(field, Words.REASONS[reason]));
    }
  }

  private int listOf(int greatest) throws BrokenBatch {
    return within(byteAt(take(1)), greatest);
  }

  private String fieldName() throws BrokenBatch {
    int size = byteAt(take(1));
    String name = new String(bytes, take(size), size, StandardCharsets.ISO_8859_1);
    if (!DeclaredField.isName(name)) {
      throw place.broken(Rule.TEXT, "1 to 58 of a-z, 0-9, dot, hyphen, underscore");
    }
    return name;
  }

  private void events() throws BrokenBatch {
    int start = take(2);
    int count = byteAt(start) << 8 | byteAt(start + 1);
    for (int i = 0; i < count; i++) {
      place.item = i;
      switch (bytes[take(1)]) {
        case 'k' -> key();
        case 'p' -> pointer();
        case 'b' -> block();
        case 'e' -> end();
        case 'v' -> visit();
        default -> throw part(0, Rule.TEXT, "\"k\", \"e\", \"b\", \"p\" or \"v\"");
      }
    }
  }

  private void key() throws BrokenBatch {
    int start = take(KEY);
    room(1);
    int field = field(start);
    long press = time(start + 2, 3);
    int dwell = duration(start + 10, 4);
    into.addFixedTextKey(field, byteAt(start + 1), press, dwell);
  }

  private void end() throws BrokenBatch {
    int start = take(END);
    room(1);
    int field = field(start);
    int keys = byteAt(start + 1) << 8 | byteAt(start + 2);
    place.part = 2;
    within(keys, EventBuffer.MAX_POSITION + 1);
    long time = time(start + 3, 3);
    place.part = 4;
    int outcome = within(byteAt(start + 11), Words.OUTCOMES.length - 1);
    place.part = Place.NONE;
    into.addFixedTextEnd(field, keys, time, Words.OUTCOMES[outcome]);
  }

  private void pointer() throws BrokenBatch {
    int start = take(POINTER);
    room(1);
    int action = byteAt(start);
    if (action >= Words.ACTIONS.length) {
      throw part(1, Rule.RANGE, "from 0 to " + (Words.ACTIONS.length - 1));
    }
    long time = time(start + 1, 2);
    int x = (int) INT.get(bytes, start + 9);
    int y = (int) INT.get(bytes, start + 13);
    if (Math.abs((long) x) > EventBuffer.MAX_COORDINATE) {
      throw part(3, Rule.RANGE, "magnitude at most " + EventBuffer.MAX_COORDINATE);
    }
    if (Math.abs((long) y) > EventBuffer.MAX_COORDINATE) {
      throw part(4, Rule.RANGE, "magnitude at most " + EventBuffer.MAX_COORDINATE);
    }
    into.addPointer(Words.ACTIONS[action], time, x, y);
  }

  private void block() throws BrokenBatch {
    int start = take(BLOCK);
    room(BatchLimits.BLOCK);
    long time = time(start, 1);
    for (int i = 0; i < BatchLimits.BLOCK; i++) {
      pair(time, start + 8 + PAIR * i, i);
    }
  }

  private void pair(long time, int start, int number) throws BrokenBatch {
    int first = byteAt(start);
    int second = byteAt(start + 1);
    int dwell = (int) INT.get(bytes, start + 2);
    int pressToPress = (int) INT.get(bytes, start + 6);
    int classes = Words.KEY_CLASSES.length;
    if (first >= classes || second >= classes || isTooLong(dwell) || isTooLong(pressToPress)) {
      place.part = 2;
      place.pair = number;
      place.pairPart = first >= classes ? 0 : second >= classes ? 1 : isTooLong(dwell) ? 2 : 3;
      throw place.broken(
          Rule.RANGE,
          "from 0 to " + (place.pairPart < 2 ? classes - 1 : EventBuffer.MAX_DWELL_MICROS));
    }
    into.addFreeTextPair(
        Words.KEY_CLASSES[first], Words.KEY_CLASSES[second], time, dwell, pressToPress);
  }

  private void visit() throws BrokenBatch {
    int size = byteAt(take(1));
    int start = take(size);
    room(1);
    if (!Words.isRoute(bytes, start, size)) {
      throw part(1, Rule.TEXT, Words.ROUTE_RULE);
    }
    into.addVisit(Route.number(bytes, start, size), time(take(8), 2));
  }

  private int field(int index) throws BrokenBatch {
    int field = byteAt(index);
    if (field >= fields.size()) {
      throw part(1, Rule.UNKNOWN_FIELD, "the number of a field that stands in \"fields\"");
    }
    return field;
  }

  private long time(int index, int part) throws BrokenBatch {
    long time = (long) LONG.get(bytes, index);
    if (time < 0 || time > BatchLimits.TIME_MICROS) {
      throw part(part, Rule.RANGE, "from 0 to " + BatchLimits.TIME_MICROS);
    }
    return time;
  }

  private int duration(int index, int part) throws BrokenBatch {
    int micros = (int) INT.get(bytes, index);
    if (isTooLong(micros)) {
      throw part(part, Rule.RANGE, "from 0 to " + EventBuffer.MAX_DWELL_MICROS);
    }
    return micros;
  }

  private static boolean isTooLong(int micros) {
    return micros < 0 || micros > EventBuffer.MAX_DWELL_MICROS;
  }

  private int count(int index) throws BrokenBatch {
    int value = (int) INT.get(bytes, index);
    if (value < 0) {
      throw place.broken(Rule.RANGE, "from 0 to " + Integer.MAX_VALUE);
    }
    return value;
  }

  private int within(int value, int greatest) throws BrokenBatch {
    if (value > greatest) {
      throw place.broken(Rule.RANGE, "from 0 to " + greatest);
    }
    return value;
  }

  private int byteAt(int index) {
    return bytes[index] & 0xFF;
  }

  /** Steps over some bytes and returns where they begin. */
  private int take(int count) throws BrokenBatch {
    int start = at;
    if (length - start < count) {
      throw place.broken(Rule.TRUNCATED, "the rest of the batch");
    }
    at = start + count;
    return start;
  }

  private void room(int events) throws BrokenBatch {
    if (into.size() + events > most) {
      throw place.broken(Rule.TOO_MANY_EVENTS, "at most " + most + " events");
    }
  }

  private BrokenBatch part(int part, Rule rule, String expected) {
    place.part = part;
    return place.broken(rule, expected);
  }
}
