package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.AllowList;
import dev.demeanor.BehaviorMonitor;
import dev.demeanor.FactorAccess;
import dev.demeanor.MonitorConfig;
import dev.demeanor.policy.FactorPolicy;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FactorsTest {

  private static final int THREADS = 64;
  private final World world = new World();

  private BehaviorMonitor enforcing(int failures) {
    world.config =
        world
            .config
            .withFactors(FactorPolicy.defaults().withFailures(failures))
            .enforcedBy("jane", "pilot");
    return world.direct().build();
  }

  private static FactorAccess fail(BehaviorMonitor monitor, String factor) {
    return monitor.factorFailed(ALICE, factor, null, null);
  }

  @Test
  void factorFailed_refusesTheFactorAndNeitherTheAccountNorAnotherFactor() {
    BehaviorMonitor monitor = enforcing(3);
    fail(monitor, "password");
    fail(monitor, "password");
    assertThat(monitor.factor(ALICE, "password").isAllowed()).isTrue();
    assertThat(fail(monitor, "password"))
        .isEqualTo(new FactorAccess.Refused(world.clock.instant().plus(Duration.ofMinutes(1))));
    assertThat(monitor.factor(ALICE, "password").isAllowed()).isFalse();
    assertThat(monitor.factor(ALICE, "passkey").isAllowed()).isTrue();
    assertThat(monitor.factor(BOB, "password").isAllowed()).isTrue();
    assertThat(monitor.open(World.options(ALICE, "s")).access().isAllowed()).isTrue();
    assertThat(monitor.blocks()).isEmpty();
    world.clock.advance(Duration.ofMinutes(1));
    assertThat(monitor.factor(ALICE, "password").isAllowed()).isTrue();
  }

  @Test
  void factorFailed_countsAnAccountHoweverItsNameIsWritten() {
    BehaviorMonitor monitor = enforcing(3);
    for (String name :
        new String[] {"Carol@example.org", " carol@example.org", "CAROL@example.org"}) {
      var unused = monitor.factorFailed(SubjectId.of(name), "password", null, null);
    }
    for (String name : new String[] {"carol@example.org", "cARol@example.org "}) {
      assertThat(monitor.factor(SubjectId.of(name), "password").isAllowed()).isFalse();
    }
    assertThat(monitor.factor(SubjectId.of("carola@example.org"), "password").isAllowed()).isTrue();
    monitor.factorSucceeded(SubjectId.of("carol@example.org"), "password");
    assertThat(monitor.factor(SubjectId.of("CAROL@example.org"), "password").isAllowed()).isTrue();
  }

  @Test
  void factorFailed_isRecordedOnceAndTellsNobodysName() {
    BehaviorMonitor monitor = enforcing(3);
    for (int i = 0; i < 20; i++) {
      fail(monitor, "password");
    }
    assertThat(monitor.settle(Duration.ofSeconds(30))).isTrue();
    AuditRecord.FactorRefused record =
        assertThat(world.records(AuditRecord.FactorRefused.class)).singleElement().actual();
    assertThat(record.failures()).isEqualTo(3);
    assertThat(record.enforced()).isTrue();
    assertThat(record.subjectKey()).isEqualTo(monitor.subjectKey(ALICE));
    assertThat(events(monitor)).extracting(SecurityEvent::kind).containsExactly("FACTOR_REFUSED");
    assertThat(monitor.statistics().factorsRefused()).isEqualTo(1);
  }

  @Test
  void factorFailed_inShadowRefusesNothingAndIsRecorded() {
    BehaviorMonitor monitor = world.direct().build();
    for (int i = 0; i < 30; i++) {
      assertThat(fail(monitor, "password").isAllowed()).isTrue();
    }
    assertThat(monitor.factor(ALICE, "password").isAllowed()).isTrue();
    monitor.settle(Duration.ofSeconds(30));
    assertThat(events(monitor))
        .extracting(SecurityEvent::kind)
        .containsExactly("WOULD_REFUSE_FACTOR");
    assertThat(world.records(AuditRecord.FactorRefused.class).get(0).enforced()).isFalse();
  }

  @Test
  void factorSucceeded_forgetsTheFailures() {
    BehaviorMonitor monitor = enforcing(3);
    fail(monitor, "password");
    fail(monitor, "password");
    monitor.factorSucceeded(ALICE, "password");
    fail(monitor, "password");
    assertThat(fail(monitor, "password").isAllowed()).isTrue();
  }

  @Test
  void factorFailed_ofWhoIsExemptRefusesNothing() {
    world.config =
        world
            .config
            .withFactors(FactorPolicy.defaults().withFailures(1))
            .enforcedBy("jane", "pilot");
    BehaviorMonitor monitor =
        world
            .direct()
            .exemptions(new AllowList(Set.of(ALICE), Set.of(), Set.of(), Set.of()))
            .build();
    assertThat(fail(monitor, "password").isAllowed()).isTrue();
    assertThat(monitor.factorFailed(BOB, "password", null, null).isAllowed()).isFalse();
  }

  @Test
  void factorFailed_countsExactlyUnderManyThreads() throws Exception {
    int each = 10;
    BehaviorMonitor monitor = enforcing(THREADS * each); // the very last failure is one too many
    long refused = inParallel(() -> fail(monitor, "password"), each);
    assertThat(refused).isEqualTo(1);
    assertThat(monitor.factor(ALICE, "password").isAllowed()).isFalse();
    monitor.settle(Duration.ofSeconds(30));
    assertThat(world.records(AuditRecord.FactorRefused.class))
        .singleElement()
        .satisfies(record -> assertThat(record.failures()).isEqualTo(THREADS * each));
  }

  @Test
  void factorFailed_oneFailureLessThanTooManyUnderManyThreadsRefusesNothing() throws Exception {
    int each = 10;
    BehaviorMonitor monitor = enforcing(THREADS * each + 1);
    assertThat(inParallel(() -> fail(monitor, "password"), each)).isZero();
    assertThat(fail(monitor, "password").isAllowed()).isFalse();
  }

  private static long inParallel(java.util.concurrent.Callable<FactorAccess> call, int each)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      CountDownLatch go = new CountDownLatch(1);
      List<Future<Long>> counts = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        counts.add(
            pool.submit(
                () -> {
                  go.await();
                  long refused = 0;
                  for (int i = 0; i < each; i++) {
                    refused += call.call().isAllowed() ? 0 : 1;
                  }
                  return refused;
                }));
      }
      go.countDown();
      long refused = 0;
      for (Future<Long> count : counts) {
        refused += count.get(120, TimeUnit.SECONDS);
      }
      return refused;
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void factors_areBoundedAndTheOneFailingNowIsKept() {
    world.config =
        world
            .config
            .withFactors(FactorPolicy.defaults().withFailures(3))
            .withLimits(new MonitorConfig.Limits(100, Duration.ofMinutes(30), 100, 50, 1_000, 10))
            .enforcedBy("jane", "pilot");
    BehaviorMonitor monitor = world.direct().build();
    fail(monitor, "password");
    for (int i = 0; i < 9; i++) {
      monitor.factorFailed(SubjectId.of("other-" + i), "password", null, null);
    }
    fail(monitor, "password");
    assertThat(fail(monitor, "password").isAllowed()).isFalse();
    for (int i = 0; i < 1_000; i++) {
      monitor.factorFailed(SubjectId.of("sprayed-" + i), "password", null, null);
    }
    assertThat(monitor.factor(ALICE, "password").isAllowed()).as("made room").isTrue();
  }

  @Test
  void factor_needsAName() {
    BehaviorMonitor monitor = world.direct().build();
    assertThatThrownBy(() -> monitor.factor(ALICE, " ")).hasMessageContaining("factor");
    assertThatThrownBy(() -> monitor.factor(ALICE, "x".repeat(65))).hasMessageContaining("65");
  }

  private static List<SecurityEvent> events(BehaviorMonitor monitor) {
    return monitor.securityEvents(SecurityEventFilter.of("default"), null, 100);
  }
}
