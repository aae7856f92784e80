package dev.demeanor.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields of a JSON object, each of its kind, and none that nobody asks for. Not thread-safe.
 */
final class Fields {

  private final String where;
  private final JsonNode node;
  private final Set<String> asked = new HashSet<>();

  Fields(String where, JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(where + " must be a JSON object");
    }
    this.where = where;
    this.node = node;
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Returns an object, an empty one when it is left out. */
  Fields object(String name) {
    JsonNode value = ask(name);
    return new Fields(name, value.isMissingNode() ? JsonNodeFactory.instance.objectNode() : value);
  }

  String text(String name, String otherwise) {
    JsonNode value = ask(name);
    return value.isMissingNode() ? otherwise : check(value.isTextual(), name, value).asText();
  }

  double number(String name, double otherwise) {
    JsonNode value = ask(name);
    return value.isMissingNode() ? otherwise : check(value.isNumber(), name, value).asDouble();
  }

  int whole(String name, int otherwise) {
    JsonNode value = ask(name);
    return value.isMissingNode() ? otherwise : check(value.isInt(), name, value).asInt();
  }

  List<String> texts(String name, List<String> otherwise) {
    JsonNode value = ask(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    List<String> texts = new ArrayList<>();
    check(value.isArray(), name, value)
        .forEach(each -> texts.add(check(each.isTextual(), name, each).asText()));
    return texts;
  }

  void expectNoOthers() {
    for (String name : names()) {
      if (!asked.contains(name)) {
        throw new IllegalArgumentException(where + " has no setting \"" + name + "\"");
      }
    }
  }

  private JsonNode ask(String name) {
    asked.add(name);
    return node.path(name);
  }

  private JsonNode check(boolean valid, String name, JsonNode value) {
    if (!valid) {
      throw new IllegalArgumentException(
          name + " in " + where + " is of another kind, was " + value);
    }
    return value;
  }
}
