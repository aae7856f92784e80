package dev.demeanor.tck;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DecisionListenerTckTest {

  @Test
  void everyRule_hasATest() {
    TckRun.assertCovers(DecisionListenerTck.class, "DL", 3);
  }

  @Test
  void correctListener_passes() {
    TckRun.assertPasses(Correct.class, 0);
  }

  @Test
  void listenerThatDropsDecisions_breaksDl1() {
    TckRun.assertFails(DropsDecisions.class, "DL-1");
  }

  @Test
  void listenerThatIsNotThreadSafe_breaksDl1() {
    TckRun.assertFails(IsNotThreadSafe.class, "DL-1");
  }

  @Test
  void slowListener_breaksDl2() {
    TckRun.assertFails(IsSlow.class, "DL-2");
  }

  @Test
  void listenerThatThrows_breaksDl3() {
    TckRun.assertFails(Throws.class, "DL-3");
  }

  static class Correct extends DecisionListenerTck {
    @Override
    protected DecisionListener newListener() {
      return new Counting();
    }

    @Override
    protected OptionalLong heardDecisions(DecisionListener listener) {
      return OptionalLong.of(((Counting) listener).heard.get());
    }
  }

  static class DropsDecisions extends Correct {
    @Override
    protected DecisionListener newListener() {
      return new Counting() {
        @Override
        public void onDecision(AuditRecord.Decided decision, Timings timings) {
          if (decision.decision().sequence() != 9) {
            super.onDecision(decision, timings);
          }
        }
      };
    }
  }

  static class IsNotThreadSafe extends Correct {
    @Override
    protected DecisionListener newListener() {
      return new Counting() {
        @Override
        public void onDecision(AuditRecord.Decided decision, Timings timings) {
          long seen = heard.get();
          Thread.yield(); // here the others come in
          heard.set(seen + 1);
        }
      };
    }
  }

  static class IsSlow extends Correct {
    @Override
    protected DecisionListener newListener() {
      return new Counting() {
        @Override
        public void onDecision(AuditRecord.Decided decision, Timings timings) {
          super.onDecision(decision, timings);
          long end = System.nanoTime() + 1_000_000;
          while (heard.get() < 200 && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
          }
        }
      };
    }

    @Override
    protected Duration quickly() {
      return Duration.ofMillis(50);
    }
  }

  static class Throws extends Correct {
    @Override
    protected DecisionListener newListener() {
      return new Counting() {
        @Override
        public void onRecord(AuditRecord record) {
          throw new IllegalArgumentException("unknown kind of record");
        }
      };
    }
  }

  /** A correct listener. */
  static class Counting implements DecisionListener {

    final AtomicLong heard = new AtomicLong();

    @Override
    public void onDecision(AuditRecord.Decided decision, Timings timings) {
      heard.incrementAndGet();
    }
  }
}
