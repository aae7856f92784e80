package dev.demeanor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Health;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.model.CandidateComparison;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.repository.ModelGates;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.model.repository.SumBackend;
import dev.demeanor.model.repository.Versions;
import dev.demeanor.policy.Dependency;
import dev.demeanor.policy.FailurePolicy;
import dev.demeanor.population.SimulatedBackground;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.detector.AbstentionReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A monitor decides by the version that the repository says, and goes over between decisions. */
class ModelsInUseTest {

  private static final FailurePolicy CHALLENGE_WITHOUT_MODELS =
      new FailurePolicy(Map.of(Dependency.MODELS, Verdict.CHALLENGE), Map.of());
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final World world = new World();
  private final SumBackend backend = new SumBackend();
  private final ModelGates gates = Versions.gates(backend);
  private final AtomicLong ticker = new AtomicLong();

  @TempDir private Path folder;
  private ModelRepository repository;

  @BeforeEach
  void open() {
    repository = ModelRepository.open(folder);
  }

  @AfterEach
  void close() {
    repository.close();
  }

  private BehaviorMonitor monitor() {
    return world
        .direct()
        .backend(backend)
        .ticker(ticker::get)
        .models(repository, Versions.TRUSTED)
        .build();
  }

  private ModelVersion population(int people) {
    return repository.add(
        Versions.population(gates, people, 0.1), Versions.KEY, Versions.AT.plusSeconds(people));
  }

  private ModelVersion model(double weight) {
    return repository.add(
        Versions.model(gates, weight, 0.1), Versions.KEY, Versions.AT.plusMillis((long) weight));
  }

  private void promote(ModelVersion version) {
    repository.promote(version.id(), gates, "anna", "better", false, world.clock.instant());
  }

  private static Decision decide(BehaviorSession session, World.Typist typist) {
    typist.type(session);
    return session.assess();
  }

  private List<AuditRecord.Decided> decided() {
    return world.records(AuditRecord.Decided.class);
  }

  @Test
  void decisions_withoutAVersion_nameNone() {
    try (BehaviorMonitor monitor = monitor()) {
      world.enrol(monitor);
    }
    assertThat(decided()).isNotEmpty().allMatch(record -> record.modelVersion() == null);
  }

  @Test
  void promotion_reachesTheNextDecisionAfterASecond() {
    ModelVersion first = population(6);
    promote(first);
    try (BehaviorMonitor monitor = monitor()) {
      world.enrol(monitor);
      ModelVersion second = population(7);
      promote(second);
      try (BehaviorSession session = monitor.open(World.options(World.ALICE, "s"))) {
        World.Typist alice = new World.Typist(1, 9);
        decide(session, alice);
        assertThat(decided().get(decided().size() - 1).modelVersion()).isEqualTo(first.id());
        ticker.addAndGet(SECOND);
        Decision decision = decide(session, alice);
        AuditRecord.Decided record = decided().get(decided().size() - 1);
        assertThat(record.modelVersion()).isEqualTo(second.id());
        assertThat(record.evidence()).hasOnlyElementsOfType(Evidence.Present.class);
        assertThat(decision.reasons()).isEmpty();
      }
      assertThat(monitor.models().active()).contains(second.id());
      assertThat(world.records(AuditRecord.ModelActivated.class))
          .extracting(AuditRecord.ModelActivated::action)
          .containsExactly("STARTED", "PROMOTED");
    }
  }

  @Test
  void switch_thatCannotBeRecorded_doesNotHappen() {
    promote(population(6));
    try (BehaviorMonitor monitor = monitor()) {
      String first = monitor.models().active().orElseThrow();
      promote(population(7));
      world.audit.down = true;
      ticker.addAndGet(SECOND);
      monitor.open(World.options(World.ALICE, "s")).assess();
      assertThat(monitor.models().active()).contains(first);
      assertThat(monitor.models().problem()).isPresent();
      world.audit.down = false;
    }
  }

