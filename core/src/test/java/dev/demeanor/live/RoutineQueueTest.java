package dev.demeanor.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutineQueueTest {

  private final RoutineQueue queue = new RoutineQueue(4, false);

  private static AuditRecord decided(long sequence, Verdict verdict) {
    Decision decision =
        new Decision("s" + sequence, sequence, 0, Verdict.ALLOW, verdict, Mode.SHADOW, 0.9, 0.5, 0);
    return new AuditRecord.Decided(
        decision, "subject", null, "default", Thresholds.DEFAULT, "p", List.of(), 0, new byte[0]);
  }

  @Test
  void add_whenFull_putsWhatMustNotBeLostInThePlaceOfWhatWasPutBack() {
    for (int i = 1; i <= 4; i++) {
      queue.add(decided(i, Verdict.ALLOW));
    }
    for (int failure = 0; failure < 3; failure++) {
      queue.putBack(queue.take(4));
    }
    for (int i = 5; i <= 8; i++) {
      queue.add(decided(i, Verdict.DENY));
    }
    assertThat(queue.size()).isEqualTo(4);
    assertThat(queue.dropped.sum()).isEqualTo(4);
    assertThat(queue.take(10).records())
        .extracting(AuditRecord::id)
        .containsExactly("s5-5", "s6-6", "s7-7", "s8-8");
  }
}
