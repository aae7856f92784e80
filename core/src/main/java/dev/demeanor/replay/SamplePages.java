package dev.demeanor.replay;

import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.TemplateKey;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The samples of a store page by page, as one sequence. Not thread-safe. */
final class SamplePages {

  private static final int PAGE = 500;

  /** Later than any sample, and yet a number of microseconds that databases hold. */
  private static final Instant FAR = Instant.parse("9000-01-01T00:00:00Z");

  private interface Page {
    List<Sample> after(Sample.@Nullable Position position);
  }

  private final SampleStore store;

  SamplePages(SampleStore store) {
    this.store = store;
  }

  /** Returns the samples of all subjects in a range of time. */
  Iterable<Sample> scan(Instant from, Instant until) {
    return () -> new Pages(position -> store.scan(from, until, position, PAGE));
  }

  /** Returns all samples of a key. */
  Iterable<Sample> of(TemplateKey key) {
    return () -> new Pages(position -> store.read(key, Instant.EPOCH, FAR, position, PAGE));
  }

  private static final class Pages implements Iterator<Sample> {

    private final Page pages;
    private List<Sample> page;
    private int next;

    Pages(Page pages) {
      this.pages = pages;
      this.page = pages.after(null);
    }

    @Override
    public boolean hasNext() {
      if (next == page.size() && next > 0) {
        page = pages.after(page.get(next - 1).position());
        next = 0;
      }
      return next < page.size();
    }

    @Override
    public Sample next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no further sample");
      }
      return page.get(next++);
    }
  }
}
