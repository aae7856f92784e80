package dev.demeanor.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.subject.SubjectId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines are read back by the rules of the format documents, not by our own code. */
class SiemListenerTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
  private static final String NASTY = "a|b=c\\d\ne\r\nf \u2028 \"x\" {1} =\\n";

  private static AuditRecord.Decided decided(Verdict verdict, String correlation) {
    return new AuditRecord.Decided(
        new Decision(
            "session-hash",
            7,
            NOW.toEpochMilli(),
            verdict,
            verdict,
            Mode.ENFORCE,
            0.25,
            0.5,
            verdict == Verdict.ALLOW ? 0 : ReasonCode.TRUST_BELOW_CHALLENGE.bit()),
        "subject-hash",
        correlation,
        "default",
        Thresholds.DEFAULT,
        "policy-hash",
        List.of(),
        -1.0986122886681098,
        new byte[] {1});
  }

  private static List<AuditRecord> records(String text) {
    Block block =
        new Block(
            "block-1",
            BlockTarget.account(SubjectId.of("alice@example.org")),
            Block.Origin.OPERATOR,
            text,
            text,
            NOW,
            NOW.plusSeconds(60));
    return List.of(
        decided(Verdict.DENY, text),
        decided(Verdict.CHALLENGE, null),
        decided(Verdict.ALLOW, text),
        new AuditRecord.Blocked(block, "target-hash", true),
        new AuditRecord.Blocked(block, "target-hash", false),
        new AuditRecord.Unblocked(block, "target-hash", text, text, NOW),
        new AuditRecord.FeedbackGiven("f-1", NOW, "subject-hash", "session-hash", "IMPOSTOR"),
        new AuditRecord.Extended(block, "target-hash", NOW.plusSeconds(30), text, text, NOW),
        new AuditRecord.Expired(ended(block), "target-hash"),
        new AuditRecord.Adjudicated(
            "j-1",
            NOW,
            "default",
            "event-1",
            "subject-hash",
            "session-hash",
            Adjudication.Status.DECIDED,
            Adjudication.Decision.IMPOSTOR,
            text,
            2,
            List.of("MARKED_IMPOSTOR")),
        new AuditRecord.FactorRefused(
            "r-1", NOW, "default", "subject-hash", "password", 10, NOW.plusSeconds(60), true),
        new AuditRecord.Erased("e-1", NOW, "subject-hash", 3, text),
        new AuditRecord.Started("s-1", NOW, Mode.ENFORCE, text, text, null),
        new AuditRecord.Started("s-2", NOW, Mode.SHADOW, null, null, null),
        new AuditRecord.PolicyApplied("p-1", NOW, "policy-hash", List.of("pointer"), "{}"),
        new AuditRecord.Anchored("a-1", NOW, "main", 1, "0".repeat(64), "CLOSED", null, null));
  }

  /** The block as one that ended when everything else here happens. */
  private static Block ended(Block block) {
    return new Block(
        block.id(),
        block.target(),
        block.origin(),
        block.actor(),
        block.reason(),
        NOW.minusSeconds(60),
        NOW);
  }

  /** Splits a header by the rule of CEF: at pipes that no backslash precedes. */
  private static List<String> header(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    int i = 0;
    for (; i < line.length() && fields.size() < 7; i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        field.append(line.charAt(++i));
      } else if (c == '|') {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(line.substring(i));
    return fields;
  }

  /** Reads an extension by the rule of CEF: a key is the word before an unescaped equals sign. */
  private static Map<String, String> extension(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    String key = "";
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        char next = text.charAt(++i);
        value.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
      } else if (c == '=') {
        int space = value.lastIndexOf(" ");
        if (!key.isEmpty()) {
          values.put(key, value.substring(0, space));
        }
        key = value.substring(space + 1);
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.put(key, value.toString());
    return values;
  }

  @Test
  void cef_hasSevenHeaderFieldsAndReadsBack() {
    for (AuditRecord record : records(NASTY)) {
      String line = SiemFormat.CEF.write(record);
      assertThat(line).doesNotContain("\n", "\r", "\u2028");
      List<String> header = header(line);
      assertThat(header.subList(0, 4)).containsExactly("CEF:0", "Demeanor", "Demeanor", "1");
      assertThat(Integer.parseInt(header.get(6))).isBetween(0, 10);
      Map<String, String> extension = extension(header.get(7));
      assertThat(extension.get("rt")).isEqualTo(Long.toString(NOW.toEpochMilli()));
      assertThat(extension.get("externalId")).isEqualTo(record.id());
    }
  }

  @Test
  void cef_escapesWhatTheFormatReserves() {
    Map<String, String> extension =
        extension(header(SiemFormat.CEF.write(records(NASTY).get(5))).get(7));
    assertThat(extension.get("reason")).isEqualTo(NASTY.replace('\u2028', '\n'));
    assertThat(extension.get("suser")).isEqualTo(NASTY.replace('\u2028', '\n'));
  }

  @Test
  void cef_ofADenial_saysWhatASiemNeeds() {
    List<String> header = header(SiemFormat.CEF.write(decided(Verdict.DENY, "request-1")));
    assertThat(header.get(4)).isEqualTo("DECISION_DENY");
    assertThat(header.get(6)).isEqualTo("8");
    assertThat(extension(header.get(7)))
        .containsEntry("outcome", "failure")
        .containsEntry("duid", "subject-hash")
        .containsEntry("reason", "TRUST_BELOW_CHALLENGE")
        .containsEntry("cs1", "session-hash")
        .containsEntry("cs1Label", "session")
        .containsEntry("cs2", "DENY");
  }

  @Test
  void cef_ofAnyText_readsBack() {
    SplittableRandom random = new SplittableRandom(3);
    String alphabet = "ab =|\\\n\r\t\"\u00e9";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder("x");
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      text.append('x');
      String line = SiemFormat.CEF.write(records(text.toString()).get(5));
      assertThat(line.lines()).hasSize(1);
      assertThat(extension(header(line).get(7)).get("reason"))
          .isEqualTo(text.toString().replace('\t', ' '));
    }
  }

  @Test
  void ecs_hasTheFieldsAndValuesThatTheSchemaAllows() throws IOException {
    for (AuditRecord record : records(NASTY)) {
      String line = SiemFormat.ECS.write(record);
      assertThat(line).doesNotContain("\n", "\r");
      JsonNode root = new ObjectMapper().readTree(line);
      assertThat(Instant.parse(root.get("@timestamp").asText())).isEqualTo(NOW);
      assertThat(root.at("/ecs/version").asText()).isEqualTo("8.11.0");
      assertThat(root.at("/event/id").asText()).isEqualTo(record.id());
      assertThat(root.at("/event/kind").asText()).isIn("event", "alert");
      assertThat(root.at("/event/outcome").asText()).isIn("success", "failure", "unknown");
      assertThat(root.at("/event/category").isArray()).isTrue();
      assertThat(root.at("/event/category/0").asText())
          .isIn("authentication", "session", "iam", "configuration");
      assertThat(root.at("/event/type/0").asText())
          .isIn("allowed", "denied", "info", "deletion", "start", "change");
      assertThat(root.at("/event/severity").isInt()).isTrue();
    }
  }

  @Test
  void ecs_ofADenial_saysWhatASiemNeeds() throws IOException {
    JsonNode root =
        new ObjectMapper().readTree(SiemFormat.ECS.write(decided(Verdict.DENY, "request-1")));
    assertThat(root.at("/event/kind").asText()).isEqualTo("alert");
    assertThat(root.at("/event/action").asText()).isEqualTo("decision-deny");
    assertThat(root.at("/event/reason").asText()).isEqualTo("TRUST_BELOW_CHALLENGE");
    assertThat(root.at("/user/hash").asText()).isEqualTo("subject-hash");
    assertThat(root.at("/demeanor/trust").asDouble()).isEqualTo(0.25);
    assertThat(root.at("/demeanor/correlation").asText()).isEqualTo("request-1");
  }

  @Test
  void neither_namesTheTargetOfABlock() {
    for (AuditRecord record : records("x")) {
      assertThat(SiemFormat.CEF.write(record)).doesNotContain("alice");
      assertThat(SiemFormat.ECS.write(record)).doesNotContain("alice");
    }
  }

  @Test
  void listener_leavesPlainAllowsOutUnlessAsked() {
    Timings timings = new Timings(1, 1, 1, 3);
    for (boolean withAllow : new boolean[] {false, true}) {
      StringWriter out = new StringWriter();
      DecisionListener listener = new SiemListener(out, SiemFormat.CEF, withAllow);
      listener.onDecision(decided(Verdict.ALLOW, null), timings);
      listener.onDecision(decided(Verdict.DENY, null), timings);
      listener.onRecord(records("x").get(3));
      assertThat(out.toString().lines()).hasSize(withAllow ? 3 : 2);
    }
  }

  @Test
  void provider_appendsToAFile(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("siem.log");
    for (String format : List.of("cef", "ecs")) {
      ProviderOptions options =
          ProviderOptions.none().with("file", file.toString()).with("format", format);
      try (SiemListener listener = (SiemListener) new SiemListenerProvider().create(options)) {
        listener.onRecord(records("x").get(3));
      }
    }
    assertThat(Files.readAllLines(file)).hasSize(2);
    assertThat(Files.readAllLines(file).get(0)).startsWith("CEF:0|");
    assertThat(Files.readAllLines(file).get(1)).startsWith("{");
  }

  @Test
  void provider_writesToAWriterOfTheHost() {
    StringWriter out = new StringWriter();
    new SiemListenerProvider()
        .create(ProviderOptions.none().with(Writer.class, out).with("format", "cef"))
        .onRecord(records("x").get(3));
    assertThat(out.toString()).startsWith("CEF:0|").endsWith("\n");
  }

  @Test
  void provider_refusesMistakes() {
    SiemListenerProvider provider = new SiemListenerProvider();
    assertThatThrownBy(() -> provider.create(ProviderOptions.none())).hasMessageContaining("file");
    assertThatThrownBy(() -> provider.create(ProviderOptions.none().with("format", "xml")))
        .hasMessage("format must be cef or ecs, was \"xml\"");
    assertThatThrownBy(() -> provider.create(ProviderOptions.none().with("allow", "yes")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> provider.create(ProviderOptions.none().with("file", "/nowhere/at/all")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
