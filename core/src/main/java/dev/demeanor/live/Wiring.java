package dev.demeanor.live;

import dev.demeanor.audit.AuditChain;
import dev.demeanor.audit.AuditLog;
import dev.demeanor.audit.ChainedAuditSink;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditReader;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.audit.AuditSinkProvider;
import dev.demeanor.spi.audit.ChainKeeper;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.DecisionListenerProvider;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.model.ModelBackendProvider;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.BlockStoreProvider;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.SampleStoreProvider;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.spi.store.SecurityEventStoreProvider;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.spi.store.TemplateStoreProvider;
import dev.demeanor.spool.Spool;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills in what the builder left out. The one class that knows which implementation stands behind
 * which contract.
 */
final class Wiring {

  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
  private static final long CLOSE_MILLIS = 5_000;
  private static final int THREADS = 4;
  private static final int WAITING_TASKS = 10_000;
  private static final String DEFAULT_STORE = "memory";
  final TemplateStore templates;
  final BlockStore blocks;
  final SecurityEventStore events;
  final AuditSink audit;

  /** The sink where it can be asked what it holds of a subject. */
  final @Nullable AuditReader reader;

  final @Nullable SampleStore samples;
  final List<FeatureExtractorProvider> extractors;

  /** How each known detector gives evidence, preferred ones first. */
  final List<Recipe> recipes;

  final List<DecisionListener> listeners;

  /** Why each model backend found on the class path cannot run; the text is empty when it can. */
  final Map<String, String> backends = new LinkedHashMap<>();

  /** Where templates and blocks are read and written. */
  final Executor executor;

  /** Where records are written; threads of its own, so that a store that hangs stops no record. */
  final Executor auditExecutor;

  /** What tries again later. */
  private final ScheduledExecutorService scheduler;

  /** What {@link #everySecond} runs on, once it is asked for. */
  private @Nullable ScheduledThreadPoolExecutor timer;

  private final LongSupplier ticker;

  private final @Nullable Spool spool;

  private final @Nullable Executor spoolExecutor;

  private final List<ExecutorService> ownExecutors = new ArrayList<>(2);

  /** What the monitor opened and therefore closes, in this order. */
  private final List<AutoCloseable> owned = new ArrayList<>();

  private final Discovery discovery;
  private final Clock clock;
  private final AuditChain auditChain;
  private final Duration routineDelay;

  Wiring(MonitorParts parts) {
    executor = parts.executor == null ? pool("stores") : parts.executor;
    auditExecutor = parts.executor == null ? pool("audit") : parts.executor;
    scheduler = parts.scheduler == null ? ownScheduler() : parts.scheduler;
    ticker = parts.ticker;
    clock = parts.clock;
    auditChain = parts.auditChain;
    routineDelay = parts.routineDelay;
    Plugins plugins = new Plugins(parts);
    discovery = plugins.discovery;
    extractors = plugins.extractors;
    recipes = plugins.recipes(parts);
    listeners = listeners(parts, discovery);
    for (ModelBackendProvider backend : plugins.backends) {
      backends.put(backend.name(), whyUnavailable(backend));
    }
    templates =
        parts.templates != null
            ? parts.templates
            : open(TemplateStoreProvider.class, parts.templatesByName, TemplateStoreProvider::open);
    blocks =
        parts.blocks != null
            ? parts.blocks
            : open(BlockStoreProvider.class, parts.blocksByName, BlockStoreProvider::open);
    events =
        parts.events != null
            ? parts.events
            : open(
                SecurityEventStoreProvider.class,
                parts.eventsByName,
                SecurityEventStoreProvider::open);
    samples =
        parts.samples == null && parts.samplesByName != null
            ? open(SampleStoreProvider.class, parts.samplesByName, SampleStoreProvider::open)
            : parts.samples;
    AuditSink sink =
        parts.audit != null
            ? parts.audit
            : open(AuditSinkProvider.class, parts.auditByName, AuditSinkProvider::open);
    reader = reader(sink);
    audit = chained(sink, auditChain);
    Path folder = parts.spool;
    spool = folder == null ? null : openSpool(folder, parts.spoolBytes);
    spoolExecutor = spool == null ? null : parts.executor == null ? pool("spool") : parts.executor;
  }

  private static @Nullable AuditReader reader(AuditSink sink) {
    return sink instanceof ChainedAuditSink chained
        ? chained.findReader().orElse(null)
        : sink instanceof AuditReader readable ? readable : null;
  }

