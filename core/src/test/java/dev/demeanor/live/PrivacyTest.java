package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.BOB;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.event.Admission;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PrivacyTest {

  private final World world = new World();
  private final BehaviorMonitor monitor = world.direct().build();

  private static void type(BehaviorSession session, int times) {
    World.Typist alice = new World.Typist(1, 7);
    for (int i = 0; i < times; i++) {
      alice.type(session);
    }
  }

  private JsonNode export() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    monitor.privacy().export(ALICE, out);
    return new ObjectMapper().readTree(out.toByteArray());
  }

  @Test
  void withdrawConsent_stopsAnOpenSessionAtOnce() {
    world.enrol(monitor);
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    type(session, 1);
    int field = session.field("password", 0);
    monitor.privacy().withdrawConsent(ALICE);
    assertThat(session.key(field, 0, 1, 1)).isEqualTo(Admission.NO_CONSENT);
    Decision decision = session.assess();
    assertThat(decision.reasons()).contains(ReasonCode.CONSENT_WITHDRAWN);
    assertThat(world.records(AuditRecord.Decided.class))
        .last()
        .satisfies(last -> assertThat(last.evidence()).isEmpty());
  }

  @Test
  void withdrawConsent_holdsForSessionsOfAnotherNode() {
    world.enrol(monitor);
    try (BehaviorMonitor other = world.direct().build()) {
      BehaviorSession session = other.open(options(ALICE, "elsewhere"));
      monitor.privacy().withdrawConsent(ALICE);
      type(session, 1);
      assertThat(session.assess().reasons()).contains(ReasonCode.CONSENT_WITHDRAWN);
      assertThat(session.key(0, 0, 1, 1)).isEqualTo(Admission.NO_CONSENT);
    }
  }

  @Test
  void withdrawConsent_letsNothingBeLearned() {
    monitor.privacy().withdrawConsent(ALICE);
    world.enrol(monitor);
    assertThat(monitor.enrolment(ALICE)).isEmpty();
    assertThat(world.templates.keys(ALICE)).isEmpty();
  }

  @Test
  void withdrawConsent_outlivesARestartAndAnErasure() {
    monitor.privacy().withdrawConsent(ALICE);
    monitor.erase(ALICE, "REQUEST");
    monitor.close();
    try (BehaviorMonitor next = world.direct().pseudonymKey(new byte[40]).build()) {
      assertThat(next.privacy().hasConsent(ALICE)).isFalse();
      assertThat(next.privacy().hasConsent(BOB)).isTrue();
    }
  }

  @Test
  void withdrawConsent_isOnRecord() {
    monitor.privacy().withdrawConsent(ALICE);
    monitor.privacy().giveConsent(ALICE);
    monitor.privacy().giveConsent(ALICE);
    assertThat(world.records(AuditRecord.ConsentChanged.class))
        .extracting(AuditRecord.ConsentChanged::given)
        .containsExactly(false, true);
  }

  @Test
  void withdrawConsent_saysWhenItCannotBeKept() {
    world.templates.down = true;
    assertThatThrownBy(() -> monitor.privacy().withdrawConsent(ALICE))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void giveConsent_letsAnOpenSessionGoOn() {
    world.enrol(monitor);
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    monitor.privacy().withdrawConsent(ALICE);
    monitor.privacy().giveConsent(ALICE);
    type(session, 1);
    Decision decision = session.assess();
    assertThat(decision.reasons()).doesNotContain(ReasonCode.CONSENT_WITHDRAWN);
    assertThat(decision.confidence()).isPositive();
  }

  @Test
  void export_holdsTemplatesAndBlocksOfTheSubjectOnly() throws IOException {
    world.enrol(monitor);
    monitor.block(
        BlockTarget.account(ALICE), Duration.ofHours(1), "operator", "reported by the owner");
    monitor.block(BlockTarget.account(BOB), Duration.ofHours(1), "operator", "another matter");
    JsonNode export = export();
    assertThat(export.get("version").asInt()).isEqualTo(1);
    assertThat(export.get("account").asText()).isEqualTo(ALICE.account());
    assertThat(export.get("consent").asBoolean()).isTrue();
    assertThat(export.get("templates")).hasSize(2);
    assertThat(export.get("blocks")).hasSize(1);
    assertThat(export.get("blocks").get(0).get("reason").asText())
        .isEqualTo("reported by the owner");
  }
}
