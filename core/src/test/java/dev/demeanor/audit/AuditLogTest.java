package dev.demeanor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import dev.demeanor.tck.DecisionListenerTck;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.slf4j.LoggerFactory;

class AuditLogTest extends DecisionListenerTck {
  @Override
  protected DecisionListener newListener() {
    return new AuditLog();
  }

  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void onDecision_logsSessionUserAndEvent() {
    AuditRecord.Decided challenged =
        IntStream.range(0, 100)
            .mapToObj(seed -> Records.decided(9, "r", new SplittableRandom(seed)))
            .filter(AuditRecord::mustBeDurable)
            .findFirst()
            .orElseThrow();
    assertThat(logged(log -> log.onDecision(challenged, new Timings(1, 2, 3, 7_000))))
        .contains("event=DECISION")
        .contains("session_id=session-hash")
        .contains("username=subject-hash")
        .contains("micros=7");
  }

  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void onRecord_logsNoSecret() {
    String text = logged(log -> Records.all(new SplittableRandom(3)).forEach(log::onRecord));
    assertThat(text)
        .contains("UNBLOCKED", "FEEDBACK", "ERASED", "STARTED", "target=hash-ADDRESS")
        .doesNotContain(Records.SECRETS);
  }

  private static String logged(java.util.function.Consumer<AuditLog> calls) {
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      calls.accept(new AuditLog(LoggerFactory.getLogger("captured")));
    } finally {
      System.setErr(err);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
