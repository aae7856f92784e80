package dev.demeanor.tck;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.store.RefusedException;
import dev.demeanor.spi.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditSinkTckTest {

  @Test
  void everyRule_hasATest() {
    TckRun.assertCovers(AuditSinkTck.class, "AS", 6);
  }

  @Test
  void correctSink_passes() {
    TckRun.assertPasses(Correct.class, 0);
  }

  @Test
  void sinkThatLosesARecord_breaksAs1() {
    TckRun.assertFails(LosesRecord.class, "AS-1");
  }

  @Test
  void sinkThatWritesLater_breaksAs1() {
    TckRun.assertFails(WritesLater.class, "AS-1");
  }

  @Test
  void sinkThatTurnsTheOrder_breaksAs1() {
    TckRun.assertFails(TurnsOrder.class, "AS-1");
  }

  @Test
  void sinkThatKeepsDuplicates_breaksAs2() {
    TckRun.assertFails(KeepsDuplicates.class, "AS-2");
  }

  @Test
  void sinkThatKeepsHalfOfAFailure_breaksAs3() {
    TckRun.assertFails(KeepsHalfOfFailure.class, "AS-3");
  }

  @Test
  void sinkWithoutLock_breaksAs4() {
    TckRun.assertFails(HasNoLock.class, "AS-4");
  }

  @Test
  void sinkThatTakesAfterClose_breaksAs5() {
    TckRun.assertFails(TakesAfterClose.class, "AS-5");
  }

  @Test
  void sinkThatKeepsWhatStoodBesideARefusedRecord_breaksAs6() {
    TckRun.assertFails(KeepsHalfOfRefused.class, "AS-6");
  }

  @Test
  void sinkThatSaysItIsDownForOneRecord_breaksAs6() {
    TckRun.assertFails(SeemsDown.class, "AS-6");
  }

  static class Correct extends AuditSinkTck {
    @Override
    protected AuditSink newSink() {
      return new ListSink();
    }

    @Override
    protected List<String> storedIds(AuditSink of) {
      return List.copyOf(((ListSink) of).medium);
    }

    @Override
    protected Optional<FailingSink> newFailingSink() {
      ListSink sink = (ListSink) newSink();
      sink.down = true;
      return Optional.of(new FailingSink(sink, () -> sink.down = false));
    }

    @Override
    protected Optional<AuditRecord> newRefusedRecord() {
      return Optional.of(SimulatedRecords.feedback(ListSink.REFUSED));
    }
  }

  static class LosesRecord extends Correct {
    @Override
    protected AuditSink newSink() {
      return new ListSink() {
        @Override
        void keep(String id) {
          if (!id.endsWith("-77")) {
            super.keep(id);
          }
        }
      };
    }
  }

  static class WritesLater extends Correct {
    @Override
    protected AuditSink newSink() {
      return new ListSink() {
        private final List<AuditRecord> waiting = new ArrayList<>();

        @Override
        public synchronized void append(List<AuditRecord> records) {
          super.append(waiting);
          waiting.clear();
          waiting.addAll(records);
        }
      };
    }
  }

  static class TurnsOrder extends Correct {
    @Override
    protected AuditSink newSink() {
      return new ListSink() {
        @Override
        public synchronized void append(List<AuditRecord> records) {
          List<AuditRecord> turned = new ArrayList<>(records);
          Collections.reverse(turned);
          super.append(turned);
        }
      };
    }
  }

  static class KeepsDuplicates extends Correct {
    @Override
    protected AuditSink newSink() {
      return new ListSink() {
        @Override
        void keep(String id) {
          medium.add(id);
        }
      };
    }
  }

  static class KeepsHalfOfFailure extends Correct {
    @Override
    protected AuditSink newSink() {
      return new ListSink() {
        @Override
        public synchronized void append(List<AuditRecord> records) {
          if (down) {
            keep(records.get(0).id());
          }
          super.append(records);
        }
      };
    }
  }

  static class HasNoLock extends Correct {
    @Override
    protected AuditSink newSink() {
      return new ListSink() {
        @Override
        public void append(List<AuditRecord> records) {
          List<String> copy = new ArrayList<>(medium);
          for (AuditRecord record : records) {
            if (!copy.contains(record.id())) {
              copy.add(record.id());
            }
          }
          for (int i = 0; i < 50; i++) {
            Thread.yield(); // here the others come in
          }
          medium = copy;
        }
      };
    }
  }

  static class KeepsHalfOfRefused extends Correct {
    @Override
    protected AuditSink newSink() {
      return new ListSink() {
        @Override
        void check(AuditRecord record) {
          super.check(record);
          keep(record.id());
        }
      };
    }
  }

  static class SeemsDown extends Correct {
    @Override
    protected AuditSink newSink() {
      return new ListSink() {
        @Override
        void check(AuditRecord record) {
          if (record.id().equals(REFUSED)) {
            throw new StoreException("cannot write", null);
          }
        }
      };
    }
  }

  static class TakesAfterClose extends Correct {
    @Override
    protected AuditSink newSink() {
      return new ListSink() {
        @Override
        public void close() {}
      };
    }
  }

  /** A correct sink; its inner steps can be replaced by wrong ones. */
  static class ListSink implements AuditSink {

    static final String REFUSED = "refused";

    volatile List<String> medium = new ArrayList<>();
    volatile boolean down;
    private volatile boolean closed;

    void keep(String id) {
      if (!medium.contains(id)) {
        medium.add(id);
      }
    }

    void check(AuditRecord record) {
      if (record.id().equals(REFUSED)) {
        throw new RefusedException("id must be another");
      }
    }

    @Override
    public synchronized void append(List<AuditRecord> records) {
      if (closed || down) {
        throw new StoreException("the sink is closed or its medium down", null);
      }
      records.forEach(this::check);
      records.forEach(record -> keep(record.id()));
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
