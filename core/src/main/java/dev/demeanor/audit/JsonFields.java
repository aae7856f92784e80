package dev.demeanor.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demeanor.spi.CorruptStateException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of records in JSON, checked as they are read. Stateless. */
final class JsonFields {

  private JsonFields() {}

  static JsonNode need(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      throw new CorruptStateException("audit record needs the field \"" + field + "\"");
    }
    return value;
  }

  static String text(JsonNode node, String field) {
    JsonNode value = need(node, field);
    return check(value.isTextual(), value, field).asText();
  }

  static List<String> texts(JsonNode node, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : need(node, field)) {
      texts.add(check(item.isTextual(), item, field).asText());
    }
    return texts;
  }

  static List<Integer> numbers(JsonNode node, String field) {
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode item : need(node, field)) {
      numbers.add(check(item.isInt(), item, field).intValue());
    }
    return numbers;
  }

  static double number(JsonNode node, String field) {
    JsonNode value = need(node, field);
    return check(value.isNumber(), value, field).asDouble();
  }

  static long whole(JsonNode node, String field) {
    JsonNode value = need(node, field);
    return check(value.canConvertToLong() && value.isIntegralNumber(), value, field).asLong();
  }

  static boolean truth(JsonNode node, String field) {
    JsonNode value = need(node, field);
    return check(value.isBoolean(), value, field).asBoolean();
  }

  private static JsonNode check(boolean valid, JsonNode value, String field) {
    if (!valid) {
      throw new CorruptStateException("audit record field \"" + field + "\" is of another kind");
    }
    return value;
  }

  static @Nullable String optional(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : text(node, field);
  }
}
