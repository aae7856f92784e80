package dev.demeanor.spi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.demeanor.event.Source;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoreValuesTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final SubjectId ALICE = SubjectId.of("alice");
  private static final TemplateKey KEY =
      new TemplateKey(ALICE, Source.freeText(), DeviceClass.DESKTOP);

  @Test
  void template_copiesItsPayloadIn() {
    byte[] payload = {1, 2, 3};
    Template template = template(payload);
    payload[0] = 9;
    assertThat(template.payload()).containsExactly(1, 2, 3);
  }

  @Test
  void template_copiesItsPayloadOut() {
    Template template = template(1, 2, 3);
    template.payload()[0] = 9;
    assertThat(template.payload()).containsExactly(1, 2, 3);
  }

  @Test
  void template_comparesThePayload() {
    assertThat(template(1, 2)).isEqualTo(template(1, 2)).hasSameHashCodeAs(template(1, 2));
    assertThat(template(1, 2)).isNotEqualTo(template(1, 3));
  }

  @Test
  void withVersion_changesTheVersionOnly() {
    Template template = template(1);
    assertThat(template.withVersion(5).version()).isEqualTo(5);
    assertThat(template.withVersion(5).withVersion(template.version())).isEqualTo(template);
  }

  @Test
  void template_refusesNegativeCounts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> template(1).withVersion(-1))
        .withMessage("version must be >= 0, was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Template(KEY, 0, "d", "h", -1, NOW, new byte[0]))
        .withMessage("samples must be >= 0, was -1");
  }

  @Test
  void template_showsNeitherSubjectNorPayload() {
    assertThat(template(42, 43).toString())
        .doesNotContain("alice", "42")
        .contains("version 0", "7 samples");
    assertThat(KEY.toString()).doesNotContain("alice");
  }

  @Test
  void blockTarget_showsOnlyItsKind() {
    assertThat(BlockTarget.account(ALICE)).hasToString("BlockTarget[ACCOUNT]");
    assertThat(BlockTarget.session("t", new SessionId("SECRET")))
        .hasToString("BlockTarget[SESSION]");
    assertThat(BlockTarget.device("t", "SECRET")).hasToString("BlockTarget[DEVICE]");
    assertThat(BlockTarget.address("t", "192.0.2.1")).hasToString("BlockTarget[ADDRESS]");
  }

  @Test
  void blockTargets_ofDifferentKindsAreDifferent() {
    assertThat(BlockTarget.device("t", "x")).isNotEqualTo(BlockTarget.address("t", "x"));
    assertThat(BlockTarget.device("t", "x")).isNotEqualTo(BlockTarget.device("u", "x"));
  }

  @Test
  void blockTarget_refusesBlank() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlockTarget.device("t", " "))
        .withMessage("block target must not be blank");
  }

  @Test
  void block_showsNoTargetAndNoReason() {
    Block block = block("b1", "jane", "he said so", NOW.plusSeconds(60));
    assertThat(block.toString()).contains("b1", "ACCOUNT").doesNotContain("alice", "he said so");
  }

  @Test
  void block_holdsUntilItExpires() {
    Block block = block("b1", "jane", "lost", NOW.plusSeconds(60));
    assertThat(block.isActive(NOW)).isTrue();
    assertThat(block.isActive(NOW.plusSeconds(60).minusNanos(1))).isTrue();
    assertThat(block.isActive(NOW.plusSeconds(60))).isFalse();
  }

  @Test
  void block_mustEndAfterItBegins() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> block("b1", "jane", "lost", NOW))
        .withMessageStartingWith("expiresAt must be after createdAt, was ");
  }

  @Test
  void block_refusesBlankTexts() {
    Instant end = NOW.plusSeconds(1);
    refusesBlank("id", () -> block(" ", "jane", "lost", end));
    refusesBlank("actor", () -> block("b1", "", "lost", end));
    refusesBlank("reason", () -> block("b1", "jane", "\t", end));
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without null checks may do
  void block_namesWhatIsNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> block(null, "jane", "lost", NOW))
        .withMessage("id");
    assertThatNullPointerException()
        .isThrownBy(() -> block("b1", "jane", "lost", null))
        .withMessage("expiresAt");
  }

  private static void refusesBlank(String name, Runnable maker) {
    assertThatIllegalArgumentException()
        .isThrownBy(maker::run)
        .withMessage(name + " must not be blank");
  }

  private static Template template(int... payload) {
    byte[] bytes = new byte[payload.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) payload[i];
    }
    return template(bytes);
  }

  private static Template template(byte[] payload) {
    return new Template(KEY, 0, "moments", "hash", 7, NOW, payload);
  }

  private static Block block(String id, String actor, String reason, Instant end) {
    return new Block(
        id, BlockTarget.account(ALICE), Block.Origin.OPERATOR, actor, reason, NOW, end);
  }
}
