package dev.demeanor.cli.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.demeanor.event.Admission;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import dev.demeanor.event.KeyClass;
import dev.demeanor.event.PointerAction;
import dev.demeanor.event.Source;
import dev.demeanor.subject.DeviceClass;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One line of the event log, version 1: an object of the members its kind has and no others, so
 * that nothing else gets in. What is wrong with a line is said in few words and without its values,
 * for counting. Not thread-safe.
 */
final class EventLogLine {

  static final int VERSION = 1;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final int LONGEST_NAME = 256;
  private static final Set<String> COMMON =
      Set.of("v", "subject", "session", "device", "label", "kind", "t");
  private static final Map<EventKind, Set<String>> MEMBERS =
      Map.of(
          EventKind.FIXED_TEXT_KEY, Set.of("field", "epoch", "position", "dwell"),
          EventKind.FIXED_TEXT_END, Set.of("field", "epoch", "keys", "outcome"),
          EventKind.FREE_TEXT_PAIR, Set.of("first", "second", "dwell", "pressToPress"),
          EventKind.POINTER, Set.of("action", "x", "y"),
          EventKind.VISIT, Set.of("route"));

  private final Map<String, Object> members = new HashMap<>();

  /** Says why a line cannot be used; the message is a reason to count, without any value. */
  static final class CorruptLineException extends Exception {
    private static final long serialVersionUID = 1L;

    CorruptLineException(String reason) {
      super(reason);
    }
  }

  /** Reads a line; afterwards the accessors answer for it. */
  void read(String line) throws CorruptLineException {
    members.clear();
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new CorruptLineException("is not a JSON object");
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_STRING) {
          members.put(name, parser.getText());
        } else if (value == JsonToken.VALUE_NUMBER_INT) {
          members.put(name, parser.getLongValue());
        } else {
          throw new CorruptLineException("has a member that is no text and no whole number");
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        throw new CorruptLineException("is not one JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new CorruptLineException("is not JSON");
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be read", e);
    }
    check();
  }

  private void check() throws CorruptLineException {
    if (number("v") != VERSION) {
      throw new CorruptLineException("has another version than " + VERSION);
    }
    Set<String> own = MEMBERS.getOrDefault(kind(), Set.of());
    for (String name : members.keySet()) {
      if (!COMMON.contains(name) && !own.contains(name)) {
        throw new CorruptLineException("has a member its kind does not have");
      }
    }
    subject();
    session();
    device();
    isImpostor();
  }

  String subject() throws CorruptLineException {
    return name("subject");
  }

  String session() throws CorruptLineException {
    return name("session");
  }

  DeviceClass device() throws CorruptLineException {
    return members.containsKey("device") ? one("device", DeviceClass.class) : DeviceClass.UNKNOWN;
  }

  boolean isImpostor() throws CorruptLineException {
    if (!members.containsKey("label")) {
      return false;
    }
    return switch (text("label")) {
      case "genuine" -> false;
      case "impostor" -> true;
      default -> throw wrong("label");
    };
  }

  EventKind kind() throws CorruptLineException {
    return one("kind", EventKind.class);
  }

  /** Returns whether the event belongs to a fixed-text field. */
  boolean isFixedText() throws CorruptLineException {
    return kind() == EventKind.FIXED_TEXT_KEY || kind() == EventKind.FIXED_TEXT_END;
  }

  SessionSetup.Field field() throws CorruptLineException {
    int epoch = members.containsKey("epoch") ? whole("epoch") : 0;
    try {
      Source.fixedText(text("field"), epoch);
    } catch (IllegalArgumentException e) {
      throw wrong("field");
    }
    return new SessionSetup.Field(text("field"), epoch);
  }

  /**
   * Adds the event.
   *
   * @param field number of its field within its session
   */
  Admission addTo(EventBuffer events, int field) throws CorruptLineException {
    long t = number("t");
    return switch (kind()) {
      case FIXED_TEXT_KEY -> events.addFixedTextKey(field, whole("position"), t, number("dwell"));
      case FIXED_TEXT_END ->
          events.addFixedTextEnd(field, whole("keys"), t, one("outcome", EntryOutcome.class));
      case FREE_TEXT_PAIR ->
          events.addFreeTextPair(
              one("first", KeyClass.class),
              one("second", KeyClass.class),
              t,
              number("dwell"),
              number("pressToPress"));
      case POINTER ->
          events.addPointer(one("action", PointerAction.class), t, whole("x"), whole("y"));
      case VISIT -> events.addVisit(whole("route"), t);
    };
  }

  private String name(String member) throws CorruptLineException {
    String text = text(member);
    if (text.isBlank() || text.length() > LONGEST_NAME) {
      throw wrong(member);
    }
    return text;
  }

  private String text(String member) throws CorruptLineException {
    if (members.get(member) instanceof String text) {
      return text;
    }
    throw wrong(member);
  }

  private long number(String member) throws CorruptLineException {
    if (members.get(member) instanceof Long number) {
      return number;
    }
    throw wrong(member);
  }

  private int whole(String member) throws CorruptLineException {
    long number = number(member);
    if (number != (int) number) {
      throw wrong(member);
    }
    return (int) number;
  }

  private <E extends Enum<E>> E one(String member, Class<E> of) throws CorruptLineException {
    try {
      return Enum.valueOf(of, text(member));
    } catch (IllegalArgumentException e) {
      throw wrong(member);
    }
  }

  private CorruptLineException wrong(String member) {
    return new CorruptLineException(
        (members.containsKey(member) ? "has a wrong " : "has no ") + member);
  }
}
