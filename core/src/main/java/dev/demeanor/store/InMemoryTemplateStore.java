package dev.demeanor.store;

import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.subject.SubjectId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Templates in memory, gone with the process; refuses a new template when full. Thread-safe. */
final class InMemoryTemplateStore implements TemplateStore {

  private final Map<SubjectId, Map<TemplateKey, Template>> bySubject = new ConcurrentHashMap<>();
  private final AtomicInteger size = new AtomicInteger();
  private final int capacity;
  private volatile boolean closed;

  InMemoryTemplateStore(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public Optional<Template> find(TemplateKey key) {
    checkOpen();
    return Optional.ofNullable(bySubject.getOrDefault(key.subject(), Map.of()).get(key));
  }

  @Override
  public SaveResult save(Template template, long expectedVersion) {
    checkOpen();
    SaveResult[] result = new SaveResult[1];
    bySubject.compute(
        template.key().subject(),
        (subject, stored) -> {
          Map<TemplateKey, Template> templates =
              stored == null ? new ConcurrentHashMap<>() : stored;
          result[0] = save(templates, template, expectedVersion);
          return templates.isEmpty() ? null : templates;
        });
    return result[0];
  }

  private SaveResult save(
      Map<TemplateKey, Template> stored, Template template, long expectedVersion) {
    Template current = stored.get(template.key());
    long version = current == null ? 0 : current.version();
    if (version != expectedVersion) {
      return new SaveResult.Conflict(version);
    }
    if (current == null && size.incrementAndGet() > capacity) {
      size.decrementAndGet();
      throw new StoreException("template store is full: it holds " + capacity + " templates", null);
    }
    stored.put(template.key(), template.withVersion(version + 1));
    return new SaveResult.Saved(version + 1);
  }

  @Override
  public boolean remove(TemplateKey key) {
    checkOpen();
    boolean[] removed = new boolean[1];
    bySubject.computeIfPresent(
        key.subject(),
        (subject, stored) -> {
          removed[0] = stored.remove(key) != null;
          return stored.isEmpty() ? null : stored;
        });
    if (removed[0]) {
      size.decrementAndGet();
    }
    return removed[0];
  }

  @Override
  public List<TemplateKey> keys(SubjectId subject) {
    checkOpen();
    return List.copyOf(bySubject.getOrDefault(subject, Map.of()).keySet());
  }

  @Override
  public int erase(SubjectId subject) {
    checkOpen();
    int[] erased = new int[1];
    bySubject.computeIfPresent(
        subject,
        (same, stored) -> {
          erased[0] = stored.size();
          return null;
        });
    size.addAndGet(-erased[0]);
    return erased[0];
  }

  @Override
  public void close() {
    closed = true;
  }

  private void checkOpen() {
    if (closed) {
      throw new StoreException("template store is closed", null);
    }
  }
}
