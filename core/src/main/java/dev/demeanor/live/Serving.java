package dev.demeanor.live;

import dev.demeanor.model.repository.LoadedVersion;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One version of models at work, with the templates as it reads them. Whoever scores with it
 * retains it first; its files are closed when it was replaced and the last one has released it.
 * Thread-safe.
 */
final class Serving {

  final TemplateAccess templates;
  final @Nullable LoadedVersion loaded;
  private final Executor executor;

  /** The one who serves it, and those who score with it. */
  private final AtomicInteger users = new AtomicInteger(1);

  Serving(TemplateAccess templates, @Nullable LoadedVersion loaded, Executor executor) {
    this.templates = templates;
    this.loaded = loaded;
    this.executor = executor;
  }

  /** Returns the version, or null when there are no models. */
  @Nullable String version() {
    return loaded == null ? null : loaded.version().id();
  }

  /** Keeps it open until {@link #release}; false when it was closed already. */
  boolean retain() {
    for (int now = users.get(); now > 0; now = users.get()) {
      if (users.compareAndSet(now, now + 1)) {
        return true;
      }
    }
    return false;
  }

  void release() {
    if (users.decrementAndGet() == 0 && loaded != null) {
      try {
        executor.execute(loaded::close);
      } catch (RejectedExecutionException e) {
        loaded.close();
      }
    }
  }
}
