package dev.demeanor.browser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.demeanor.browser.PageServer.Request;
import dev.demeanor.event.BehaviorEvent.FixedTextEnd;
import dev.demeanor.event.BehaviorEvent.FreeTextPair;
import dev.demeanor.wire.Batch;
import dev.demeanor.wire.BatchFormat;
import dev.demeanor.wire.BatchLimits;
import dev.demeanor.wire.BatchReader;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A known secret is typed into every kind of field, and looked for in everything that left the
 * page.
 */
@ExtendWith(Chromium.class)
class PrivacyInBrowserTest {

  /** Long enough that no other text holds a part of it by chance, and for a block of free text. */
  private static final String SECRET = "xylophon7 quagmire vortex jukebox 4 zephyr banjo kiwi wq";

  private static final int SHORTEST_PART = 4;

  private static final BatchReader PACKED = new BatchReader(BatchLimits.defaults());

  private static final List<String> FIELDS =
      List.of("#phrase", "#name", "#mail", "#search", "#plain", "#editor");

  private static final Set<String> VOCABULARY =
      Set.of(
          ("v nonce batch fields events abstained name epoch k e b p phrase COMPLETED"
                  + " /fields/{kind}")
              .split(" "));

  /** What each page sent while the secret was typed into all of its fields. */
  private static final Map<String, List<Request>> TRAFFIC = new HashMap<>();

  private static List<Request> traffic(String form, Browser browser) {
    return TRAFFIC.computeIfAbsent(form, page -> typed(page, browser));
  }

  private static List<Request> typed(String form, Browser browser) {
    try (BrowserSession session = new BrowserSession(browser, form)) {
      for (String field : FIELDS) {
        session.page().focus(field);
        session.keyboard().type(SECRET);
        session.page().keyboard().press("Tab");
      }
      session.page().mouse().move(40, 50);
      session.page().mouse().move(90, 120);
      session.await(FreeTextPair.class, 150);
      session.awaitEnds(2);
      session.page().navigate("about:blank");
      assertThat(session.events(FixedTextEnd.class))
          .as("both fixed fields were captured, so there was something to give away")
          .allMatch(end -> end.keys() == SECRET.length());
      return List.copyOf(session.server().requests());
    }
  }

  private static List<JsonNode> messages(Browser browser) throws IOException {
    List<JsonNode> messages = new ArrayList<>();
    for (Request request : traffic("json.html", browser)) {
      if (request.method().equals("POST")) {
        messages.add(new ObjectMapper().readTree(request.body()));
      }
    }
    return messages;
  }

  @ParameterizedTest
  @ValueSource(strings = {"fields.html", "json.html"})
  void secret_appearsNowhereInTheTraffic(String form, Browser browser) {
    assertThat(traffic(form, browser))
        .isNotEmpty()
        .allSatisfy(PrivacyInBrowserTest::assertThatNothingIsIn);
  }

  /**
   * One key at a time would be the text, too: a message holds no text but that of page and format.
   */
  @Test
  void texts_ofAMessageAreThoseOfThePageAndTheFormat(Browser browser) throws IOException {
    Set<String> texts = new TreeSet<>();
    messages(browser).forEach(message -> collectTexts(message, texts));
    assertThat(texts).isSubsetOf(VOCABULARY).contains("k", "e", "b", "phrase", "COMPLETED");
  }

  /** What a real browser sends, judged by the published schema and not by our reader. */
  @Test
  void messages_areValidByTheSchema(Browser browser) throws IOException {
    JsonNode root = new ObjectMapper().readTree(new File("../docs/collector-message.schema.json"));
    JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(root);
    assertThat(messages(browser))
        .isNotEmpty()
        .allSatisfy(message -> assertThat(schema.validate(message)).isEmpty());
    assertThat(messages(browser))
        .extracting(message -> message.get("events").size())
        .as("some hold events")
        .anyMatch(events -> events > 0);
  }

  private static void collectTexts(JsonNode node, Set<String> into) {
    if (node.isTextual()) {
      into.add(node.textValue());
    }
    node.fieldNames().forEachRemaining(into::add);
    node.forEach(child -> collectTexts(child, into));
    if (node.has("nonce")) {
      into.remove(node.get("nonce").textValue());
    }
  }

  private static void assertThatNothingIsIn(Request request) {
    String everything =
        request.method() + request.uri() + request.headers() + withoutTimes(request.body());
    String lower = everything.toLowerCase(Locale.ROOT);
    assertThat(parts()).as("parts of the secret in %s", request.uri()).noneMatch(lower::contains);
  }

  /** A time of the packed form is eight bytes, of which five in a row may be any letters. */
  private static String withoutTimes(byte[] body) {
    String text = new String(body, ISO_8859_1);
    if (PACKED.read(BatchFormat.PACKED, body, body.length) instanceof Batch batch) {
      for (int i = 0; i < batch.events().size(); i++) {
        long time = batch.events().get(i).timeMicros();
        byte[] packed = ByteBuffer.allocate(Long.BYTES).putLong(time).array();
        text = text.replace(new String(packed, ISO_8859_1), "<time>");
      }
    }
    return text;
  }

  /** Every run of a few characters of the secret, as it is, in base64 and percent-encoded. */
  private static Stream<String> parts() {
    return Stream.iterate(0, i -> i + SHORTEST_PART <= SECRET.length(), i -> i + 1)
        .map(i -> SECRET.substring(i, i + SHORTEST_PART))
        .filter(part -> !part.contains(" "))
        .flatMap(
            part ->
                Stream.of(
                    part,
                    new StringBuilder(part).reverse().toString(),
                    Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(part.getBytes(UTF_8))
                        .substring(0, 5)
                        .toLowerCase(Locale.ROOT)));
  }
}
