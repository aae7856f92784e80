package dev.demeanor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.SessionOptions;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.PointerAction;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {

  private static final String NONCE = "AAECAwQFBgcICQoLDA0ODw";

  private static Batch read(BatchWriter writer) {
    byte[] bytes = writer.bytes();
    return (Batch)
        new BatchReader(BatchLimits.defaults()).read(BatchFormat.PACKED, bytes, bytes.length);
  }

  private static BatchWriter writer() {
    return BatchWriter.of(BatchFormat.PACKED, NONCE, 0);
  }

  @Test
  void feedTo_translatesPlacesOfFieldsIntoTheSessionsNumbers() {
    try (BehaviorMonitor monitor = BehaviorMonitor.builder().executor(Runnable::run).build();
        BehaviorSession session =
            monitor.open(SessionOptions.of(SubjectId.of("ada"), new SessionId("s")))) {
      int other = session.field("other", 0);
      session.key(other, 0, 1_000_000, 90_000);

      Batch batch =
          read(
              writer()
                  .field("password", 0)
                  .field("other", 0)
                  .key(1, 1, 1_200_000, 90_000)
                  .end(1, 2, 1_500_000, EntryOutcome.COMPLETED)
                  .key(0, 0, 2_000_000, 90_000)
                  .pointer(PointerAction.MOVE, 2_500_000, 1, 1));

      assertThat(batch.feedTo(session)).isEqualTo(4);
      assertThat(session.key(other, 0, 1_100_000, 90_000).name()).isEqualTo("LATE");
    }
  }

  @Test
  void feedTo_leavesOutEventsOfFieldsThatTheSessionRefuses() {
    try (BehaviorMonitor monitor = BehaviorMonitor.builder().executor(Runnable::run).build();
        BehaviorSession session =
            monitor.open(SessionOptions.of(SubjectId.of("ada"), new SessionId("s")))) {
      for (int i = 0; i < BatchLimits.FIELDS; i++) {
        session.field("field-" + i, 0);
      }
      Batch batch = read(writer().field("one-too-many", 0).key(0, 0, 1, 1));
      assertThat(batch.feedTo(session)).isZero();
    }
  }

  @Test
  void toString_showsNoBehaviour() {
    EventBuffer events = new EventBuffer(1);
    Batch batch = new Batch(NONCE, 0, List.of(), events, List.of());
    assertThat(batch).hasToString("Batch[0 events, 0 fields]");
  }

  @Test
  void reply_holdsOnlyWhatThePageNeeds() {
    assertThat(Reply.next(NONCE).toJson()).isEqualTo("{\"v\":1,\"nonce\":\"" + NONCE + "\"}");
    Reply challenge = new Reply(NONCE, true, new Message("demeanor.challenge", "Hm?"), "r-1");
    assertThat(challenge.toJson())
        .isEqualTo(
            "{\"v\":1,\"nonce\":\""
                + NONCE
                + "\",\"verdict\":\"CHALLENGE\",\"message\":{\"key\":\"demeanor.challenge\","
                + "\"text\":\"Hm?\"},\"reference\":\"r-1\"}");
    assertThat(challenge.toString()).doesNotContain(NONCE);
  }

  @Test
  void mistakesOfTheCaller_areNamed() {
    assertThatThrownBy(() -> new BatchLimits(10, 100)).hasMessageContaining("bytes");
    assertThatThrownBy(() -> new Message("No key", null)).hasMessageContaining("No key");
    assertThatThrownBy(() -> Reply.next("x")).hasMessageContaining("base64url");
    assertThatThrownBy(() -> new DeclaredField("A", 0)).hasMessageContaining("field name");
  }

  @Test
  void format_isNamedByTheContentType() {
    assertThat(BatchFormat.of("Application/JSON; charset=utf-8")).hasValue(BatchFormat.JSON);
    assertThat(BatchFormat.of("application/vnd.demeanor.batch")).hasValue(BatchFormat.PACKED);
    assertThat(BatchFormat.of("text/plain")).isEmpty();
    assertThat(BatchFormat.of(null)).isEmpty();
  }

  @Test
  void feedTo_erasesNothingWhateverEpochAPageNames() {
    SubjectId ada = SubjectId.of("ada");
    try (BehaviorMonitor monitor = BehaviorMonitor.builder().executor(Runnable::run).build();
        BehaviorSession session =
            monitor.open(SessionOptions.of(ada, new SessionId("s")).asVouched())) {
      int field = session.field("password", 0);
      for (int i = 0; i < 6; i++) {
        session.key(field, i, 1_000_000 + i * 200_000, 90_000);
      }
      session.endField(field, 6, 3_000_000, EntryOutcome.COMPLETED);
      session.assess();
      assertThat(monitor.settle(Duration.ofMinutes(1))).isTrue();
      assertThat(monitor.enrolment(ada)).hasSize(1);
      read(writer().field("password", 9)).feedTo(session);
      assertThat(monitor.settle(Duration.ofMinutes(1))).isTrue();
      assertThat(monitor.enrolment(ada)).hasSize(1);
    }
  }
}
