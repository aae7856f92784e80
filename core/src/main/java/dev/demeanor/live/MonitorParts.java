package dev.demeanor.live;

import dev.demeanor.Exemptions;
import dev.demeanor.MonitorConfig;
import dev.demeanor.Retention;
import dev.demeanor.audit.AuditChain;
import dev.demeanor.drift.DriftPolicy;
import dev.demeanor.evidence.CalibrationConstants;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a builder was given, before defaults are filled in. Not thread-safe. */
public final class MonitorParts {

  /** Made empty; the builder fills it in. */
  public MonitorParts() {}

  /**
   * A provider by name.
   *
   * @param name the provider's name
   * @param options what it is given
   */
  public record Named(String name, ProviderOptions options) {}

  /** How the monitor decides. */
  public MonitorConfig config = MonitorConfig.defaults();

  /** A template store passed in. */
  public @Nullable TemplateStore templates;

  /** A template store named. */
  public @Nullable Named templatesByName;

  /** A block store passed in. */
  public @Nullable BlockStore blocks;

  /** A block store named. */
  public @Nullable Named blocksByName;

  /** A store of security events passed in. */
  public @Nullable SecurityEventStore events;

  /** A store of security events named. */
  public @Nullable Named eventsByName;

  /** Who is exempt from automatic consequences. */
  public Exemptions exemptions = Exemptions.none();

  /** A sample store passed in. */
  public @Nullable SampleStore samples;

  /** A sample store named. */
  public @Nullable Named samplesByName;

  /** How long what no store counts for itself is kept. */
  public Retention retention = Retention.defaults();

  /** An audit sink passed in. */
  public @Nullable AuditSink audit;

  /** An audit sink named. */
  public @Nullable Named auditByName;

  /** How records are chained, where the sink keeps chains. */
  public AuditChain auditChain = AuditChain.defaults();

  /** How large a spool may become when nobody says. */
  public static final long SPOOL_BYTES = 256L << 20;

  /** Folder of the local spool; none when left out. */
  public @Nullable Path spool;

  /** How large the spool may become. */
  public long spoolBytes = SPOOL_BYTES;

  /** How long the record of an ALLOW, and a sample, may wait to be written with others. */
  public Duration routineDelay = Duration.ZERO;

  /** What runs later what has to be tried again. */
  public @Nullable ScheduledExecutorService scheduler;

  /** Extractors passed in. */
  public final List<FeatureExtractorProvider> extractors = new ArrayList<>();

  /** Detectors passed in. */
  public final List<Detector> detectors = new ArrayList<>();

  /** Detectors named. */
  public final List<Named> detectorsByName = new ArrayList<>();

  /** How drift is looked for. */
  public DriftPolicy drift = DriftPolicy.defaults();

  /** How core calibrates. */
  public CalibrationConstants calibration = CalibrationConstants.defaults();

  /** What was learned of background people; one-class when left out. */
  public @Nullable Population population;

  /** Listeners passed in. */
  public final List<DecisionListener> listeners = new ArrayList<>();

  /** Listeners named. */
  public final List<Named> listenersByName = new ArrayList<>();

  /** Wall clock. */
  public Clock clock = Clock.systemUTC();

  /** Monotonic clock. */
  public LongSupplier ticker = System::nanoTime;

  /** Secret for keyed hashes. */
  public byte @Nullable [] pseudonymKey;

  /** Where stores are called. */
  public @Nullable Executor executor;

  /** Where providers are looked for. */
  public @Nullable ClassLoader classLoader;

  /** Returns the version of all that decides. */
  public String policyVersion() {
    return population == null ? config.policyVersion() : config.policyVersion(population.id());
  }

  /** How versions are trained anew, and who signs them. */
  public record RetrainingParts(RetrainingPlan plan, SigningKey key, RetrainedModel model) {}

  /** Whether versions are trained anew; not when left out. */
  public @Nullable RetrainingParts retraining;

  /** Where versions of models are kept; none when left out. */
  public @Nullable ModelRepository models;

  /** Whose signatures of versions count. */
  public TrustedKeys modelKeys = TrustedKeys.of(Map.of());

  /**
   * Returns the gates of the versions.
   *
   * @throws IllegalArgumentException if there is a population or a calibration beside them
   */
  ModelGates gates() {
    if (!calibration.equals(CalibrationConstants.defaults())) {
      throw new IllegalArgumentException(
          "versions of models are calibrated with the constants in use; leave out calibration");
    }
    if (population != null) {
      throw new IllegalArgumentException(
          "a monitor takes a population or versions of models, which bring their own; leave out"
              + " one");
    }
    return modelGates(modelKeys);
  }

  /** Model backends passed in. */
  public final List<ModelBackendProvider> backends = new ArrayList<>();

  /** Returns gates with these extractors, detectors and backends. */
  public ModelGates modelGates(TrustedKeys keys) {
    return new Plugins(this).gates(keys);
  }

  /** Returns a replay at level 2 with these detectors. */
  public EvidenceReplay evidenceReplay(SampleStore kept) {
    return new EvidenceReplay(
        kept, new Plugins(this).recipes(this), population == null ? null : population.id());
  }

  /** Returns a training with these extractors and detectors. */
  public PopulationTraining populationTraining() {
    return new Plugins(this).training();
  }
}