  private Spool openSpool(Path folder, long maxBytes) {
    try {
      Spool opened = Spool.open(folder, maxBytes);
      owned.add(opened);
      return opened;
    } catch (RuntimeException e) {
      close(); // what was opened before
      throw e;
    }
  }

  /** Keeps a breaker from staying open for want of somebody who asks. */
  void probe(CircuitBreaker breaker, Runnable question) {
    Probe.watch(breaker, question, executor, new Retry(scheduler));
  }

  /** Makes the way of records to the sink, over the spool where there is one. */
  AuditTrail auditTrail(CircuitBreaker breaker, int capacity) {
    RoutineQueue routine = new RoutineQueue(capacity, !routineDelay.isZero());
    SinkLane lane =
        new SinkLane(
            audit, breaker, auditExecutor, spool, routine, new Retry(scheduler), ticker, capacity);
    SpoolWriter writer =
        spool == null || spoolExecutor == null ? null : new SpoolWriter(spool, spoolExecutor);
    return new AuditTrail(
        lane, routine, writer, executor, ticker, new Listeners(listeners), later());
  }

  /** Makes what puts off, once for all, what nobody waits for. */
  Later later() {
    return new Later(scheduler, routineDelay);
  }

  /** A sink that keeps chains gets its records chained; who opened it closes it. */
  private AuditSink chained(AuditSink sink, AuditChain chain) {
    if (!(sink instanceof ChainKeeper keeper)) {
      return sink;
    }
    ChainedAuditSink chained = new ChainedAuditSink(keeper, chain, clock, false);
    owned.add(0, chained); // its last anchor goes to the keeper before that is closed
    return chained;
  }

  /** Says how records are chained, for health. */
  String auditDetail() {
    return audit instanceof ChainedAuditSink chained
        ? ", " + chained.chain().describe()
        : ", records not chained";
  }

  private static String whyUnavailable(ModelBackendProvider backend) {
    try {
      return backend.unavailable().orElse("");
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("model backend {} cannot be probed", backend.name(), e);
      return "cannot be probed: " + e.getClass().getSimpleName();
    }
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

  private <P extends Provider, T extends AutoCloseable> T open(
      Class<P> kind,
      MonitorParts.@Nullable Named named,
      BiFunction<P, ProviderOptions, T> opening) {
    try {
      P provider = discovery.named(kind, named == null ? DEFAULT_STORE : named.name());
      T opened = opening.apply(provider, clocked(named));
      owned.add(opened);
      return opened;
    } catch (RuntimeException e) {
      close(); // what was opened before
      throw e;
    }
  }

  private ProviderOptions clocked(MonitorParts.@Nullable Named named) {
    ProviderOptions options = named == null ? ProviderOptions.none() : named.options();
    if (options.find(AuditChain.class).isEmpty() && options.find("node").isEmpty()) {
      options = options.with(AuditChain.class, auditChain);
    }
    return options.find(Clock.class).isPresent() ? options : options.with(Clock.class, clock);
  }

  /** Ends the monitor's own threads and closes what it opened. */
  void close() {
    ownExecutors.forEach(ExecutorService::shutdown);
    for (ExecutorService own : ownExecutors) {
      try {
        own.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    for (AutoCloseable opened : owned) {
      try {
        opened.close();
      } catch (Exception e) {
        LOG.warn("{} did not close", opened.getClass().getName(), e);
      }
    }
  }

  /** Makes a scheduler, which has a thread only while something waits. */
  private ScheduledExecutorService ownScheduler() {
    ScheduledThreadPoolExecutor own =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "demeanor-retry");
              thread.setDaemon(true);
              return thread;
            });
    own.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    own.setKeepAliveTime(30, TimeUnit.SECONDS);
    own.allowCoreThreadTimeOut(true);
    ownExecutors.add(own);
    return own;
  }

  /** Does something once a second until the monitor is closed. */
  synchronized void everySecond(Runnable task) {
    if (timer == null) {
      timer = timer();
    }
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(() -> guarded(task), 1, 1, TimeUnit.SECONDS);
  }

  /** What fails once is done again all the same. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("what is done once a second failed", e);
    }
  }

  private ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor made =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "demeanor-timer");
              thread.setDaemon(true);
              return thread;
            });
    ownExecutors.add(made);
    return made;
  }

  /** Makes a pool, which has no thread before its first task. */
  private ExecutorService pool(String name) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING_TASKS),
            task -> {
              Thread thread = new Thread(task, "demeanor-" + name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    ownExecutors.add(pool);
    return pool;
  }
}
