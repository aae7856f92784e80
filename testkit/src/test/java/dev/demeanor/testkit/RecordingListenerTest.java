package dev.demeanor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.Timings;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingListenerTest {

  private final RecordingListener listener = new RecordingListener();

  @Test
  void records_keepsTheOrder() {
    AuditRecord started =
        new AuditRecord.Started("start-1", Instant.EPOCH, Mode.SHADOW, null, null);
    listener.onRecord(started);
    AuditRecord.Decided decided = hear(1, Verdict.ALLOW);
    assertThat(listener.records()).containsExactly(started, decided);
    assertThat(listener.records(AuditRecord.Started.class)).hasSize(1);
  }

  @Test
  void decisions_areFoundByVerdict() {
    hear(1, Verdict.ALLOW);
    AuditRecord.Decided denied = hear(2, Verdict.DENY);
    assertThat(listener.decisions()).hasSize(2);
    assertThat(listener.decisions(Verdict.DENY)).containsExactly(denied);
    assertThat(listener.lastDecision()).contains(denied);
  }

  @Test
  void lastDecision_isEmptyBeforeTheFirst() {
    assertThat(listener.lastDecision()).isEmpty();
  }

  @Test
  void clear_forgets() {
    hear(1, Verdict.ALLOW);
    listener.clear();
    assertThat(listener.records()).isEmpty();
  }

  private AuditRecord.Decided hear(long sequence, Verdict verdict) {
    Decision decision =
        new Decision("session", sequence, 0, verdict, verdict, Mode.ENFORCE, 0.9, 1, 0);
    AuditRecord.Decided record =
        new AuditRecord.Decided(
            decision,
            "subject",
            null,
            "default",
            Thresholds.DEFAULT,
            "policy",
            List.of(),
            0,
            new byte[0]);
    listener.onDecision(record, new Timings(0, 0, 0, 0));
    return record;
  }
}
