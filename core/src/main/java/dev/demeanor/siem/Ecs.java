package dev.demeanor.siem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * The Elastic Common Schema: nested objects, arrays where the schema has arrays, and what it has no
 * field for under {@code demeanor} as the schema asks for custom fields. Stateless.
 */
final class Ecs {

  private static final String VERSION = "8.11.0";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Ecs() {}

  static String write(SiemEvent event) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("@timestamp", Instant.ofEpochMilli(event.atMillis()).toString());
    root.put("message", event.text());
    root.putObject("ecs").put("version", VERSION);
    ObjectNode about = root.putObject("event");
    about.put("id", event.id()).put("kind", event.severity() >= 8 ? "alert" : "event");
    about.putArray("category").add(event.category());
    about.putArray("type").add(event.type());
    about.put("action", event.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    about.put("outcome", event.outcome()).put("severity", event.severity());
    about.put("module", "demeanor").put("dataset", "demeanor.audit").put("provider", "demeanor");
    put(about, "reason", event.reason());
    user(root, event);
    ObjectNode own = root.putObject("demeanor");
    put(own, "session", event.session());
    event
        .details()
        .forEach(
            (name, value) -> {
              if (name.equals("trust") || name.equals("confidence")) {
                own.put(name, Double.parseDouble(value));
              } else {
                own.put(name, value);
              }
            });
    try {
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always writable", e);
    }
  }

  /** Who did it is {@code user}, whom it concerns is {@code user.target} when somebody did it. */
  private static void user(ObjectNode root, SiemEvent event) {
    if (event.actor().isEmpty() && event.subject().isEmpty()) {
      return;
    }
    ObjectNode user = root.putObject("user");
    if (event.actor().isEmpty()) {
      user.put("hash", event.subject());
      return;
    }
    user.put("name", event.actor());
    if (!event.subject().isEmpty()) {
      user.putObject("target").put("hash", event.subject());
    }
  }

  private static void put(ObjectNode node, String name, String value) {
    if (!value.isEmpty()) {
      node.put(name, value);
    }
  }
}
