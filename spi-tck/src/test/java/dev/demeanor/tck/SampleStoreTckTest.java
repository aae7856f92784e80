package dev.demeanor.tck;

import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.SubjectId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SampleStoreTckTest {

  @Test
  void everyRule_hasATest() {
    TckRun.assertCovers(SampleStoreTck.class, "SS", 6);
  }

  @Test
  void correctStore_passes() {
    TckRun.assertPasses(Correct.class, 0);
  }

  @Test
  void storeWhoseRangesHaveTheirEnd_breaksSs1() {
    TckRun.assertFails(ClosedRange.class, "SS-1");
  }

  @Test
  void storeThatKeepsDuplicates_breaksSs2() {
    TckRun.assertFails(KeepsDuplicates.class, "SS-2");
  }

  @Test
  void storeThatForgetsTheDevice_breaksSs3() {
    TckRun.assertFails(ForgetsDevice.class, "SS-3");
  }

  @Test
  void storeThatErasesEverybodyOfAName_breaksSs4() {
    TckRun.assertFails(ErasesByAccount.class, "SS-4");
  }

  @Test
  void storeThatNeverExpires_breaksSs5() {
    TckRun.assertFails(KeepsForEver.class, "SS-5");
  }

  @Test
  void storeThatAnswersAfterClose_breaksSs6() {
    TckRun.assertFails(AnswersAfterClose.class, "SS-6");
  }

  static class Correct extends SampleStoreTck {
    @Override
    protected SampleStore newStore(Clock clock) {
      return new ListStore();
    }
  }

  static class ClosedRange extends SampleStoreTck {
    @Override
    protected SampleStore newStore(Clock clock) {
      return new ListStore() {
        @Override
        boolean isBefore(Sample sample, Instant until) {
          return !sample.at().isAfter(until);
        }
      };
    }
  }

  static class KeepsDuplicates extends SampleStoreTck {
    @Override
    protected SampleStore newStore(Clock clock) {
      return new ListStore() {
        @Override
        boolean isThere(Sample sample) {
          return false;
        }
      };
    }
  }

  static class ForgetsDevice extends SampleStoreTck {
    @Override
    protected SampleStore newStore(Clock clock) {
      return new ListStore() {
        @Override
        boolean isOf(Sample sample, TemplateKey key) {
          return sample.key().subject().equals(key.subject())
              && sample.key().source().equals(key.source());
        }
      };
    }
  }

  static class ErasesByAccount extends SampleStoreTck {
    @Override
    protected SampleStore newStore(Clock clock) {
      return new ListStore() {
        @Override
        public int erase(SubjectId subject) {
          return removeIf(sample -> sample.key().subject().account().equals(subject.account()));
        }
      };
    }
  }

  static class KeepsForEver extends SampleStoreTck {
    @Override
    protected SampleStore newStore(Clock clock) {
      return new ListStore() {
        @Override
        public int expire(Instant now) {
          return removeIf(sample -> false);
        }
      };
    }
  }

  static class AnswersAfterClose extends SampleStoreTck {
    @Override
    protected SampleStore newStore(Clock clock) {
      return new ListStore() {
        @Override
        public void close() {}
      };
    }
  }

  /** A correct store; its inner steps can be replaced by wrong ones. */
  static class ListStore implements SampleStore {

    private final List<Sample> samples = new ArrayList<>();
    private volatile boolean closed;

    boolean isThere(Sample sample) {
      return samples.stream()
          .anyMatch(
              stored ->
                  stored.id().equals(sample.id())
                      && stored.key().subject().tenant().equals(sample.key().subject().tenant()));
    }

    boolean isOf(Sample sample, TemplateKey key) {
      return sample.key().equals(key);
    }

    boolean isBefore(Sample sample, Instant until) {
      return sample.at().isBefore(until);
    }

    synchronized int removeIf(Predicate<Sample> condition) {
      check();
      int before = samples.size();
      samples.removeIf(condition);
      return before - samples.size();
    }

    private void check() {
      if (closed) {
        throw new StoreException("the store is closed", null);
      }
    }

    @Override
    public synchronized void append(List<Sample> appended) {
      check();
      for (Sample sample : appended) {
        if (!isThere(sample)) {
          samples.add(sample);
        }
      }
    }

    @Override
    public synchronized List<Sample> read(
        TemplateKey key, Instant from, Instant until, Sample.@Nullable Position after, int limit) {
      check();
      if (limit < 1 || limit > MAX_PAGE) {
        throw new IllegalArgumentException("limit was " + limit);
      }
      return page(sample -> isOf(sample, key), from, until, after, limit);
    }

    private List<Sample> page(
        Predicate<Sample> wanted,
        Instant from,
        Instant until,
        Sample.@Nullable Position after,
        int limit) {
      return samples.stream()
          .filter(wanted)
          .filter(sample -> !sample.at().isBefore(from) && isBefore(sample, until))
          .sorted(Comparator.comparing(Sample::at).thenComparing(Sample::id))
          .filter(
              sample ->
                  after == null
                      || sample.at().isAfter(after.at())
                      || sample.at().equals(after.at()) && sample.id().compareTo(after.id()) > 0)
          .limit(limit)
          .toList();
    }

    Stream<TemplateKey> keysOf(SubjectId subject) {
      return samples.stream().map(Sample::key).filter(key -> key.subject().equals(subject));
    }

    @Override
    public synchronized List<TemplateKey> keys(SubjectId subject) {
      check();
      return keysOf(subject).distinct().toList();
    }

    @Override
    public synchronized List<Sample> scan(
        Instant from, Instant until, Sample.@Nullable Position after, int limit) {
      check();
      return page(sample -> true, from, until, after, limit);
    }

    @Override
    public int erase(SubjectId subject) {
      return removeIf(sample -> sample.key().subject().equals(subject));
    }

    @Override
    public int expire(Instant now) {
      return removeIf(sample -> sample.at().isBefore(now.minus(DEFAULT_RETENTION)));
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
