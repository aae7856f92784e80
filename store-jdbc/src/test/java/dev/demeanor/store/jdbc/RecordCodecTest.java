package dev.demeanor.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

  private static final Path GOLDEN_1 = Path.of("src/test/resources/golden/audit-records-1.hex");
  private static final Path GOLDEN_2 = Path.of("src/test/resources/golden/audit-records-2.hex");

  @Test
  void read_givesBackWhatWasWritten() {
    for (AuditRecord record : Simulated.records()) {
      assertThat(RecordCodec.read(RecordCodec.write(record))).isEqualTo(record);
    }
  }

  @Test
  void everyKindOfRecord_hasAStoredForm() {
    List<Class<?>> kinds = Simulated.records().stream().<Class<?>>map(Object::getClass).toList();
    assertThat(kinds).contains(AuditRecord.class.getPermittedSubclasses());
  }

  /** Version 1 is not written any more; its kinds are the first of {@link Simulated#records}. */
  @Test
  void formatVersionOne_isReadForEver() throws IOException {
    List<AuditRecord> read = read(Files.readAllLines(GOLDEN_1));
    assertThat(read).hasSizeGreaterThan(10);
    assertThat(read).isEqualTo(Simulated.records().subList(0, read.size()));
  }

  @Test
  void formatVersionTwo_isReadForEver() throws IOException {
    List<String> lines =
        Simulated.records().stream()
            .map(r -> HexFormat.of().formatHex(RecordCodec.write(r)))
            .toList();
    if ("write".equals(System.getProperty("demeanor.golden"))) {
      Files.createDirectories(GOLDEN_2.getParent());
      Files.write(GOLDEN_2, lines);
    }
    List<String> golden = Files.readAllLines(GOLDEN_2);
    assertThat(read(golden)).isEqualTo(Simulated.records());
    assertThat(lines).isEqualTo(golden);
  }

  private static List<AuditRecord> read(List<String> golden) {
    return golden.stream().map(HexFormat.of()::parseHex).map(RecordCodec::read).toList();
  }

  @Test
  void read_refusesWhatIsCutOff() {
    for (AuditRecord record : Simulated.records()) {
      byte[] whole = RecordCodec.write(record);
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> RecordCodec.read(cut)).isInstanceOf(CorruptStateException.class);
      }
    }
  }

  @Test
  void read_ofDamagedBytes_endsInCorruptStateOrARecord() {
    SplittableRandom random = new SplittableRandom(5);
    for (AuditRecord record : Simulated.records()) {
      for (int i = 0; i < 2_000; i++) {
        byte[] damaged = RecordCodec.write(record);
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        try {
          assertThat(RecordCodec.read(damaged)).isNotNull();
        } catch (CorruptStateException e) {
          assertThat(e).hasMessageNotContaining("Index");
        }
      }
    }
  }

  @Test
  void read_refusesAnotherVersion() {
    byte[] bytes = RecordCodec.write(Simulated.feedback("f"));
    bytes[3] = 3;
    assertThatThrownBy(() -> RecordCodec.read(bytes))
        .hasMessageContainingAll("version 1 to 2", "was 3");
  }
}
