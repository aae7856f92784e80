package dev.demeanor.tck;

import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.RefusedException;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.spi.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SecurityEventStoreTckTest {

  @Test
  void everyRule_hasATest() {
    TckRun.assertCovers(SecurityEventStoreTck.class, "SE", 8);
  }

  @Test
  void correctStore_passes() {
    TckRun.assertPasses(Correct.class, 0);
  }

  @Test
  void storeThatFindsNothing_breaksSe1() {
    TckRun.assertFails(FindsNothing.class, "SE-1");
  }

  @Test
  void storeThatRecordsAgain_breaksSe2() {
    TckRun.assertFails(LastWins.class, "SE-2");
  }

  @Test
  void storeThatIgnoresVersions_breaksSe3() {
    TckRun.assertFails(IgnoresVersions.class, "SE-3");
  }

  @Test
  void storeThatRepeatsWhatIsAtTheSameTime_breaksSe4() {
    TckRun.assertFails(PagesByTimeOnly.class, "SE-4");
  }

  @Test
  void storeThatForgetsTheTenant_breaksSe5() {
    TckRun.assertFails(OneTenant.class, "SE-5");
  }

  @Test
  void storeThatErasesNothing_breaksSe6() {
    TckRun.assertFails(ErasesNothing.class, "SE-6");
  }

  @Test
  void storeThatAnswersAfterClose_breaksSe7() {
    TckRun.assertFails(AnswersAfterClose.class, "SE-7");
  }

  @Test
  void storeThatSaysItIsDownForOneEvent_breaksSe8() {
    TckRun.assertFails(SeemsDown.class, "SE-8");
  }

  static class Correct extends SecurityEventStoreTck {
    @Override
    protected SecurityEventStore newStore(Clock clock) {
      return new ListStore();
    }

    @Override
    protected Optional<SecurityEvent> newRefusedEvent() {
      return Optional.of(
          SecurityEvent.pending(
              ListStore.REFUSED, "default", "TEST", Instant.EPOCH, "subject", null, null));
    }
  }

  static class SeemsDown extends Correct {
    @Override
    protected SecurityEventStore newStore(Clock clock) {
      return new ListStore() {
        @Override
        void check(SecurityEvent event) {
          if (event.id().equals(REFUSED)) {
            throw new StoreException("cannot write", null);
          }
        }
      };
    }
  }

  static class FindsNothing extends SecurityEventStoreTck {
    @Override
    protected SecurityEventStore newStore(Clock clock) {
      return new ListStore() {
        @Override
        public synchronized Optional<SecurityEvent> find(String tenant, String id) {
          return super.find(tenant, id).filter(event -> false);
        }
      };
    }
  }

  static class LastWins extends SecurityEventStoreTck {
    @Override
    protected SecurityEventStore newStore(Clock clock) {
      return new ListStore() {
        @Override
        public synchronized void record(SecurityEvent event) {
          events.removeIf(stored -> isThis(stored, event.tenant(), event.id()));
          super.record(event);
        }
      };
    }
  }

  static class IgnoresVersions extends SecurityEventStoreTck {
    @Override
    protected SecurityEventStore newStore(Clock clock) {
      return new ListStore() {
        @Override
        boolean isCurrent(SecurityEvent stored, long expectedVersion) {
          return true;
        }
      };
    }
  }

  static class PagesByTimeOnly extends SecurityEventStoreTck {
    @Override
    protected SecurityEventStore newStore(Clock clock) {
      return new ListStore() {
        @Override
        boolean isAfter(SecurityEvent event, SecurityEvent.Position position) {
          return !event.at().isAfter(position.at()) && !event.id().equals(position.id());
        }
      };
    }
  }

  static class OneTenant extends SecurityEventStoreTck {
    @Override
    protected SecurityEventStore newStore(Clock clock) {
      return new ListStore() {
        @Override
        boolean isThis(SecurityEvent stored, String tenant, String id) {
          return stored.id().equals(id);
        }
      };
    }
  }

  static class ErasesNothing extends SecurityEventStoreTck {
    @Override
    protected SecurityEventStore newStore(Clock clock) {
      return new ListStore() {
        @Override
        synchronized int removeIf(Predicate<SecurityEvent> condition) {
          return super.removeIf(event -> false);
        }
      };
    }
  }

  static class AnswersAfterClose extends SecurityEventStoreTck {
    @Override
    protected SecurityEventStore newStore(Clock clock) {
      return new ListStore() {
        @Override
        public void close() {}
      };
    }
  }

  /** A correct store; its inner steps can be replaced by wrong ones. */
  static class ListStore implements SecurityEventStore {

    static final String REFUSED = "refused";

    final List<SecurityEvent> events = new ArrayList<>();
    private volatile boolean closed;

    boolean isThis(SecurityEvent stored, String tenant, String id) {
      return stored.tenant().equals(tenant) && stored.id().equals(id);
    }

    boolean isCurrent(SecurityEvent stored, long expectedVersion) {
      return stored.version() == expectedVersion;
    }

    boolean isAfter(SecurityEvent event, SecurityEvent.Position position) {
      int byTime = position.at().compareTo(event.at());
      return byTime > 0 || byTime == 0 && position.id().compareTo(event.id()) > 0;
    }

    synchronized int removeIf(Predicate<SecurityEvent> condition) {
      check();
      int before = events.size();
      events.removeIf(condition);
      return before - events.size();
    }

    private void check() {
      if (closed) {
        throw new StoreException("the store is closed", null);
      }
    }

    void check(SecurityEvent event) {
      if (event.id().equals(REFUSED)) {
        throw new RefusedException("id must be another");
      }
    }

    @Override
    public synchronized void record(SecurityEvent event) {
      check(event);
      if (find(event.tenant(), event.id()).isEmpty()) {
        events.add(event);
      }
    }

    @Override
    public synchronized Optional<SecurityEvent> find(String tenant, String id) {
      check();
      return events.stream().filter(event -> isThis(event, tenant, id)).findFirst();
    }

    @Override
    public synchronized SaveResult adjudicate(
        String tenant, String id, Adjudication adjudication, long expectedVersion) {
      Optional<SecurityEvent> stored = find(tenant, id);
      if (stored.filter(event -> isCurrent(event, expectedVersion)).isEmpty()) {
        return new SaveResult.Conflict(stored.map(SecurityEvent::version).orElse(0L));
      }
      events.replaceAll(event -> isThis(event, tenant, id) ? event.with(adjudication) : event);
      return new SaveResult.Saved(expectedVersion + 1);
    }

    @Override
    public synchronized List<SecurityEvent> page(
        SecurityEventFilter filter, SecurityEvent.@Nullable Position after, int limit) {
      check();
      if (limit < 1 || limit > MAX_PAGE) {
        throw new IllegalArgumentException("limit was " + limit);
      }
      return events.stream()
          .filter(filter::matches)
          .filter(event -> after == null || isAfter(event, after))
          .sorted(
              Comparator.comparing(SecurityEvent::at).thenComparing(SecurityEvent::id).reversed())
          .limit(limit)
          .toList();
    }

    @Override
    public int erase(String tenant, String subjectKey) {
      return removeIf(
          event -> event.tenant().equals(tenant) && event.subjectKey().equals(subjectKey));
    }

    @Override
    public int deleteBefore(Instant time) {
      return removeIf(event -> event.at().isBefore(time));
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
