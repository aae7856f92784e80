package dev.demeanor.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Block;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditJsonTest {

  private static final String ERASED =
      "{\"v\":1,\"type\":\"Erased\",\"id\":\"e\",\"at\":\"2026-03-01T12:00:00Z\","
          + "\"subject\":\"s\",\"templates\":3,\"reason\":\"REQUEST\"}";

  @Test
  void read_answersAConsentAsItWasWritten() {
    AuditRecord record =
        new AuditRecord.ConsentChanged("c", Instant.parse("2026-03-01T12:00:00Z"), "hash", false);
    assertThat(AuditJson.read(AuditJson.write(record))).isEqualTo(record);
  }

  @Test
  void read_answersEveryTypeAsItWasWritten() {
    for (int seed = 0; seed < 200; seed++) {
      for (AuditRecord record : Records.all(new SplittableRandom(seed))) {
        AuditRecord read = AuditJson.read(AuditJson.write(record));
        assertThat(AuditJson.write(read)).isEqualTo(AuditJson.write(record));
        assertThat(read.id()).isEqualTo(record.id());
        assertThat(read.at()).isEqualTo(record.at());
        assertThat(read.mustBeDurable()).isEqualTo(record.mustBeDurable());
        if (!AuditJson.write(record).contains("\"target\"")) { // blocks come back with a hash
          assertThat(read).isEqualTo(record);
        }
      }
    }
  }

  @Test
  void read_answersDoublesBitForBit() {
    for (int seed = 0; seed < 500; seed++) {
      AuditRecord.Decided record = Records.decided(1, null, new SplittableRandom(seed));
      AuditRecord.Decided read = (AuditRecord.Decided) AuditJson.read(AuditJson.write(record));
      assertThat(bits(read.decision().trust())).isEqualTo(bits(record.decision().trust()));
      assertThat(bits(read.decision().confidence()))
          .isEqualTo(bits(record.decision().confidence()));
      assertThat(read.decision().reasonBits()).isEqualTo(record.decision().reasonBits());
      assertThat(read.decision().verdict()).isEqualTo(record.decision().verdict());
      assertThat(read.decision().computedVerdict()).isEqualTo(record.decision().computedVerdict());
      assertThat(read.evidence()).isEqualTo(record.evidence()); // records compare doubles by bits
      assertThat(read.thresholds()).isEqualTo(record.thresholds());
      assertThat(read.priorTrust()).isEqualTo(record.priorTrust());
    }
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  @Test
  void write_namesNoSessionAccountAddressOrDevice() {
    for (AuditRecord record : Records.all(new SplittableRandom(7))) {
      assertThat(AuditJson.write(record)).doesNotContain(Records.SECRETS).doesNotContain("\n");
      assertThat(record.toString()).doesNotContain(Records.SECRETS);
    }
  }

  @Test
  void read_answersHashAsTargetOfBlock() {
    AuditRecord record = Records.all(new SplittableRandom(7)).get(0);
    Block block = ((AuditRecord.Blocked) AuditJson.read(AuditJson.write(record))).block();
    assertThat(block.target().value()).isEqualTo("hash-SESSION");
    assertThat(block.target().tenant()).isEqualTo("default");
  }

  @Test
  void read_acceptsTheGoldenFile() throws IOException {
    List<String> golden = golden();
    assertThat(golden.stream().map(line -> AuditJson.read(line).getClass().getSimpleName()))
        .contains("Decided", "Blocked", "Unblocked", "FeedbackGiven", "Erased", "Started");
    assertThat(golden)
        .allSatisfy(
            line -> assertThat(tree(AuditJson.write(AuditJson.read(line)))).isEqualTo(tree(line)));
  }

  @Test
  void write_stillWritesTheGoldenFile() throws IOException {
    List<AuditRecord> records = Records.all(new SplittableRandom(42));
    List<String> golden = golden();
    for (int i = 0; i < golden.size(); i++) {
      assertThat(tree(AuditJson.write(records.get(i)))).isEqualTo(tree(golden.get(i)));
    }
  }

  /** As a tree: Java versions write one double in several ways. */
  private static JsonNode tree(String line) throws IOException {
    return new ObjectMapper().readTree(line);
  }

  private static List<String> golden() throws IOException {
    try (InputStream in = AuditJsonTest.class.getResourceAsStream("/golden/audit-v1.jsonl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).lines().toList();
    }
  }

  @Test
  void read_refusesEveryTornLine() {
    for (AuditRecord record : Records.all(new SplittableRandom(1))) {
      String line = AuditJson.write(record);
      for (int end = 0; end < line.length(); end++) {
        String torn = line.substring(0, end);
        assertThatThrownBy(() -> AuditJson.read(torn)).isInstanceOf(CorruptStateException.class);
      }
    }
  }

  @Test
  void read_acceptsTheLineThatTheRefusedOnesStartFrom() {
    assertThat(AuditJson.read(ERASED)).isInstanceOf(AuditRecord.Erased.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"v\":1>\"v\":2",
        "\"v\":1>\"v\":3",
        "\"v\":1>\"v\":4294967297",
        "\"v\":1>\"v\":\"1\"",
        "Erased>Unknown",
        "\"id\":\"e\">\"id\":null",
        "\"id\":\"e\">\"id\":7",
        "2026>X",
        "3>\"three\"",
        "3>3.5",
        "3>99999999999",
        "\"subject\"> \"other\"",
        "\"reason\">\"v\"",
        "}>}}",
        "}>} {}",
        "{>[",
      })
  void read_refusesDamagedLines(String change) {
    String[] parts = change.split(">");
    String line = ERASED.replaceFirst(java.util.regex.Pattern.quote(parts[0]), parts[1]);
    assertThatThrownBy(() -> AuditJson.read(line)).isInstanceOf(CorruptStateException.class);
  }
}