  @Test
  void versionThatFailsItsGates_leavesTheActiveOneInPlace() throws IOException {
    promote(population(6));
    try (BehaviorMonitor monitor = monitor()) {
      String first = monitor.models().active().orElseThrow();
      ModelVersion next = model(1);
      promote(next);
      Files.write(folder.resolve("versions/" + next.id() + "/relative.onnx"), new byte[8]);
      ticker.addAndGet(SECOND);
      monitor.open(World.options(World.ALICE, "s")).assess();
      assertThat(monitor.models().active()).contains(first);
      Health.State health = monitor.health().dependencies().get("models");
      assertThat(health.status()).isEqualTo(Health.Status.DEGRADED);
      assertThat(health.detail()).contains("deciding by " + first, "digest: file relative.onnx");
      repository.rollback("anna", "damaged", world.clock.instant());
      ticker.addAndGet(SECOND);
      monitor.open(World.options(World.ALICE, "t")).assess();
      assertThat(monitor.models().problem()).isEmpty();
    }
  }

  @Test
  void damagedManifest_leavesTheActiveOneInPlace() throws IOException {
    promote(population(6));
    try (BehaviorMonitor monitor = monitor()) {
      Files.writeString(folder.resolve("manifest.json"), "{\"revision\":");
      ticker.addAndGet(SECOND);
      monitor.open(World.options(World.ALICE, "s")).assess();
      assertThat(monitor.models().active()).isPresent();
      assertThat(monitor.models().problem()).contains("the manifest is no JSON, or cut off");
    }
  }

  private void damage(ModelVersion version) throws IOException {
    Files.write(folder.resolve("versions/" + version.id() + "/relative.onnx"), new byte[8]);
  }

  @Test
  void build_withAnActiveVersionThatFailsItsGates_decidesByThePreviousOne() throws IOException {
    ModelVersion good = population(6);
    promote(good);
    ModelVersion bad = model(1);
    promote(bad);
    damage(bad);
    try (BehaviorMonitor monitor = monitor()) {
      assertThat(monitor.models().active()).contains(good.id());
      Health.State health = monitor.health().dependencies().get("models");
      assertThat(health.status()).isEqualTo(Health.Status.DEGRADED);
      assertThat(health.detail())
          .contains("deciding by " + good.id(), "digest: file relative.onnx");
      assertThat(world.records(AuditRecord.ModelActivated.class))
          .singleElement()
          .satisfies(
              record -> {
                assertThat(record.version()).isEqualTo(good.id());
                assertThat(record.action()).isEqualTo("FALLBACK");
                assertThat(record.reason()).contains(bad.id(), "digest");
              });
      repository.rollback("anna", "damaged", world.clock.instant());
      ticker.addAndGet(SECOND);
      monitor.open(World.options(World.ALICE, "s")).assess();
      assertThat(monitor.models().problem()).isEmpty();
    }
  }

  @Test
  void build_withNoVersionThatPasses_decidesByNone() throws IOException {
    ModelVersion bad = model(1);
    promote(bad);
    damage(bad);
    try (BehaviorMonitor monitor = monitor()) {
      world.enrol(monitor);
      assertThat(monitor.models().active()).isEmpty();
      assertThat(monitor.health().dependencies().get("models").detail())
          .startsWith("deciding by one-class, no version; ");
      assertThat(decided()).isNotEmpty().allMatch(record -> record.modelVersion() == null);
      assertThat(world.records(AuditRecord.ModelActivated.class))
          .extracting(AuditRecord.ModelActivated::version)
          .containsExactly("one-class");
    }
  }

  @Test
  void build_withADamagedManifest_decidesByNone() throws IOException {
    promote(population(6));
    Files.writeString(folder.resolve("manifest.json"), "{\"revision\":");
    try (BehaviorMonitor monitor = monitor()) {
      assertThat(monitor.models().problem()).contains("the manifest is no JSON, or cut off");
      assertThat(monitor.health().dependencies().get("models").status())
          .isEqualTo(Health.Status.DEGRADED);
    }
  }

