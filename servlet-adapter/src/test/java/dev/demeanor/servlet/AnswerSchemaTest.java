package dev.demeanor.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.demeanor.decision.Verdict;
import dev.demeanor.testkit.FakeClock;
import dev.demeanor.testkit.ScriptedMonitor;
import dev.demeanor.wire.BatchFormat;
import dev.demeanor.wire.BatchWriter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the endpoint answers is what the published schema says, of which the collector's types are
 * made.
 */
class AnswerSchemaTest {

  private static final String EVENTS = "/demeanor/events";

  private final ScriptedMonitor monitor = new ScriptedMonitor(FakeClock.atDefault());
  private final HttpClient browser = TomcatApplication.client();
  private TomcatApplication application;

  @BeforeEach
  void start() throws Exception {
    application = new TomcatApplication(monitor, ServletSettings.defaults(), builder -> builder);
    application.signIn(browser);
  }

  @AfterEach
  void stop() {
    application.close();
  }

  private static void valid(String definition, HttpResponse<String> answer) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root =
        (ObjectNode) mapper.readTree(Path.of("../docs/collector-message.schema.json").toFile());
    root.put("$ref", "#/$defs/" + definition);
    JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(root);
    assertThat(schema.validate(mapper.readTree(answer.body()))).as(answer.body()).isEmpty();
  }

  private HttpResponse<String> post(byte[] body) throws Exception {
    return application.post(browser, EVENTS, body, "Content-Type", BatchFormat.JSON.mediaType());
  }

  private byte[] batch() throws Exception {
    JsonNode first = new ObjectMapper().readTree(application.get(browser, EVENTS).body());
    return BatchWriter.of(BatchFormat.JSON, first.get("nonce").textValue(), 0).bytes();
  }

  @Test
  void replies_areValid() throws Exception {
    valid("reply", application.get(browser, EVENTS));
    monitor.script(Verdict.CHALLENGE);
    HttpResponse<String> challenged = post(batch());
    valid("reply", challenged);
    assertThat(challenged.body()).contains("\"verdict\":\"CHALLENGE\"");
  }

  @Test
  void problems_areValid() throws Exception {
    HttpResponse<String> mistake = post("{\"v\":1,".getBytes(StandardCharsets.UTF_8));
    assertThat(mistake.statusCode()).isEqualTo(422);
    valid("problem", mistake);
    HttpResponse<String> stranger = application.get(TomcatApplication.client(), EVENTS);
    assertThat(stranger.statusCode()).isEqualTo(401);
    valid("problem", stranger);
    monitor.script(Verdict.DENY);
    HttpResponse<String> denied = post(batch());
    assertThat(denied.statusCode()).isEqualTo(403);
    valid("problem", denied);
  }
}
