package dev.demeanor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.KeyClass;
import dev.demeanor.event.PointerAction;
import dev.demeanor.wire.RefusedBatch.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The published schema and the reader take and refuse the same messages: every place of a message
 * with everything in it is changed to everything it could wrongly be, one at a time. A validator
 * judges by the schema, which knows nothing of the reader.
 */
class SchemaAgreementTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String NONCE = "AAECAwQFBgcICQoLDA0ODw";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonNode schema =
      MAPPER.readTree(Path.of("../docs/collector-message.schema.json").toFile());
  private final JsonSchema batches = schemaOf("batch");
  private final BatchReader reader = new BatchReader(BatchLimits.defaults());

  SchemaAgreementTest() throws IOException {}

  private JsonSchema schemaOf(String definition) {
    ObjectNode root = schema.deepCopy();
    root.put("$ref", "#/$defs/" + definition);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
  }

  private static JsonNode everything() throws IOException {
    BatchWriter writer =
        BatchWriter.of(BatchFormat.JSON, NONCE, 3)
            .field("password", 0)
            .field("name", 2)
            .abstained("other", AbstentionReason.AUTOFILL)
            .key(0, 0, 1_000, 90_000)
            .key(1, 1, 2_000, 80_000)
            .end(1, 2, 3_000, EntryOutcome.COMPLETED)
            .pointer(PointerAction.MOVE, 4_000, 10, -20)
            .visit("/accounts/{id}", 5_000);
    return MAPPER.readTree(writer.bytes());
  }

  private static ArrayNode block() {
    ArrayNode pairs = NODES.arrayNode();
    for (int i = 0; i < BatchLimits.BLOCK; i++) {
      pairs.add(NODES.arrayNode().add(KeyClass.SPACE.ordinal()).add(1).add(90_000).add(200_000));
    }
    return NODES.arrayNode().add("b").add(6_000).add(pairs);
  }

  private Optional<RefusedBatch> refusal(JsonNode message) {
    byte[] bytes = message.toString().getBytes(StandardCharsets.UTF_8);
    BatchResult result = reader.read(BatchFormat.JSON, bytes, bytes.length);
    return result instanceof RefusedBatch refused ? Optional.of(refused) : Optional.empty();
  }

  /** Nobody can tell from the schema alone which fields a message declares. */
  private boolean agree(JsonNode message) {
    boolean valid = batches.validate(message).isEmpty();
    Optional<RefusedBatch> refusal = refusal(message);
    boolean declared = refusal.isEmpty() || refusal.get().rule() != Rule.UNKNOWN_FIELD;
    return valid == refusal.isEmpty() || valid && !declared;
  }

  @Test
  void everyChange_isJudgedAlikeBySchemaAndReader() throws IOException {
    ObjectNode message = (ObjectNode) everything();
    ((ArrayNode) message.get("events")).add(block());
    assertThat(agree(message) && refusal(message).isEmpty()).isTrue();
    List<String> disagreements = new ArrayList<>();
    int[] judged = new int[2];
    for (String place : places("", message).toList()) {
      for (JsonNode changed : changes(message, place).toList()) {
        judged[refusal(changed).isPresent() ? 1 : 0]++;
        if (!agree(changed)) {
          disagreements.add(place + ": " + changed.at(place) + ": " + refusal(changed));
        }
      }
    }
    assertThat(disagreements).isEmpty();
    assertThat(judged[0]).as("taken").isGreaterThan(100);
    assertThat(judged[1]).as("refused").isGreaterThan(1_000);
  }

  /** Of the pairs of a block, which are alike, only the first. */
  private static Stream<String> places(String place, JsonNode node) {
    Stream<String> inside = Stream.empty();
    if (node.isObject()) {
      inside =
          node.properties().stream()
              .flatMap(each -> places(place + "/" + each.getKey(), each.getValue()));
    } else if (node.isArray()) {
      long shown = node.size() == BatchLimits.BLOCK ? 1 : node.size();
      inside =
          LongStream.range(0, shown)
              .boxed()
              .flatMap(i -> places(place + "/" + i, node.get(i.intValue())));
    }
    return place.isEmpty() ? inside : Stream.concat(Stream.of(place), inside);
  }

  private static Stream<JsonNode> changes(JsonNode message, String place) {
    JsonNode was = message.at(place);
    Stream<JsonNode> others =
        Stream.concat(
            Stream.of(
                NullNode.instance,
                BooleanNode.TRUE,
                DoubleNode.valueOf(1.5),
                NODES.arrayNode(),
                NODES.objectNode()),
            Stream.concat(numbers(), texts()));
    Stream<JsonNode> replaced = others.map(other -> with(message, place, other));
    return Stream.concat(
        replaced, Stream.concat(resized(message, place, was), gone(message, place)));
  }

  private static Stream<JsonNode> numbers() {
    return LongStream.of(0, 5, 6, 7, 23, 255, 256, 60_000, 60_000_000, Integer.MAX_VALUE)
        .flatMap(edge -> LongStream.of(edge, edge + 1, -edge, -edge - 1))
        .mapToObj(LongNode::valueOf);
  }

  private static Stream<JsonNode> texts() {
    return Stream.of(
            "",
            "k",
            "b",
            "password",
            "Password",
            "a".repeat(58),
            "a".repeat(59),
            "/a",
            "/a?b",
            "/" + "a".repeat(199),
            "/" + "a".repeat(200),
            "PASTE",
            "PASTED",
            "paste",
            NONCE,
            NONCE.substring(1),
            NONCE.substring(1) + "x")
        .map(TextNode::valueOf);
  }

  private static Stream<JsonNode> resized(JsonNode message, String place, JsonNode was) {
    if (was.isObject()) {
      return Stream.of(with(message, place, ((ObjectNode) was.deepCopy()).put("more", 1)));
    } else if (!was.isArray() || was.isEmpty()) {
      return Stream.empty();
    }
    ArrayNode longer = was.deepCopy();
    ArrayNode shorter = was.deepCopy();
    shorter.remove(was.size() - 1);
    return Stream.of(
        with(message, place, longer.add(was.get(0).deepCopy())), with(message, place, shorter));
  }

  private static Stream<JsonNode> gone(JsonNode message, String place) {
    JsonNode copy = message.deepCopy();
    int last = place.lastIndexOf('/');
    if (copy.at(place.substring(0, last)) instanceof ObjectNode parent) {
      parent.remove(place.substring(last + 1));
      return Stream.of(copy);
    }
    return Stream.empty();
  }

  private static JsonNode with(JsonNode message, String place, JsonNode other) {
    JsonNode copy = message.deepCopy();
    int last = place.lastIndexOf('/');
    String name = place.substring(last + 1);
    if (copy.at(place.substring(0, last)) instanceof ArrayNode parent) {
      parent.set(Integer.parseInt(name), other);
    } else if (copy.at(place.substring(0, last)) instanceof ObjectNode parent) {
      parent.set(name, other);
    }
    return copy;
  }

  @Test
  void replies_areValid() throws IOException {
    JsonSchema replies = schemaOf("reply");
    Message message = new Message("demeanor.challenge", "Please confirm.");
    for (Reply reply : List.of(Reply.next(NONCE), new Reply(NONCE, true, message, "request-1"))) {
      assertThat(replies.validate(MAPPER.readTree(reply.toJson()))).isEmpty();
    }
    assertThat(replies.validate(MAPPER.readTree("{\"v\":2,\"nonce\":\"" + NONCE + "\"}")))
        .isNotEmpty();
  }
}