  @Test
  void scorerThatThrows_endsAsAnAbstentionByFailurePolicy() {
    promote(model(1));
    world.config = world.config.withFailures(CHALLENGE_WITHOUT_MODELS);
    try (BehaviorMonitor monitor = monitor()) {
      world.enrol(monitor);
      try (BehaviorSession session = monitor.open(World.options(World.ALICE, "s"))) {
        World.Typist alice = new World.Typist(1, 9);
        assertThat(decide(session, alice).reasons()).doesNotContain(ReasonCode.MODELS_UNAVAILABLE);
        backend.failing = true;
        for (int i = 0; i < 12; i++) { // of the latest 20 more than half
          Decision decision = decide(session, alice);
          assertThat(decision.reasons()).contains(ReasonCode.MODELS_UNAVAILABLE);
          assertThat(decision.computedVerdict()).isEqualTo(Verdict.CHALLENGE);
        }
        assertThat(decided().get(decided().size() - 1).evidence())
            .singleElement()
            .isInstanceOfSatisfying(
                Evidence.Abstained.class,
                it -> assertThat(it.reason()).isEqualTo(AbstentionReason.MODEL_UNAVAILABLE));
        assertThat(monitor.health().dependencies().get("models").status())
            .isEqualTo(Health.Status.DOWN);
        backend.failing = false;
        world.clock.advance(Duration.ofSeconds(6));
        Decision again = decide(session, alice);
        assertThat(again.reasons()).doesNotContain(ReasonCode.MODELS_UNAVAILABLE);
      }
    }
  }

