package dev.demeanor.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.SessionOptions;
import dev.demeanor.decision.Decision;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Here, since a logging context needs a logging library that has one. */
class LoggingContextTest {

  private final List<String> context = new ArrayList<>();

  @Test
  void listeners_areCalledWithTheIdsOfTheDecisionInTheLoggingContext() {
    DecisionListener listener =
        new DecisionListener() {
          @Override
          public void onDecision(AuditRecord.Decided decided, Timings timings) {
            context.add(MDC.get("correlation_id"));
            context.add(MDC.get("session_id"));
            context.add(MDC.get("username"));
            context.add(decided.subjectKey());
          }
        };
    MDC.put("correlation_id", "the host's own");
    try (BehaviorMonitor monitor = BehaviorMonitor.builder().listener(listener).build()) {
      SessionOptions options =
          SessionOptions.of(SubjectId.of("alice@example.org"), new SessionId("s"));
      BehaviorSession session = monitor.open(options);
      Decision decision = session.assess("request-1");
      assertThat(context)
          .containsExactly("request-1", decision.sessionKey(), context.get(3), context.get(3));
      assertThat(MDC.get("correlation_id")).isEqualTo("the host's own");
      assertThat(MDC.get("session_id")).isNull();
    } finally {
      MDC.remove("correlation_id");
    }
  }
}
