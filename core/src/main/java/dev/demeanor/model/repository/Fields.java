package dev.demeanor.model.repository;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demeanor.spi.CorruptStateException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the fields of one JSON object strictly: what is missing, of another kind or unknown is
 * damage.
 */
final class Fields {

  private final JsonNode node;
  private final String what;

  Fields(JsonNode node, String what, Set<String> known) {
    this.node = node;
    this.what = what;
    check(node.isObject(), "is no object");
    node.fieldNames()
        .forEachRemaining(
            name -> check(known.contains(name), "has the unknown field \"" + name + "\""));
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new CorruptStateException(what + " " + otherwise);
    }
  }

  JsonNode node(String name) {
    JsonNode value = node.get(name);
    check(value != null && !value.isNull(), "needs the field \"" + name + "\"");
    return java.util.Objects.requireNonNull(value);
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  String text(String name) {
    JsonNode value = node(name);
    check(value.isTextual(), "must have a text in \"" + name + "\"");
    return value.asText();
  }

  Optional<String> find(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  long whole(String name) {
    JsonNode value = node(name);
    check(
        value.isIntegralNumber() && value.canConvertToLong(),
        "must have a whole number in \"" + name + "\"");
    return value.asLong();
  }

  int small(String name) {
    long value = whole(name);
    check(
        value >= 0 && value <= Integer.MAX_VALUE, "must have a smaller number in \"" + name + "\"");
    return (int) value;
  }

  double number(String name) {
    JsonNode value = node(name);
    check(value.isNumber(), "must have a number in \"" + name + "\"");
    return value.asDouble();
  }

  Instant instant(String name) {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeException e) {
      throw new CorruptStateException(what + " must have a time in \"" + name + "\"");
    }
  }

  <T> List<T> list(String name, Function<JsonNode, T> reading) {
    JsonNode value = node(name);
    check(value.isArray(), "must have a list in \"" + name + "\"");
    List<T> items = new ArrayList<>();
    value.forEach(item -> items.add(reading.apply(item)));
    return items;
  }

  double[] numbers(String name) {
    return list(name, this::number).stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double number(JsonNode item) {
    check(item.isNumber(), "must have numbers in its lists");
    return item.asDouble();
  }

  String string(JsonNode item) {
    check(item.isTextual(), "must have texts in its lists");
    return item.asText();
  }

  Map<String, String> texts(String name) {
    JsonNode value = node(name);
    check(value.isObject(), "must have an object in \"" + name + "\"");
    Map<String, String> map = new LinkedHashMap<>();
    value
        .fieldNames()
        .forEachRemaining(
            field -> {
              check(value.path(field).isTextual(), "must have texts in \"" + name + "\"");
              map.put(field, value.path(field).asText());
            });
    return map;
  }
}
