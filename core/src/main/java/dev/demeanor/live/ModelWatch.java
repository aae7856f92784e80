package dev.demeanor.live;

import dev.demeanor.Health;
import dev.demeanor.ModelStatus;
import dev.demeanor.model.Activation;
import dev.demeanor.model.CandidateComparison;
import dev.demeanor.model.Manifest;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.repository.LoadedVersion;
import dev.demeanor.model.repository.ModelGates;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.StoreException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides by the version that the manifest names. Looks once a second whether it still is that one;
 * loads another beside it, records the switch, and only then changes over: what was begun with one
 * version ends with it. A version that does not pass its gates leaves the one before it in place.
 * Thread-safe.
 */
final class ModelWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final @Nullable ModelRepository repository;
  private final @Nullable ModelGates gates;
  private final TemplateAccess templates;
  private final AuditTrail audit;
  private final Clock clock;
  private final LongSupplier ticker;
  private final Executor executor;
  private final SerialExecutor polling;
  private final AtomicLong lastLook = new AtomicLong();
  private final AtomicLong switches = new AtomicLong();

  private volatile Serving serving;
  private volatile @Nullable Candidate candidate;
  private volatile Optional<Activation> activated = Optional.empty();
  private volatile Optional<String> problem = Optional.empty();

  /** Guarded by this: the revision that was carried out. */
  private long carriedOut = -1;

  private volatile boolean closed;

  ModelWatch(MonitorParts parts, TemplateAccess templates, AuditTrail audit, Executor executor) {
    this.repository = parts.models;
    this.gates = parts.models == null ? null : parts.gates();
    this.templates = templates;
    this.audit = audit;
    this.clock = parts.clock;
    this.ticker = parts.ticker;
    this.executor = executor;
    this.polling = new SerialExecutor(executor, 1);
    this.serving = new Serving(templates, null, executor);
    lastLook.set(ticker.getAsLong());
  }

  /**
   * Loads the active version.
   *
   * @throws RuntimeException if the manifest or the version cannot be used
   */
  void begin() {
    if (repository != null) {
      carryOut();
    }
  }

  /**
   * Returns what decides now, retained: release it.
   *
   * @throws StoreException after {@link #close}
   */
  Serving acquire() {
    if (repository != null) {
      lookIfDue();
    }
    for (Serving now = serving; ; now = serving) {
      if (now.retain()) {
        return now;
      }
      if (closed) {
        throw new StoreException("the monitor is closed", null);
      }
    }
  }

  /** Returns templates as what decides now reads them. */
  TemplateAccess current() {
    return serving.templates;
  }

  /** Returns the candidate that is to be compared, or null. */
  @Nullable Candidate candidate() {
    return candidate;
  }

  private void lookIfDue() {
    long now = ticker.getAsLong();
    long last = lastLook.get();
    if (now - last >= INTERVAL_NANOS && lastLook.compareAndSet(last, now)) {
      boolean unused = polling.submit(this::look);
    }
  }

  /** Looks for a change and carries it out; what goes wrong is said by health. */
  void look() {
    try {
      carryOut();
    } catch (RuntimeException e) {
      String found = String.valueOf(e.getMessage());
      if (!problem.equals(Optional.of(found))) {
        LOG.error("models stay as they were: {}", found);
      }
      problem = Optional.of(found);
    }
  }

  private synchronized void carryOut() {
    ModelRepository from = repository;
    if (from == null || closed || from.revision() == carriedOut) {
      return;
    }
    Manifest manifest = from.manifest();
    Optional<ModelVersion> active = manifest.activeVersion();
    if (active.isPresent() && !active.get().id().equals(serving.version())) {
      switchTo(from, active.get(), manifest);
    }
    activated = manifest.activated();
    nominate(from, manifest);
    carriedOut = manifest.revision();
    problem = Optional.empty();
  }

  private void switchTo(ModelRepository from, ModelVersion version, Manifest manifest) {
    LoadedVersion loaded = load(from, version);
    Serving before = serving;
    AuditRecord record = record(version, before.version(), manifest.activated());
    try {
      audit.appendNow(List.of(record));
    } catch (RuntimeException e) {
      loaded.close();
      throw e;
    }
    serving = new Serving(templates.under(loaded.recipes()), loaded, executor);
    before.release();
    switches.incrementAndGet();
    audit.tell(record);
  }

  private LoadedVersion load(ModelRepository from, ModelVersion version) {
    return from.load(version, java.util.Objects.requireNonNull(gates));
  }

  private AuditRecord record(
      ModelVersion version, @Nullable String before, Optional<Activation> how) {
    String id = "model-" + UUID.randomUUID();
    boolean started = carriedOut < 0;
    return how.filter(activation -> activation.version().equals(version.id()))
        .map(
            activation ->
                new AuditRecord.ModelActivated(
                    id,
                    clock.instant(),
                    version.id(),
                    before,
                    started ? "STARTED" : activation.action().name(),
                    activation.by(),
                    activation.why(),
                    activation.overridden()))
        .orElseGet(
            () ->
                new AuditRecord.ModelActivated(
                    id,
                    clock.instant(),
                    version.id(),
                    before,
                    "STARTED",
                    "unknown",
                    "unknown",
                    List.of()));
  }

  private void nominate(ModelRepository from, Manifest manifest) {
    Candidate now = candidate;
    String wanted = manifest.candidate().orElse(null);
    String beside = manifest.active().orElse("");
    if (now != null && now.isOf(wanted, beside)) {
      return;
    }
    candidate = null;
    if (now != null) {
      now.unreported(clock.instant()).ifPresent(found -> report(now, found));
      now.release();
    }
    Optional<ModelVersion> next = manifest.candidate().flatMap(manifest::find);
    if (next.isPresent()) {
      LoadedVersion loaded = load(from, next.get());
      Serving own = new Serving(templates.beside(loaded.recipes()), loaded, executor);
      candidate = new Candidate(own, next.get().id(), beside);
    }
  }

  /** Keeps how far a comparison has come, for others to read; called off the request path. */
  void reportIfDue(Candidate from) {
    from.due(clock.instant()).ifPresent(found -> report(from, found));
  }

  private void report(Candidate from, CandidateComparison found) {
    ModelRepository to = repository;
    if (to == null) {
      return;
    }
    try {
      to.report(found, from.reporter(), clock.instant());
    } catch (RuntimeException e) {
      LOG.warn("the comparison of a candidate could not be kept: {}", e.getMessage());
    }
  }

  ModelStatus status() {
    Candidate now = candidate;
    return new ModelStatus(
        Optional.ofNullable(serving.version()),
        activated,
        problem,
        Optional.ofNullable(now).map(Candidate::comparison),
        switches.get());
  }

  /** Returns the state for health, or empty without a repository. */
  Optional<Health.State> health() {
    if (repository == null) {
      return Optional.empty();
    }
    if (problem.isPresent()) {
      return Optional.of(
          new Health.State(
              Health.Status.DEGRADED, "deciding by " + serving.version() + "; " + problem.get()));
    }
    List<String> overridden = activated.map(Activation::overridden).orElse(List.of());
    String by =
        activated.map(how -> ", by " + how.by() + ": " + how.why()).orElse(", nothing promoted");
    return Optional.of(
        overridden.isEmpty()
            ? new Health.State(Health.Status.UP, "deciding by " + serving.version() + by)
            : new Health.State(
                Health.Status.DEGRADED,
                "deciding by "
                    + serving.version()
                    + by
                    + "; overridden "
                    + String.join("; ", overridden)));
  }

  synchronized void close() {
    closed = true;
    Candidate now = candidate;
    candidate = null;
    if (now != null) {
      now.unreported(clock.instant()).ifPresent(found -> report(now, found));
      now.release();
    }
    serving.release();
  }
}
