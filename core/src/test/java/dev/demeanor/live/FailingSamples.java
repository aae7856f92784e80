package dev.demeanor.live;

import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.SubjectId;
import java.time.Instant;
import java.util.List;

/** Samples that are kept, and not erased while the store is said to be down. */
final class FailingSamples implements SampleStore {
  final SampleStore below;
  boolean down;

  FailingSamples(SampleStore below) {
    this.below = below;
  }

  @Override
  public void append(List<Sample> samples) {
    below.append(samples);
  }

  @Override
  public List<Sample> read(
      TemplateKey key, Instant from, Instant until, Sample.Position after, int limit) {
    return below.read(key, from, until, after, limit);
  }

  @Override
  public List<TemplateKey> keys(SubjectId subject) {
    return below.keys(subject);
  }

  @Override
  public List<Sample> scan(Instant from, Instant until, Sample.Position after, int limit) {
    return below.scan(from, until, after, limit);
  }

  @Override
  public int erase(SubjectId subject) {
    if (down) {
      throw new StoreException("down", null);
    }
    return below.erase(subject);
  }

  @Override
  public int expire(Instant now) {
    return below.expire(now);
  }

  @Override
  public void close() {
    below.close();
  }
}
