package dev.demeanor.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.audit.InMemoryAuditSink;
import dev.demeanor.event.EventKind;
import dev.demeanor.event.PointerAction;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.wire.BatchFormat;
import dev.demeanor.wire.BatchWriter;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From the request of a page to the record of its decision, through a real monitor. */
class CorrelationInAuditTest {

  @Test
  void decisionOnAPagesEvents_isRecordedUnderTheIdOfItsRequest() throws Exception {
    InMemoryAuditSink audit = new InMemoryAuditSink(100);
    HttpClient browser = TomcatApplication.client();
    try (BehaviorMonitor monitor = BehaviorMonitor.builder().audit(audit).build();
        TomcatApplication application =
            new TomcatApplication(monitor, ServletSettings.defaults(), builder -> builder)) {
      application.signIn(browser);
      byte[] batch =
          BatchWriter.of(BatchFormat.PACKED, application.get(browser, "/nonce").body(), 0)
              .pointer(PointerAction.MOVE, 1_000_000, 5, 5)
              .bytes();

      int status =
          application
              .post(
                  browser,
                  "/demeanor/events",
                  batch,
                  "X-Correlation-Id",
                  "request-42",
                  "Content-Type",
                  BatchFormat.PACKED.mediaType())
              .statusCode();

      assertThat(status).isEqualTo(200);
      assertThat(monitor.settle(Duration.ofMinutes(1))).isTrue();
      assertThat(monitor.statistics().events()).containsKey(EventKind.POINTER);
      assertThat(audit.records())
          .filteredOn(AuditRecord.Decided.class::isInstance)
          .extracting(each -> ((AuditRecord.Decided) each).correlationId())
          .containsExactly("request-42");
    }
  }
}
