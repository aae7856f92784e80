package dev.demeanor.tck;

import dev.demeanor.event.Source;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.subject.SubjectId;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateStoreTckTest {

  @Test
  void everyRule_hasATest() {
    TckRun.assertCovers(TemplateStoreTck.class, "TS", 7);
  }

  @Test
  void correctStore_passes() {
    TckRun.assertPasses(Correct.class, 0);
  }

  @Test
  void storeThatCutsThePayload_breaksTs1() {
    TckRun.assertFails(CutsPayload.class, "TS-1");
  }

  @Test
  void storeThatIgnoresExpectedVersion_breaksTs2() {
    TckRun.assertFails(IgnoresExpectedVersion.class, "TS-2");
  }

  @Test
  void storeThatChecksAndThenActs_breaksTs2() {
    TckRun.assertFails(ChecksThenActs.class, "TS-2");
  }

  @Test
  void storeThatForgetsTheEpoch_breaksTs3() {
    TckRun.assertFails(ForgetsEpoch.class, "TS-3");
  }

  @Test
  void storeThatIgnoresCase_breaksTs3() {
    TckRun.assertFails(IgnoresCase.class, "TS-3");
  }

  @Test
  void storeThatErasesOneTemplate_breaksTs4() {
    TckRun.assertFails(ErasesOne.class, "TS-4");
  }

  @Test
  void storeThatAlwaysRemoves_breaksTs5() {
    TckRun.assertFails(AlwaysRemoves.class, "TS-5");
  }

  @Test
  void storeThatAnswersAfterClose_breaksTs6() {
    TckRun.assertFails(AnswersAfterClose.class, "TS-6");
  }

  @Test
  void storeThatShowsTheAccount_breaksTs7() {
    TckRun.assertFails(ShowsAccount.class, "TS-7");
  }

  @Test
  void storeThatFailsWithAnotherException_breaksTs7() {
    TckRun.assertFails(FailsOtherwise.class, "TS-7");
  }

  static class Correct extends TemplateStoreTck {
    @Override
    protected TemplateStore newStore(Clock clock) {
      return new MapStore();
    }

    @Override
    protected Optional<TemplateStore> newFailingStore(Clock storeClock) {
      TemplateStore store = newStore(storeClock);
      store.close();
      return Optional.of(store);
    }
  }

  static class CutsPayload extends TemplateStoreTck {
    @Override
    protected TemplateStore newStore(Clock clock) {
      return new MapStore() {
        @Override
        synchronized void put(Template t) {
          byte[] cut = Arrays.copyOf(t.payload(), Math.min(65_535, t.payload().length));
          super.put(
              new Template(
                  t.key(),
                  t.version(),
                  t.detector(),
                  t.schemaHash(),
                  t.samples(),
                  t.updatedAt(),
                  cut));
        }
      };
    }
  }

  static class IgnoresExpectedVersion extends TemplateStoreTck {
    @Override
    protected TemplateStore newStore(Clock clock) {
      return new MapStore() {
        @Override
        public synchronized SaveResult save(Template template, long expectedVersion) {
          return super.save(template, find(template.key()).map(Template::version).orElse(0L));
        }
      };
    }
  }

  static class ChecksThenActs extends TemplateStoreTck {
    @Override
    protected TemplateStore newStore(Clock clock) {
      return new MapStore() {
        @Override
        public SaveResult save(Template template, long expectedVersion) {
          long current = find(template.key()).map(Template::version).orElse(0L);
          if (current != expectedVersion) {
            return new SaveResult.Conflict(current);
          }
          for (int i = 0; i < 200; i++) {
            Thread.yield(); // here the others come in
          }
          put(template.withVersion(current + 1));
          return new SaveResult.Saved(current + 1);
        }
      };
    }
  }

  static class ForgetsEpoch extends TemplateStoreTck {
    @Override
    protected TemplateStore newStore(Clock clock) {
      return new MapStore() {
        @Override
        TemplateKey stored(TemplateKey key) {
          Source source = new Source(key.source().modality(), key.source().name(), 0);
          return new TemplateKey(key.subject(), source, key.device());
        }
      };
    }
  }

  static class IgnoresCase extends TemplateStoreTck {
    @Override
    protected TemplateStore newStore(Clock clock) {
      return new MapStore() {
        @Override
        TemplateKey stored(TemplateKey key) {
          String account = key.subject().account().toLowerCase(Locale.ROOT);
          SubjectId subject = new SubjectId(key.subject().tenant(), account);
          return new TemplateKey(subject, key.source(), key.device());
        }
      };
    }
  }

  static class ErasesOne extends TemplateStoreTck {
    @Override
    protected TemplateStore newStore(Clock clock) {
      return new MapStore() {
        @Override
        public synchronized int erase(SubjectId subject) {
          return keys(subject).stream().findFirst().map(this::remove).orElse(false) ? 1 : 0;
        }
      };
    }
  }

  static class AlwaysRemoves extends TemplateStoreTck {
    @Override
    protected TemplateStore newStore(Clock clock) {
      return new MapStore() {
        @Override
        public synchronized boolean remove(TemplateKey key) {
          return super.remove(key) || true;
        }
      };
    }
  }

  static class AnswersAfterClose extends TemplateStoreTck {
    @Override
    protected TemplateStore newStore(Clock clock) {
      return new MapStore() {
        @Override
        public void close() {}
      };
    }
  }

  static class ShowsAccount extends TemplateStoreTck {
    @Override
    protected TemplateStore newStore(Clock clock) {
      return new MapStore() {
        @Override
        void check(SubjectId subject) {
          if (closed) {
            throw new StoreException("cannot reach store for " + subject.account(), null);
          }
        }
      };
    }
  }

  static class FailsOtherwise extends Correct {
    @Override
    protected Optional<TemplateStore> newFailingStore(Clock storeClock) {
      return Optional.of(
          new MapStore() {
            @Override
            void check(SubjectId subject) {
              throw new IllegalStateException("connection refused");
            }
          });
    }
  }

  /** A correct store; its inner steps can be replaced by wrong ones. */
  static class MapStore implements TemplateStore {

    private final Map<TemplateKey, Template> templates = new HashMap<>();
    volatile boolean closed;

    void check(SubjectId subject) {
      if (closed) {
        throw new StoreException("the store is closed", null);
      }
    }

    TemplateKey stored(TemplateKey key) {
      return key;
    }

    synchronized void put(Template template) {
      templates.put(stored(template.key()), template);
    }

    @Override
    public synchronized Optional<Template> find(TemplateKey key) {
      check(key.subject());
      return Optional.ofNullable(templates.get(stored(key)));
    }

    @Override
    public synchronized SaveResult save(Template template, long expectedVersion) {
      long current = find(template.key()).map(Template::version).orElse(0L);
      if (current != expectedVersion) {
        return new SaveResult.Conflict(current);
      }
      put(template.withVersion(current + 1));
      return new SaveResult.Saved(current + 1);
    }

    @Override
    public synchronized boolean remove(TemplateKey key) {
      check(key.subject());
      return templates.remove(stored(key)) != null;
    }

    @Override
    public synchronized List<TemplateKey> keys(SubjectId subject) {
      check(subject);
      return templates.keySet().stream().filter(key -> key.subject().equals(subject)).toList();
    }

    @Override
    public synchronized int erase(SubjectId subject) {
      List<TemplateKey> keys = keys(subject);
      keys.forEach(templates::remove);
      return keys.size();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
