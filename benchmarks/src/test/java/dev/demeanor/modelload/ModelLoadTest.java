package dev.demeanor.modelload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.audit.InMemoryAuditSink;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.repository.KeyFiles;
import dev.demeanor.model.repository.LoadedVersion;
import dev.demeanor.model.repository.ModelGates;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.model.repository.SigningKey;
import dev.demeanor.model.repository.TrustedKeys;
import dev.demeanor.models.onnx.OnnxRuntimeProvider;
import dev.demeanor.replay.EvidenceReplay;
import dev.demeanor.replay.EvidenceReport;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.store.InMemorySampleStoreProvider;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.SimulatedPerson;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does a monitor whose models run in ONNX Runtime stand promotions and rollbacks while it decides?
 * No decision fails; each names the version whose score it used, as a replay under that version
 * finds bit for bit; files and memory stay as they were. {@code -Ddemeanor.load.changes=100} does
 * it a hundred times: {@code .ci/model-load}.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ModelLoadTest {

  private static final int CHANGES = Math.max(6, Integer.getInteger("demeanor.load.changes", 12));
  private static final int MANY = 100;
  private static final int WARM = 5;
  private static final int THREADS = 2;

  /** Time runs faster for the monitor: it looks for another version once a second. */
  private static final int FASTER = 20;

  private static final SubjectId SUBJECT = SubjectId.of("alice@example.org");

  /** What a hundred sessions of ONNX Runtime that stayed open would hold at the very least. */
  private static final long FLAT_KIB = 128 * 1024;

  private final InMemoryAuditSink audit = new InMemoryAuditSink(2_000_000);
  private final SampleStore samples =
      new InMemorySampleStoreProvider().open(ProviderOptions.none().with("capacity", "2000000"));
  private final AtomicBoolean going = new AtomicBoolean(true);
  private final AtomicLong decisions = new AtomicLong();
  private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

  @TempDir private Path folder;

  @Test
  void promotionsAndRollbacksUnderLoad_failNoDecisionAndMixNoVersions() throws Exception {
    new OnnxRuntimeProvider().unavailable().ifPresent(why -> assumeTrue(false, why));
    SigningKey key = KeyFiles.make(folder.resolve("load.key"), folder.resolve("public"));
    TrustedKeys trusted = KeyFiles.trusted(folder.resolve("public"));
    ModelGates gates = BehaviorMonitor.builder().modelGates(trusted);
    try (ModelRepository repository = ModelRepository.open(folder.resolve("models"))) {
      List<ModelVersion> versions = Forests.add(repository, gates, key, 3, "onnx");
      promote(repository, gates, versions.get(0).id());
      try (BehaviorMonitor monitor = monitor(repository, trusted)) {
        change(monitor, repository, gates, versions);
      }
      assertThat(failures).isEmpty();
      assertThat(decisions.get()).isGreaterThan(CHANGES);
      assertEachDecisionIsOfItsVersion(repository, gates, versions);
    }
  }

  private BehaviorMonitor monitor(ModelRepository repository, TrustedKeys trusted) {
    MonitorConfig config = MonitorConfig.defaults();
    return BehaviorMonitor.builder()
        .config(
            config
                .withEnrolment(config.enrolment().withMinimum(40).withTarget(60))
                .withDeadline(Duration.ofHours(1)))
        .audit(audit)
        .samples(samples)
        .ticker(() -> FASTER * System.nanoTime())
        .pseudonymKey(new byte[32])
        .models(repository, trusted)
        .build();
  }

  private void change(
      BehaviorMonitor monitor,
      ModelRepository repository,
      ModelGates gates,
      List<ModelVersion> versions)
      throws InterruptedException {
    enrol(monitor);
    List<Thread> load = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int number = t;
      Thread thread = new Thread(() -> decide(monitor, number));
      thread.start();
      load.add(thread);
    }
    ProcessMemory before = ProcessMemory.now();
    for (int i = 1; i <= WARM + CHANGES; i++) {
      if (i == WARM + 1) {
        before = ProcessMemory.now();
      }
      String active = repository.manifest().active().orElseThrow();
      if (i % 3 == 0) {
        repository.rollback("load", "change " + i, Clock.systemUTC().instant());
      } else {
        promote(repository, gates, other(versions, active, i));
      }
      awaitActive(monitor, repository.manifest().active().orElseThrow());
    }
    ProcessMemory after = ProcessMemory.now();
    going.set(false);
    for (Thread thread : load) {
      thread.join();
    }
    assertThat(monitor.settle(Duration.ofMinutes(5))).isTrue();
    assertThat(monitor.models().switches()).isEqualTo(1L + WARM + CHANGES);
    if (CHANGES >= MANY) { // of few nothing can be said
      assertThat(after.handles() - before.handles()).as("files left open").isLessThan(MANY / 4);
      assertThat(after.nativeKib() - before.nativeKib()).as("KiB more").isLessThan(FLAT_KIB);
    }
    System.out.println(
        CHANGES
            + " changes under "
            + decisions
            + " decisions, memory outside of the heap "
            + (after.nativeKib() - before.nativeKib()) / 1024
            + " MiB more, open files "
            + before.handles()
            + " to "
            + after.handles());
  }

  private static String other(List<ModelVersion> versions, String active, int i) {
    List<String> others =
        versions.stream().map(ModelVersion::id).filter(id -> !id.equals(active)).toList();
    return others.get(i % others.size());
  }

  private static void promote(ModelRepository repository, ModelGates gates, String version) {
    repository.promote(version, gates, "load", "change", false, Clock.systemUTC().instant());
  }

  private static void awaitActive(BehaviorMonitor monitor, String version) {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (!monitor.models().active().equals(Optional.of(version))) {
      assertThat(System.nanoTime()).as("the monitor goes over").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private static void enrol(BehaviorMonitor monitor) {
    SimulatedPerson alice = SimulatedPerson.ofSeed(1, Forests.KEYS);
    try (BehaviorSession session =
        monitor.open(SessionOptions.of(SUBJECT, new SessionId("enrol")).asVouched())) {
      int field = session.field("password", 0);
      for (int i = 0; i < 60; i++) {
        alice.signIn(session, field);
        session.assess();
      }
    }
    assertThat(monitor.settle(Duration.ofMinutes(5))).isTrue();
  }

  private void decide(BehaviorMonitor monitor, int number) {
    SimulatedPerson alice = SimulatedPerson.ofSeed(1, Forests.KEYS);
    try (BehaviorSession session =
        monitor.open(SessionOptions.of(SUBJECT, new SessionId("load-" + number)))) {
      int field = session.field("password", 0);
      while (going.get()) {
        alice.signIn(session, field);
        Decision decision = session.assess();
        decisions.incrementAndGet();
        if (decision.has(ReasonCode.INTERNAL_ERROR)
            || decision.has(ReasonCode.MODELS_UNAVAILABLE)
            || decision.has(ReasonCode.TEMPLATES_UNAVAILABLE)) {
          throw new AssertionError("a decision failed: " + decision.reasons());
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2)); // a load, not a race
      }
    } catch (Throwable e) {
      failures.add(e);
    }
  }

  /** Makes the evidence of each decision again, under its own version and under another. */
  private void assertEachDecisionIsOfItsVersion(
      ModelRepository repository, ModelGates gates, List<ModelVersion> versions) {
    long again = 0;
    long unlike = 0;
    for (int i = 0; i < versions.size(); i++) {
      ModelVersion version = versions.get(i);
      EvidenceReport own = replay(repository, gates, version, version);
      assertThat(own.isEqual()).as("decisions of %s: %s", version.id(), own).isTrue();
      again += own.decisions();
      ModelVersion next = versions.get((i + 1) % versions.size());
      EvidenceReport others = replay(repository, gates, version, next);
      unlike += others.different();
    }
    assertThat(again).isGreaterThan(CHANGES);
    assertThat(unlike)
        .as("decisions that another version makes otherwise")
        .isGreaterThan(again / 2);
    System.out.println(
        again + " decisions made again bit for bit, " + unlike + " unlike under another version");
  }

  /**
   * A replay refuses what was decided by versions, of which it is given one; here they are known.
   */
  private static AuditRecord withoutModel(AuditRecord.Decided decided) {
    return new AuditRecord.Decided(
        decided.decision(),
        decided.subjectKey(),
        decided.correlationId(),
        decided.segment(),
        decided.thresholds(),
        decided.policyVersion(),
        decided.evidence(),
        decided.logOdds(),
        decided.priorTrust(),
        decided.route(),
        decided.tenant(),
        decided.alarms(),
        null);
  }

  private EvidenceReport replay(
      ModelRepository repository, ModelGates gates, ModelVersion made, ModelVersion by) {
    try (LoadedVersion loaded = repository.load(by, gates)) {
      EvidenceReplay replay = new EvidenceReplay(samples, loaded.recipes(), null);
      for (AuditRecord record : audit.records()) {
        if (!(record instanceof AuditRecord.Decided decided)) {
          replay.accept(record);
        } else if (made.id().equals(decided.modelVersion())) {
          replay.accept(withoutModel(decided));
        }
      }
      return replay.report();
    }
  }
}
