package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.BOB;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Erasure;
import dev.demeanor.audit.InMemoryAuditSink;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.event.Admission;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.SubjectKeys;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.store.InMemorySampleStoreProvider;
import dev.demeanor.store.InMemorySecurityEventStoreProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void export_holdsTheRecordsThatAFileKeeps(@TempDir Path folder) throws IOException {
    ProviderOptions file =
        ProviderOptions.none().with("file", folder.resolve("a.jsonl").toString());
    try (BehaviorMonitor writing =
        BehaviorMonitor.builder()
            .config(world.config)
            .audit("json-lines", file)
            .executor(Runnable::run)
            .clock(world.clock)
            .pseudonymKey(new byte[32])
            .build()) {
      world.enrol(writing);
      writing.open(options(BOB, "bob")).assess();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      writing.privacy().export(ALICE, out);
      JsonNode audit = new ObjectMapper().readTree(out.toByteArray()).get("audit");
      assertThat(audit).hasSize(60);
      assertThat(audit.get(0).get("subject").asText()).isEqualTo(writing.subjectKey(ALICE));
    }
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

  @Test
  void export_holdsSamplesEventsAndRecordsOfTheSubject() throws IOException {
    SampleStore samples = new InMemorySampleStoreProvider().open(ProviderOptions.none());
    InMemoryAuditSink audit = new InMemoryAuditSink(10_000);
    SecurityEventStore events =
        new InMemorySecurityEventStoreProvider().open(ProviderOptions.none());
    try (BehaviorMonitor kept =
        world.direct().samples(samples).audit(audit).securityEvents(events).build()) {
      world.enrol(kept);
      try (BehaviorSession session = kept.open(options(ALICE, "taken over"))) {
        World.impostor(session);
      }
      String subjectKey =
          audit.records().stream().map(SubjectKeys::of).filter(Objects::nonNull).findFirst().get();
      events.record(event("of-alice", subjectKey));
      events.record(event("of-bob", "other"));
      try (BehaviorSession session = kept.open(options(BOB, "bob"))) {
        type(session, 1);
        session.assess();
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      kept.privacy().export(ALICE, out);
      JsonNode export = new ObjectMapper().readTree(out.toByteArray());
      assertThat(export.get("samples")).hasSizeGreaterThan(120);
      assertThat(export.get("samples").get(0).get("values")).isNotEmpty();
      assertThat(export.get("securityEvents").findValuesAsText("id"))
          .contains("of-alice")
          .doesNotContain("of-bob");
      assertThat(kept.privacy().erase(ALICE, "REQUEST").securityEvents()).isPositive();
      assertThat(export.get("audit")).hasSizeGreaterThanOrEqualTo(68);
      assertThat(export.get("audit").findValuesAsText("subject"))
          .doesNotContainNull()
          .hasSizeGreaterThan(60);
    }
  }

  @Test
  void erase_isRepeatedWhereAStoreFailsAlsoAfterARestart() {
    FailingSamples samples =
        new FailingSamples(new InMemorySampleStoreProvider().open(ProviderOptions.none()));
    try (BehaviorMonitor kept = world.direct().samples(samples).build()) {
      world.enrol(kept);
      assertThat(samples.below.keys(ALICE)).isNotEmpty();
      samples.down = true;
      Erasure erasure = kept.privacy().erase(ALICE, "REQUEST");
      assertThat(erasure.pending()).containsExactly("samples");
      assertThat(erasure.templates()).isPositive();
      assertThat(kept.health().dependencies()).containsKey("erasures");
    }
    samples.down = false;
    world.clock.advance(Duration.ofHours(2));
    try (BehaviorMonitor next = world.direct().samples(samples).build()) {
      next.open(options(BOB, "anybody"));
      assertThat(samples.below.keys(ALICE)).isEmpty();
      assertThat(next.health().dependencies()).doesNotContainKey("erasures");
    }
  }

  @Test
  void erase_thatCannotBeRecorded_isOnRecordLaterAlsoAfterARestart() {
    world.enrol(monitor);
    world.audit.down = true;
    assertThatThrownBy(() -> monitor.privacy().erase(ALICE, "REQUEST"))
        .isInstanceOf(StoreException.class);
    assertThat(monitor.enrolment(ALICE)).isEmpty();
    assertThat(monitor.health().dependencies()).containsKey("erasures");
    world.audit.down = false;
    world.clock.advance(Duration.ofHours(2));
    try (BehaviorMonitor next = world.direct().build()) { // as after a crash of the first
      next.open(options(BOB, "anybody"));
      assertThat(world.records(AuditRecord.Erased.class))
          .extracting(AuditRecord.Erased::subjectKey, AuditRecord.Erased::reason)
          .containsExactly(tuple(next.subjectKey(ALICE), "ERASURE_COMPLETED"));
      assertThat(next.health().dependencies()).doesNotContainKey("erasures");
      next.open(options(BOB, "somebody"));
    }
    assertThat(world.records(AuditRecord.Erased.class)).hasSize(1);
  }

  @Test
  void erase_isOnRecordOnce() {
    world.enrol(monitor);
    monitor.privacy().erase(ALICE, "REQUEST");
    world.clock.advance(Duration.ofHours(2));
    monitor.open(options(BOB, "anybody"));
    assertThat(world.records(AuditRecord.Erased.class))
        .extracting(AuditRecord.Erased::reason)
        .containsExactly("REQUEST");
  }

  private static SecurityEvent event(String id, String subjectKey) {
    Instant at = Instant.parse("2026-03-01T12:00:00Z");
    return SecurityEvent.pending(id, ALICE.tenant(), "TEST", at, subjectKey, null, null);
  }
}
