package dev.demeanor;

import dev.demeanor.audit.AuditChain;
import dev.demeanor.drift.DriftPolicy;
import dev.demeanor.evidence.CalibrationConstants;
import dev.demeanor.live.LiveMonitor;
import dev.demeanor.live.MonitorParts;
import dev.demeanor.model.repository.ModelGates;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.model.repository.SigningKey;
import dev.demeanor.model.repository.TrustedKeys;
import dev.demeanor.population.Population;
import dev.demeanor.population.PopulationTraining;
import dev.demeanor.replay.EvidenceReplay;
import dev.demeanor.retraining.RetrainedModel;
import dev.demeanor.retraining.RetrainingPlan;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.model.ModelBackendProvider;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.spi.store.TemplateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * Makes a {@link BehaviorMonitor}. Everything has a default. What is passed as an instance wins
 * over what is named, and stays the caller's to close; what is named is found by {@link
 * java.util.ServiceLoader} and closed by the monitor. Nothing wakes up because its jar is present:
 * providers found are used only when named, except feature extractors and the built-in detectors.
 * What is built in is known without service files, which fat jars may lose. All mistakes are
 * reported by {@link #build}. Not thread-safe.
 */
public final class BehaviorMonitorBuilder {

  private static final Duration MAX_ROUTINE_DELAY = Duration.ofSeconds(10);

  private final MonitorParts parts = new MonitorParts();

  BehaviorMonitorBuilder() {}

  /** Sets how the monitor decides; {@link MonitorConfig#defaults} when left out. */
  public BehaviorMonitorBuilder config(MonitorConfig config) {
    parts.config = config;
    return this;
  }

  /** Passes a template store; a bounded one in memory when left out. */
  public BehaviorMonitorBuilder templates(TemplateStore store) {
    parts.templates = store;
    return this;
  }

  /** Names a template store provider. */
  public BehaviorMonitorBuilder templates(String provider, ProviderOptions options) {
    parts.templatesByName = new MonitorParts.Named(provider, options);
    return this;
  }

  /** Passes a block store; a bounded one in memory when left out. */
  public BehaviorMonitorBuilder blocks(BlockStore store) {
    parts.blocks = store;
    return this;
  }

  /** Names a block store provider. */
  public BehaviorMonitorBuilder blocks(String provider, ProviderOptions options) {
    parts.blocksByName = new MonitorParts.Named(provider, options);
    return this;
  }

  /** Passes a store of security events; a bounded one in memory when left out. */
  public BehaviorMonitorBuilder securityEvents(SecurityEventStore store) {
    parts.events = store;
    return this;
  }

  /** Names a provider of a store of security events. */
  public BehaviorMonitorBuilder securityEvents(String provider, ProviderOptions options) {
    parts.eventsByName = new MonitorParts.Named(provider, options);
    return this;
  }

  /** Sets who is exempt from automatic consequences; nobody when left out. */
  public BehaviorMonitorBuilder exemptions(Exemptions exemptions) {
    parts.exemptions = exemptions;
    return this;
  }

  /**
   * Passes a store in which assessed windows are kept for its retention, to replay decisions and to
   * train anew; nothing is kept when left out. Encrypt it: {@link
   * dev.demeanor.keyring.EncryptedSampleStore}.
   */
  public BehaviorMonitorBuilder samples(SampleStore store) {
    parts.samples = store;
    return this;
  }

  /** Names a sample store provider. */
  public BehaviorMonitorBuilder samples(String provider, ProviderOptions options) {
    parts.samplesByName = new MonitorParts.Named(provider, options);
    return this;
  }

  /** Sets how long things are kept; {@link Retention#defaults} when left out. */
  public BehaviorMonitorBuilder retention(Retention retention) {
    parts.retention = retention;
    return this;
  }

  /** Passes an audit sink; a bounded one in memory when left out. */
  public BehaviorMonitorBuilder audit(AuditSink sink) {
    parts.audit = sink;
    return this;
  }

  /**
   * Names an audit sink provider, for instance {@code json-lines} with the setting {@code file}.
   */
  public BehaviorMonitorBuilder audit(String provider, ProviderOptions options) {
    parts.auditByName = new MonitorParts.Named(provider, options);
    return this;
  }

  /**
   * Sets how records are chained where the sink keeps chains, as {@code json-lines} does: the name
   * of this node, and the key that signs anchors. Left out, the node is {@code main} and anchors
   * are not signed; health says so.
   */
  public BehaviorMonitorBuilder auditChain(AuditChain chain) {
    parts.auditChain = chain;
    return this;
  }

  /**
   * Sets the folder of a local spool: a record that the audit sink has not kept in good time is
   * written and synced there and counts as durable; it goes to the sink when that answers again.
   * The folder belongs to this monitor alone and may hold what the audit holds. Without it, a sink
   * that does not answer means decisions by failure policy.
   */
  public BehaviorMonitorBuilder spool(Path folder) {
    return spool(folder, MonitorParts.SPOOL_BYTES);
  }

  /**
   * Sets the folder of a local spool and how large it may become; 256 MiB when left out. A full one
   * refuses records, health says so, and the failure policy applies.
   */
  public BehaviorMonitorBuilder spool(Path folder, long maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be >= 1, was " + maxBytes);
    }
    parts.spool = folder;
    parts.spoolBytes = maxBytes;
    return this;
  }

  /**
   * Sets how long the record of an ALLOW may wait, so that many are written at once and those of a
   * session in which nothing but time has passed are merged into one, from which replay makes each
   * again. Samples wait as long. What waits is lost when the process is killed. Everything else is
   * written as ever: what must be durable is before it takes effect.
   *
   * @param longest at most ten seconds; 0, each record for itself and at once, when left out
   */
  public BehaviorMonitorBuilder routineDelay(Duration longest) {
    if (longest.isNegative() || longest.compareTo(MAX_ROUTINE_DELAY) > 0) {
      throw new IllegalArgumentException(
          "routineDelay must be 0 to " + MAX_ROUTINE_DELAY + ", was " + longest);
    }
    parts.routineDelay = longest;
    return this;
  }

  /**
   * Sets what runs later what has to be tried again, and what waits for {@link #routineDelay}; one
   * daemon thread of the monitor's own, which exists only while something waits, when left out.
   * Stays the caller's to end.
   */
  public BehaviorMonitorBuilder scheduler(ScheduledExecutorService scheduler) {
    parts.scheduler = scheduler;
    return this;
  }

  /** Adds a feature extractor, asked before those that are found. */
  public BehaviorMonitorBuilder extractor(FeatureExtractorProvider provider) {
    parts.extractors.add(provider);
    return this;
  }

  /**
   * Adds a detector, asked before those that are named. A window is given to the first that
   * supports its schema.
   */
  public BehaviorMonitorBuilder detector(Detector detector) {
    parts.detectors.add(detector);
    return this;
  }

  /** Names a detector, asked before the built-in ones, which are always there. */
  public BehaviorMonitorBuilder detector(String provider, ProviderOptions options) {
    parts.detectorsByName.add(new MonitorParts.Named(provider, options));
    return this;
  }

  /**
   * Passes what was learned of background people; without it detectors are strictly one-class: they
   * know the subject and nobody else.
   *
   * @see PopulationFile#read
   */
  public BehaviorMonitorBuilder population(Population population) {
    parts.population = population;
    return this;
  }

  /**
   * Sets how drift of features is looked for: told to operators, without effect on anybody.
   *
   * @param policy {@link DriftPolicy#defaults} when left out; {@link DriftPolicy#off} for none
   */
  public BehaviorMonitorBuilder drift(DriftPolicy policy) {
    parts.drift = policy;
    return this;
  }

  /**
   * Sets where versions of models are kept. The active one decides; a monitor looks once a second
   * whether it still is, and goes over to another between two decisions. Stays the caller's to
   * close, after the monitor.
   *
   * @param repository in the place of a {@link #population}
   * @param keys whose signatures count
   */
  public BehaviorMonitorBuilder models(ModelRepository repository, TrustedKeys keys) {
    parts.models = repository;
    parts.modelKeys = keys;
    return this;
  }

  /**
   * Has versions of models trained anew from the samples: when {@link BehaviorMonitor#retrain} is
   * called, and at the plan's interval if it has one. Needs samples and {@link #models}. A version
   * is nominated, never promoted. With several nodes give it to one of them.
   *
   * @param plan from what, and how it is measured
   * @param key signs the versions; its public half must be among those that are trusted
   */
  public BehaviorMonitorBuilder retraining(RetrainingPlan plan, SigningKey key) {
    return retraining(plan, key, RetrainedModel.none());
  }

  /**
   * The same, with a model beside the populations of the detectors.
   *
   * @param model what else is trained; its loader must be a backend of this monitor
   */
  public BehaviorMonitorBuilder retraining(
      RetrainingPlan plan, SigningKey key, RetrainedModel model) {
    parts.retraining =
        new MonitorParts.RetrainingParts(
            Objects.requireNonNull(plan, "plan"),
            Objects.requireNonNull(key, "key"),
            Objects.requireNonNull(model, "model"));
    return this;
  }

  /** Adds a model backend, which comes before one of the same name that is found. */
  public BehaviorMonitorBuilder backend(ModelBackendProvider provider) {
    parts.backends.add(provider);
    return this;
  }

  /** Adds a listener. */
  public BehaviorMonitorBuilder listener(DecisionListener listener) {
    parts.listeners.add(listener);
    return this;
  }

  /** Names a listener provider. */
  public BehaviorMonitorBuilder listener(String provider, ProviderOptions options) {
    parts.listenersByName.add(new MonitorParts.Named(provider, options));
    return this;
  }

  /**
   * Sets the constants by which core turns raw scores into evidence; {@link
   * CalibrationConstants#defaults} when left out. For measurements: no policy version tells other
   * constants from those in use, as none tells the constants of a detector.
   */
  public BehaviorMonitorBuilder calibration(CalibrationConstants constants) {
    parts.calibration = constants;
    return this;
  }

  /** Sets the wall clock that records and expiries use; the system's in UTC when left out. */
  public BehaviorMonitorBuilder clock(Clock clock) {
    parts.clock = clock;
    return this;
  }

  /**
   * Sets the monotonic clock in nanoseconds that deadlines and timings use; {@link System#nanoTime}
   * when left out.
   */
  public BehaviorMonitorBuilder ticker(LongSupplier nanoTime) {
    parts.ticker = nanoTime;
    return this;
  }

  /**
   * Sets the secret with which subjects and sessions are hashed for records, at least 32 bytes.
   * Left out, a random one is made, and hashes cannot be matched across restarts. Copied.
   */
  public BehaviorMonitorBuilder pseudonymKey(byte[] key) {
    parts.pseudonymKey = key.clone();
    return this;
  }

  /**
   * Sets where stores and sinks are called and windows are learned; two small pools of daemon
   * threads when left out, one for stores and one for the audit. A direct executor makes everything
   * happen in the caller's thread, without a deadline: for evaluation and tests.
   */
  public BehaviorMonitorBuilder executor(Executor executor) {
    parts.executor = executor;
    return this;
  }

  /**
   * Sets the class loader in which providers are looked for; the context class loader when left
   * out.
   */
  public BehaviorMonitorBuilder classLoader(ClassLoader loader) {
    parts.classLoader = loader;
    return this;
  }

  /**
   * Begins to learn a population with the extractors and detectors that the monitor would have.
   *
   * @throws IllegalArgumentException for a provider that is not there, two of one name, or an
   *     option that is wrong
   */
  public PopulationTraining populationTraining() {
    return parts.populationTraining();
  }

  /**
   * Returns the gates that versions of models pass before they score, with the extractors,
   * detectors and backends that the monitor would have.
   *
   * @param keys whose signatures count
   * @throws IllegalArgumentException for a provider that is not there, two of one name, or an
   *     option that is wrong
   */
  public ModelGates modelGates(TrustedKeys keys) {
    return parts.modelGates(keys);
  }

  /**
   * Begins a replay at level 2 with the detectors and the population that the monitor would have.
   *
   * @param samples what was kept of the windows that were assessed
   * @throws IllegalArgumentException for a provider that is not there, two of one name, an option
   *     that is wrong, or a population of another detector
   */
  public EvidenceReplay evidenceReplay(SampleStore samples) {
    return parts.evidenceReplay(samples);
  }

  /**
   * Makes the monitor.
   *
   * @throws IllegalArgumentException for a provider that is not there, two of one name, an option
   *     that is wrong, or a population of another detector
   * @throws dev.demeanor.spi.store.StoreException if a store cannot be opened or the start cannot
   *     be recorded
   */
  public BehaviorMonitor build() {
    return LiveMonitor.start(parts);
  }
}
