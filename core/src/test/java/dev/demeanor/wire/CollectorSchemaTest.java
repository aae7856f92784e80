package dev.demeanor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.KeyClass;
import dev.demeanor.event.PointerAction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The schema, from which the collector's types are made, says what the reader takes. */
class CollectorSchemaTest {

  private final JsonNode schema =
      new ObjectMapper().readTree(Path.of("../docs/collector-message.schema.json").toFile());

  CollectorSchemaTest() throws IOException {}

  private JsonNode definition(String name) {
    return schema.path("$defs").path(name);
  }

  private List<String> words(String name) {
    List<String> words = new ArrayList<>();
    definition(name).path("enum").forEach(each -> words.add(each.asText()));
    return words;
  }

  private static String[] names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
  }

  @Test
  void words_areThoseOfTheEnums() {
    assertThat(words("entryOutcome")).containsExactly(names(EntryOutcome.values()));
    assertThat(words("abstentionReason")).containsExactly(names(AbstentionReason.values()));
    assertThat(words("keyClass")).hasSize(KeyClass.values().length);
    assertThat(words("pointerAction")).hasSize(PointerAction.values().length);
  }

  @Test
  void limits_areThoseOfTheReader() {
    assertThat(definition("micros").path("maximum").asLong()).isEqualTo(BatchLimits.TIME_MICROS);
    assertThat(definition("durationMicros").path("maximum").asLong())
        .isEqualTo(EventBuffer.MAX_DWELL_MICROS);
    assertThat(definition("pixels").path("maximum").asInt()).isEqualTo(EventBuffer.MAX_COORDINATE);
    assertThat(definition("pixels").path("minimum").asInt()).isEqualTo(-EventBuffer.MAX_COORDINATE);
    assertThat(definition("fieldIndex").path("maximum").asInt()).isEqualTo(BatchLimits.FIELDS - 1);
    assertThat(definition("pairs").path("minItems").asInt()).isEqualTo(BatchLimits.BLOCK);
    assertThat(definition("pairs").path("maxItems").asInt()).isEqualTo(BatchLimits.BLOCK);
    JsonNode batch = definition("batch").path("properties");
    assertThat(batch.path("fields").path("maxItems").asInt()).isEqualTo(BatchLimits.FIELDS);
    assertThat(batch.path("events").path("maxItems").asInt())
        .isEqualTo(BatchLimits.defaults().events());
  }

  @Test
  void patterns_takeWhatTheReaderTakes() {
    String route = definition("route").path("pattern").asText();
    for (char c = 0; c < 0x80; c++) {
      byte[] text = {'/', (byte) c};
      assertThat(Words.isRoute(text, 0, 2)).as("%x", (int) c).isEqualTo(("/" + c).matches(route));
    }
    assertThat("/" + "a".repeat(BatchLimits.ROUTE - 1)).matches(route);
    assertThat("/" + "a".repeat(BatchLimits.ROUTE)).doesNotMatch(route);
    String nonce = definition("nonce").path("pattern").asText();
    assertThat("AAECAwQFBgcICQoLDA0ODw").matches(nonce);
    assertThat("AAECAwQFBgcICQoLDA0ODx").doesNotMatch(nonce);
    assertThat("a".repeat(58)).matches(definition("fieldName").path("pattern").asText());
  }
}
