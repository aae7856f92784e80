package dev.demeanor.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.KeyClass;
import dev.demeanor.event.PointerAction;
import java.nio.charset.StandardCharsets;

/** Writes a batch in JSON. */
final class JsonBatchWriter extends BatchWriter {

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final ArrayNode fields;
  private final ArrayNode abstained;
  private final ArrayNode events;
  private ArrayNode pairs = JsonNodeFactory.instance.arrayNode();

  JsonBatchWriter(String nonce, int number) {
    json.put("v", 1).put("nonce", nonce).put("batch", number);
    fields = json.putArray("fields");
    abstained = json.putArray("abstained");
    events = json.putArray("events");
  }

  @Override
  public BatchWriter field(String name, int epoch) {
    fields.addObject().put("name", name).put("epoch", epoch);
    return this;
  }

  @Override
  public BatchWriter abstained(String field, AbstentionReason reason) {
    abstained.addObject().put("field", field).put("reason", reason.name());
    return this;
  }

  @Override
  public BatchWriter key(int field, int position, long pressMicros, int dwellMicros) {
    events.addArray().add("k").add(field).add(position).add(pressMicros).add(dwellMicros);
    return this;
  }

  @Override
  public BatchWriter end(int field, int keys, long timeMicros, EntryOutcome outcome) {
    events.addArray().add("e").add(field).add(keys).add(timeMicros).add(outcome.name());
    return this;
  }

  @Override
  public BatchWriter block(long timeMicros) {
    pairs = events.addArray().add("b").add(timeMicros).addArray();
    return this;
  }

  @Override
  public BatchWriter pair(
      KeyClass first, KeyClass second, int dwellMicros, int pressToPressMicros) {
    pairs
        .addArray()
        .add(first.ordinal())
        .add(second.ordinal())
        .add(dwellMicros)
        .add(pressToPressMicros);
    return this;
  }

  @Override
  public BatchWriter pointer(PointerAction action, long timeMicros, int x, int y) {
    events.addArray().add("p").add(action.ordinal()).add(timeMicros).add(x).add(y);
    return this;
  }

  @Override
  public BatchWriter visit(String template, long timeMicros) {
    events.addArray().add("v").add(template).add(timeMicros);
    return this;
  }

  @Override
  public byte[] bytes() {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
