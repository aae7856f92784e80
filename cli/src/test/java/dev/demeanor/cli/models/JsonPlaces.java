package dev.demeanor.cli.models;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which bytes of a JSON text in ASCII are what. */
final class JsonPlaces {

  /** What a byte is part of. */
  enum Kind {
    PUNCTUATION,
    NAME,
    TEXT,
    DIGEST,
    SIGNATURE,
    NUMBER
  }

  private final byte[] bytes;
  private final Map<Kind, List<Integer>> places = new EnumMap<>(Kind.class);
  private String name = "";
  private String outer = "";

  private JsonPlaces(byte[] bytes) {
    this.bytes = bytes;
    for (Kind kind : Kind.values()) {
      places.put(kind, new ArrayList<>());
    }
  }

  /** Returns the places of each kind; white space is in none. */
  static Map<Kind, List<Integer>> of(byte[] bytes) {
    JsonPlaces walk = new JsonPlaces(bytes);
    for (int at = 0; at < bytes.length; ) {
      at = walk.token(at);
    }
    return walk.places;
  }

  private int token(int at) {
    char c = (char) bytes[at];
    if (Character.isWhitespace(c)) {
      return at + 1;
    }
    if (c == '"') {
      return text(at);
    }
    if (c == '-' || Character.isDigit(c)) {
      int end = at;
      while ("+-.eE0123456789".indexOf(bytes[end]) >= 0) {
        end++;
      }
      return mark(Kind.NUMBER, at, end);
    }
    outer = c == '{' ? name : outer;
    return mark(Kind.PUNCTUATION, at, at + 1);
  }

  private int text(int at) {
    int end = at + 1;
    while (bytes[end] != '"' || bytes[end - 1] == '\\') {
      end++;
    }
    String text =
        new String(bytes, at + 1, end - at - 1, java.nio.charset.StandardCharsets.US_ASCII);
    int after = end + 1;
    while (after < bytes.length && Character.isWhitespace(bytes[after])) {
      after++;
    }
    boolean isName = after < bytes.length && bytes[after] == ':';
    name = isName ? text : name;
    mark(Kind.PUNCTUATION, at, at + 1);
    mark(isName ? Kind.NAME : kind(), at + 1, end);
    return mark(Kind.PUNCTUATION, end, end + 1);
  }

  private Kind kind() {
    return name.equals("sha256")
        ? Kind.DIGEST
        : name.equals("value") && outer.equals("signature") ? Kind.SIGNATURE : Kind.TEXT;
  }

  private int mark(Kind kind, int from, int to) {
    for (int i = from; i < to; i++) {
      places.get(kind).add(i);
    }
    return to;
  }
}
