package dev.demeanor.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenersTest {

  private final World world = new World();
  private final List<String> told = new ArrayList<>();

  private final DecisionListener failing =
      new DecisionListener() {
        @Override
        public void onDecision(AuditRecord.Decided decided, Timings timings) {
          throw new AssertionError("a plug-in's own");
        }
      };

  private final DecisionListener hearing =
      new DecisionListener() {
        @Override
        public void onDecision(AuditRecord.Decided decided, Timings timings) {
          told.add(decided.id());
        }
      };

  @Test
  void error_ofAListener_reachesNeitherTheOthersNorTheCaller() {
    try (BehaviorMonitor monitor = world.direct().listener(failing).listener(hearing).build();
        BehaviorSession session = monitor.open(World.options(World.ALICE, "s"))) {
      String first = session.assess().id();
      String second = session.assess().id();
      assertThat(told).containsExactly(first, second);
      assertThat(monitor.statistics().listenerFailures()).isEqualTo(2);
    }
  }
}
