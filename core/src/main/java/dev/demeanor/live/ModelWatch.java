package dev.demeanor.live;

import dev.demeanor.Health;
import dev.demeanor.ModelStatus;
import dev.demeanor.model.Activation;
import dev.demeanor.model.CandidateComparison;
import dev.demeanor.model.GateException;
import dev.demeanor.model.Manifest;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.repository.LoadedVersion;
import dev.demeanor.model.repository.ModelGates;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.StoreException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
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
 * version ends with it. A version that does not pass its gates leaves the one before it in place;
 * at the start that is the previous one, when it passes, else no version at all. Thread-safe.
 */
final class ModelWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A version that failed its gates is read again only after this long: it may be large. */
  private static final long REFUSED_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** No revision: a damaged manifest has -1. */
  private static final long NEVER = Long.MIN_VALUE;

  private static final String FALLBACK = "FALLBACK";
  private static final String ONE_CLASS = "one-class";

  private final @Nullable ModelRepository repository;
  private final @Nullable ModelGates gates;
  private final TemplateAccess templates;
  private final AuditTrail audit;
  private final CircuitBreaker breaker;
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
  private long carriedOut = NEVER;

  /** Guarded by this: the revision whose version failed its gates, and when. */
  private long refused = NEVER;

  private long refusedNanos;

  /** Whether what is carried out now came after the start. */
  private volatile boolean begun;

  private volatile boolean closed;

  ModelWatch(
      MonitorParts parts,
      TemplateAccess templates,
      AuditTrail audit,
      CircuitBreaker breaker,
      Executor executor) {
    this.repository = parts.models;
    this.breaker = breaker;
    this.gates =
        parts.models == null
            ? null
            : parts.gates().guarding(scorer -> new GuardedScorer(scorer, breaker));
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
   * Loads the active version; when it cannot be used, the previous one, else none.
   *
   * @throws RuntimeException if it cannot be recorded which one
   */
  void begin() {
    ModelRepository from = repository;
    if (from == null) {
      return;
    }
    try {
      carryOut();
    } catch (GateException | CorruptStateException | StoreException e) {
      String why = String.valueOf(e.getMessage());
      if (serving.version() == null) {
        LOG.error("the active version of models cannot be used: {}", why);
        fallBack(from, why);
      } else { // it is the candidate that cannot be compared
        LOG.error("the candidate version of models cannot be used: {}", why);
        problem = Optional.of(why);
      }
    } finally {
      begun = true;
    }
  }

  private synchronized void fallBack(ModelRepository from, String why) {
    LoadedVersion loaded = previous(from);
    String version = loaded == null ? ONE_CLASS : loaded.version().id();
    AuditRecord record =
        new AuditRecord.ModelActivated(
            "model-" + UUID.randomUUID(),
            clock.instant(),
            version,
            null,
            FALLBACK,
            "monitor",
            why,
            List.of());
    try {
      audit.appendNow(List.of(record));
    } catch (RuntimeException e) {
      if (loaded != null) {
        loaded.close();
      }
      throw e;
    }
    if (loaded != null) {
      serving = new Serving(templates.under(loaded.recipes()), loaded, executor);
    }
    problem = Optional.of(why);
    audit.tell(record);
  }

  private @Nullable LoadedVersion previous(ModelRepository from) {
    try {
      Manifest manifest = from.manifest();
      Optional<ModelVersion> previous = manifest.previous().flatMap(manifest::find);
      return previous.isPresent() ? load(from, previous.get()) : null;
    } catch (GateException | CorruptStateException | StoreException e) {
      LOG.error("the previous version of models cannot be used either: {}", e.getMessage());
      return null;
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
    if (from == null || closed) {
      return;
    }
    long revision = from.revision();
    if (revision == carriedOut
        || revision == refused && ticker.getAsLong() - refusedNanos < REFUSED_NANOS) {
      return;
    }
    try {
      carryOut(from);
    } catch (GateException e) {
      refused = revision;
      refusedNanos = ticker.getAsLong();
      throw e;
    }
  }

  private void carryOut(ModelRepository from) {
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
    breaker.reset();
    switches.incrementAndGet();
    audit.tell(record);
  }

  private LoadedVersion load(ModelRepository from, ModelVersion version) {
    return from.load(version, java.util.Objects.requireNonNull(gates));
  }

  private AuditRecord record(
      ModelVersion version, @Nullable String before, Optional<Activation> how) {
    String id = "model-" + UUID.randomUUID();
    boolean started = !begun;
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
              Health.Status.DEGRADED, "deciding by " + serving() + "; " + problem.get()));
    }
    if (Breakers.isOpen(breaker)) {
      return Optional.of(
          new Health.State(
              Health.Status.DOWN,
              "deciding by " + serving() + ", which failed too often; it is tried again"));
    }
    List<String> overridden = activated.map(Activation::overridden).orElse(List.of());
    String by =
        activated.map(how -> ", by " + how.by() + ": " + how.why()).orElse(", nothing promoted");
    return Optional.of(
        overridden.isEmpty()
            ? new Health.State(Health.Status.UP, "deciding by " + serving() + by)
            : new Health.State(
                Health.Status.DEGRADED,
                "deciding by " + serving() + by + "; overridden " + String.join("; ", overridden)));
  }

  private String serving() {
    String version = serving.version();
    return version == null ? ONE_CLASS + ", no version" : version;
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
