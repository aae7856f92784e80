package dev.demeanor.cli.models;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which bytes of an ONNX file are what: it is walked as the protocol buffer that it is. */
final class OnnxPlaces {

  /** What a byte is part of. */
  enum Kind {
    TAG,
    LENGTH,
    WHOLE_NUMBER,
    TEXT,
    WEIGHT
  }

  /** Fields that hold messages, by the field of the message they are in. */
  private static final Map<String, Set<Integer>> MESSAGES =
      Map.of("", Set.of(7, 8), "7", Set.of(1, 5, 11, 12), "71", Set.of(5), "715", Set.of(5));

  /** Packed 32-bit floats of an attribute and of a tensor. */
  private static final Map<String, Integer> FLOATS = Map.of("715", 7, "75", 9);

  private final byte[] bytes;
  private final Map<Kind, List<Integer>> places = new EnumMap<>(Kind.class);

  private OnnxPlaces(byte[] bytes) {
    this.bytes = bytes;
    for (Kind kind : Kind.values()) {
      places.put(kind, new ArrayList<>());
    }
  }

  /** Returns the places of each kind; every byte is in one. */
  static Map<Kind, List<Integer>> of(byte[] bytes) {
    OnnxPlaces walk = new OnnxPlaces(bytes);
    walk.message(0, bytes.length, "");
    return walk.places;
  }

  private void message(int from, int to, String path) {
    int at = from;
    while (at < to) {
      int tag = value(at);
      at = mark(Kind.TAG, at, afterNumber(at));
      at =
          switch (tag & 7) {
            case 0 -> mark(Kind.WHOLE_NUMBER, at, afterNumber(at));
            case 1 -> mark(Kind.WEIGHT, at, at + 8);
            case 2 -> contents(at, tag >>> 3, path);
            case 5 -> mark(Kind.WEIGHT, at, at + 4);
            default -> throw new IllegalStateException("wire type " + (tag & 7));
          };
    }
  }

  private int contents(int at, int field, String path) {
    int length = value(at);
    int begin = mark(Kind.LENGTH, at, afterNumber(at));
    if (MESSAGES.getOrDefault(path, Set.of()).contains(field)) {
      message(begin, begin + length, path + field);
      return begin + length;
    }
    boolean floats = Integer.valueOf(field).equals(FLOATS.get(path));
    boolean integers = path.equals("715") && field == 8;
    Kind kind = floats ? Kind.WEIGHT : integers ? Kind.WHOLE_NUMBER : Kind.TEXT;
    return mark(kind, begin, begin + length);
  }

  private int mark(Kind kind, int from, int to) {
    for (int i = from; i < to; i++) {
      places.get(kind).add(i);
    }
    return to;
  }

  private int afterNumber(int at) {
    int end = at;
    while (bytes[end] < 0) {
      end++;
    }
    return end + 1;
  }

  private int value(int at) {
    int value = 0;
    int end = afterNumber(at);
    for (int i = end - 1; i >= at; i--) {
      value = value << 7 | bytes[i] & 0x7f;
    }
    return value;
  }
}
