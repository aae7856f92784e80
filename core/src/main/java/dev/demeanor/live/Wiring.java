package dev.demeanor.live;

import dev.demeanor.audit.AuditLog;
import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.audit.AuditSinkProvider;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.DecisionListenerProvider;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.DetectorProvider;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.model.ModelBackendProvider;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.BlockStoreProvider;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.spi.store.TemplateStoreProvider;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what the builder left out. The one class that knows which implementation stands behind
 * which contract.
 */
final class Wiring {

  private static final int THREADS = 4;
  private static final int WAITING_TASKS = 10_000;
  private static final String DEFAULT_STORE = "memory";
  private static final List<String> DEFAULT_DETECTORS = List.of("rhythm", "manhattan-scaled");

  final TemplateStore templates;
  final BlockStore blocks;
  final AuditSink audit;
  final List<FeatureExtractorProvider> extractors;

  /**
   * All that are known, preferred ones first: a stored template is read by the detector that
   * learned it.
   */
  final List<Detector> detectors;

  final List<DecisionListener> listeners;

  /** Why each model backend found on the class path cannot run; the text is empty when it can. */
  final Map<String, String> backends = new LinkedHashMap<>();

  final Executor executor;
  final @Nullable ExecutorService ownExecutor;

  /** What the monitor opened and therefore closes, in this order. */
  final List<AutoCloseable> owned = new ArrayList<>();

  Wiring(MonitorParts parts) {
    Discovery discovery = new Discovery(loader(parts));
    extractors = new ArrayList<>(parts.extractors);
    for (FeatureExtractorProvider found : discovery.all(FeatureExtractorProvider.class)) {
      if (extractors.stream().noneMatch(own -> own.name().equals(found.name()))) {
        extractors.add(found);
      }
    }
    detectors = detectors(parts, discovery);
    listeners = listeners(parts, discovery);
    for (ModelBackendProvider backend : discovery.all(ModelBackendProvider.class)) {
      backends.put(backend.name(), backend.unavailable().orElse(""));
    }
    ProviderOptions clocked = ProviderOptions.none().with(Clock.class, parts.clock);
    templates =
        parts.templates != null
            ? parts.templates
            : own(
                named(discovery, TemplateStoreProvider.class, parts.templatesByName)
                    .open(options(parts.templatesByName, clocked)));
    blocks =
        parts.blocks != null
            ? parts.blocks
            : own(
                named(discovery, BlockStoreProvider.class, parts.blocksByName)
                    .open(options(parts.blocksByName, clocked)));
    audit =
        parts.audit != null
            ? parts.audit
            : own(
                named(discovery, AuditSinkProvider.class, parts.auditByName)
                    .open(options(parts.auditByName, clocked)));
    ownExecutor = parts.executor == null ? pool() : null;
    executor = ownExecutor != null ? ownExecutor : parts.executor;
  }

  private static ClassLoader loader(MonitorParts parts) {
    if (parts.classLoader != null) {
      return parts.classLoader;
    }
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null ? context : Wiring.class.getClassLoader();
  }

  private static List<Detector> detectors(MonitorParts parts, Discovery discovery) {
    Map<String, Detector> byName = new LinkedHashMap<>();
    parts.detectors.forEach(detector -> byName.putIfAbsent(detector.name(), detector));
    for (MonitorParts.Named named : parts.detectorsByName) {
      DetectorProvider provider = discovery.named(DetectorProvider.class, named.name());
      byName.putIfAbsent(named.name(), provider.create(named.options()));
    }
    for (String name : DEFAULT_DETECTORS) {
      if (!byName.containsKey(name)) {
        byName.put(
            name, discovery.named(DetectorProvider.class, name).create(ProviderOptions.none()));
      }
    }
    return List.copyOf(byName.values());
  }

  private static List<DecisionListener> listeners(MonitorParts parts, Discovery discovery) {
    List<DecisionListener> listeners = new ArrayList<>();
    listeners.add(new AuditLog());
    listeners.addAll(parts.listeners);
    for (MonitorParts.Named named : parts.listenersByName) {
      listeners.add(
          discovery.named(DecisionListenerProvider.class, named.name()).create(named.options()));
    }
    return listeners;
  }

  private static <P extends Provider> P named(
      Discovery discovery, Class<P> kind, MonitorParts.@Nullable Named named) {
    return discovery.named(kind, named == null ? DEFAULT_STORE : named.name());
  }

  private static ProviderOptions options(
      MonitorParts.@Nullable Named named, ProviderOptions clocked) {
    return named == null ? clocked : named.options();
  }

  private <T extends AutoCloseable> T own(T opened) {
    owned.add(opened);
    return opened;
  }

  private static ExecutorService pool() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING_TASKS),
            task -> {
              Thread thread = new Thread(task, "demeanor-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