  @Test
  void build_withAPopulationBesideModels_throws() {
    assertThatThrownBy(
            () ->
                world
                    .direct()
                    .population(SimulatedBackground.population(6))
                    .models(repository, Versions.TRUSTED)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a population or versions of models");
  }

  @Test
  void overriddenGate_staysVisibleInHealthAndAudit() {
    promote(population(6));
    ModelVersion worse =
        repository.add(Versions.population(gates, 7, 0.3), Versions.KEY, Versions.AT);
    repository.promote(worse.id(), gates, "bob", "pilot", true, world.clock.instant());
    try (BehaviorMonitor monitor = monitor()) {
      Health.State health = monitor.health().dependencies().get("models");
      assertThat(health.status()).isEqualTo(Health.Status.DEGRADED);
      assertThat(health.detail()).contains("by bob: pilot; overridden evaluation: its equal-error");
      assertThat(world.records(AuditRecord.ModelActivated.class))
          .singleElement()
          .satisfies(record -> assertThat(record.overridden()).hasSize(1));
    }
  }

  @Test
  void health_saysWhichBackendsThereAre() {
    backend.unavailable = "no native library";
    try (BehaviorMonitor monitor = world.direct().backend(backend).build()) {
      assertThat(monitor.health().dependencies().get("backend.sum").detail())
          .isEqualTo("no native library");
      assertThat(monitor.health().dependencies()).doesNotContainKey("models");
    }
  }

  @Test
  void candidate_isComparedOnTheSameSessionsWithoutEffect() {
    promote(population(6));
    List<Double> alone = trusts("none");
    ModelVersion next = population(9);
    repository.nominate(next.id(), gates, "anna", "watch", world.clock.instant());
    assertThat(trusts("beside")).isEqualTo(alone);
    assertThat(comparison.candidate()).isEqualTo(next.id());
    assertThat(comparison.windows()).isEqualTo(comparison.decisions());
    assertThat(comparison.meanDistance()).isPositive();
    assertThat(comparison.dropped()).isZero();
  }

  @Test
  void comparison_isThereForOthersToRead_ofAllMonitorsTogether() {
    promote(population(6));
    ModelVersion next = population(9);
    repository.nominate(next.id(), gates, "anna", "watch", world.clock.instant());
    List<Double> one = trusts("one");
    CandidateComparison first = comparison;
    List<Double> other = trusts("other");
    assertThat(other).isEqualTo(one);
    try (ModelRepository elsewhere = ModelRepository.open(folder)) {
      assertThat(elsewhere.comparisons(next.id()))
          .singleElement()
          .satisfies(
              both -> {
                assertThat(both.decisions()).isEqualTo(first.decisions() + comparison.decisions());
                assertThat(both.windows()).isEqualTo(2 * first.windows());
                assertThat(both.meanDistance()).isCloseTo(first.meanDistance(), within(1e-12));
                assertThat(both.active()).isEqualTo(repository.manifest().active().orElseThrow());
              });
      assertThat(elsewhere.activations()).hasSize(2);
      assertThat(elsewhere.comparisons("another")).isEmpty();
    }
  }

  private CandidateComparison comparison = CandidateComparison.none("", "");

  private List<Double> trusts(String name) {
    World own = new World();
    List<Double> trusts = new ArrayList<>();
    try (BehaviorMonitor monitor =
        own.direct().ticker(ticker::get).models(repository, Versions.TRUSTED).build()) {
      own.enrol(monitor);
      long before = monitor.models().comparison().map(CandidateComparison::decisions).orElse(0L);
      try (BehaviorSession session = monitor.open(World.options(World.ALICE, name))) {
        World.Typist alice = new World.Typist(1, 9);
        for (int i = 0; i < 8; i++) {
          trusts.add(decide(session, alice).trust());
        }
      }
      monitor
          .models()
          .comparison()
          .ifPresent(
              now -> {
                comparison = now;
                assertThat(now.decisions() - before).isEqualTo(8);
              });
    }
    return trusts;
  }

  /** A monitor looks for another version when it is asked for a decision. */
  private void decideUntilActive(BehaviorMonitor monitor, String version) {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    try (BehaviorSession session = monitor.open(World.options(World.ALICE, "last"))) {
      World.Typist alice = new World.Typist(1, 5);
      while (!monitor.models().active().equals(java.util.Optional.of(version))
          && System.nanoTime() < deadline) {
        Decision unused = decide(session, alice);
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  /** The acceptance of the issue, in short. */
  @Test
  @Timeout(300)
  void promotionsUnderLoad_failNoDecisionAndMixNoVersions() throws Exception {
    List<ModelVersion> versions = List.of(model(1), model(2), model(3));
    promote(versions.get(0));
    AtomicBoolean going = new AtomicBoolean(true);
    List<Thread> load = new ArrayList<>();
    List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
    AtomicLong decisions = new AtomicLong();
    try (BehaviorMonitor monitor =
        world
            .threaded()
            .backend(backend)
            .ticker(() -> ticker.addAndGet(SECOND / 4))
            .models(repository, Versions.TRUSTED)
            .build()) {
      world.enrol(monitor);
      assertThat(monitor.settle(Duration.ofMinutes(1))).isTrue();
      for (int t = 0; t < 3; t++) {
        String name = "load-" + t;
        Thread thread =
            new Thread(
                () -> {
                  try (BehaviorSession session = monitor.open(World.options(World.ALICE, name))) {
                    World.Typist alice = new World.Typist(1, name.hashCode());
                    while (going.get()) {
                      Decision decision = decide(session, alice);
                      decisions.incrementAndGet();
                      if (decision.has(dev.demeanor.decision.ReasonCode.INTERNAL_ERROR)) {
                        throw new AssertionError("a decision failed");
                      }
                    }
                  } catch (Throwable e) {
                    failures.add(e);
                  }
                });
        thread.start();
        load.add(thread);
      }
      for (int i = 1; i <= 100; i++) {
        if (i % 3 == 0) {
          repository.rollback("anna", "round " + i, world.clock.instant());
        } else {
          String active = repository.manifest().active().orElseThrow();
          ModelVersion next =
              versions.stream().filter(each -> !each.id().equals(active)).findFirst().orElseThrow();
          promote(next);
        }
      }
      String last = repository.manifest().active().orElseThrow();
      going.set(false);
      for (Thread thread : load) {
        thread.join();
      }
      decideUntilActive(monitor, last);
      assertThat(failures).isEmpty();
      assertThat(monitor.models().active()).contains(last);
      assertThat(monitor.models().switches()).isPositive();
      assertThat(monitor.statistics().learningFailures()).isZero();
    }
    assertThat(backend.open).as("scorers left open").hasValue(0);
    assertThat(repository.activations()).hasSize(101);
    assertThat(decided()).allMatch(record -> record.modelVersion() != null);
    assertThat(decisions).hasPositiveValue();
  }

  @Test
  void build_withACandidateThatFailsItsGates_decidesByTheActiveVersion() throws IOException {
    promote(population(6));
    ModelVersion active = population(7);
    promote(active);
    ModelVersion bad = model(1);
    repository.nominate(bad.id(), gates, "anna", "watch", world.clock.instant());
    damage(bad);
    try (BehaviorMonitor monitor = monitor()) {
      assertThat(monitor.models().active()).contains(active.id());
      assertThat(world.records(AuditRecord.ModelActivated.class))
          .extracting(AuditRecord.ModelActivated::action)
          .containsExactly("STARTED");
      Health.State health = monitor.health().dependencies().get("models");
      assertThat(health.status()).isEqualTo(Health.Status.DEGRADED);
      assertThat(health.detail()).contains("deciding by " + active.id(), bad.id());
    }
  }
}
