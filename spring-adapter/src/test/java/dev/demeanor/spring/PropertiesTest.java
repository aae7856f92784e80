package dev.demeanor.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.Exemptions;
import dev.demeanor.MonitorConfig;
import dev.demeanor.Retention;
import dev.demeanor.decision.Verdict;
import dev.demeanor.drift.DriftBounds;
import dev.demeanor.drift.DriftPolicy;
import dev.demeanor.policy.BlockPolicy;
import dev.demeanor.policy.Dependency;
import dev.demeanor.policy.FactorPolicy;
import dev.demeanor.policy.FailurePolicy;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.subject.SubjectId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What properties say reaches the part of core that acts on it. */
class PropertiesTest {

  private final ApplicationContextRunner contexts = Contexts.plain();

  @Test
  void blocks_areThoseOfTheProperties() {
    contexts
        .withPropertyValues(
            "demeanor.blocks.alarms.device=4",
            "demeanor.blocks.alarms.account=6",
            "demeanor.blocks.window=2h",
            "demeanor.blocks.first=5m",
            "demeanor.blocks.longest=8h",
            "demeanor.blocks.memory=12h",
            "demeanor.blocks.jitter=0",
            "demeanor.blocks.grace=30m")
        .run(
            context -> {
              BlockPolicy policy = context.getBean(MonitorConfig.class).blocking();
              assertThat(policy.steps()).isEqualTo(new BlockPolicy.Steps(1, 4, 6));
              assertThat(policy.window()).isEqualTo(Duration.ofHours(2));
              assertThat(policy.lasting().duration(0, 0)).isEqualTo(Duration.ofMinutes(5));
              assertThat(policy.lasting().longest()).isEqualTo(Duration.ofHours(8));
              assertThat(policy.lasting().memory()).isEqualTo(Duration.ofHours(12));
              assertThat(policy.lasting().jitter()).isZero();
              assertThat(policy.grace()).isEqualTo(Duration.ofMinutes(30));
            });
  }

  @Test
  void policies_areThoseOfCoreWithoutProperties() {
    contexts.run(context -> assertThat(context.getBean(MonitorConfig.class)).isEqualTo(defaults()));
  }

  private static MonitorConfig defaults() {
    return MonitorConfig.defaults();
  }

  @Test
  void factors_areThoseOfTheProperties() {
    contexts
        .withPropertyValues(
            "demeanor.factors.failures=3",
            "demeanor.factors.window=5m",
            "demeanor.factors.first=2m",
            "demeanor.factors.longest=20m",
            "demeanor.factors.memory=1h")
        .run(
            context -> {
              FactorPolicy policy = context.getBean(MonitorConfig.class).factors();
              assertThat(policy.failures()).isEqualTo(3);
              assertThat(policy.window()).isEqualTo(Duration.ofMinutes(5));
              assertThat(policy.lasting().first()).isEqualTo(Duration.ofMinutes(2));
              assertThat(policy.lasting().longest()).isEqualTo(Duration.ofMinutes(20));
              assertThat(policy.lasting().memory()).isEqualTo(Duration.ofHours(1));
            });
  }

  @Test
  void failures_haveVerdictsOfTheirOwnByDependencyAndRoute() {
    contexts
        .withPropertyValues(
            "demeanor.failure.blocks-unavailable=challenge",
            "demeanor.failure.events-unavailable=deny",
            "demeanor.failure.routes[/transfers/**].audit=deny")
        .run(
            context -> {
              FailurePolicy policy = context.getBean(MonitorConfig.class).failures();
              assertThat(policy.verdict(Dependency.BLOCKS, null)).isEqualTo(Verdict.CHALLENGE);
              assertThat(policy.verdict(Dependency.EVENTS, null)).isEqualTo(Verdict.DENY);
              assertThat(policy.verdict(Dependency.AUDIT, null)).isEqualTo(Verdict.ALLOW);
              assertThat(policy.verdict(Dependency.AUDIT, "/transfers/{id}"))
                  .isEqualTo(Verdict.DENY);
            });
  }

  @Test
  void exemptions_areThoseOfTheProperties() {
    contexts
        .withPropertyValues(
            "demeanor.tenant=acme",
            "demeanor.exemptions.subjects=robot,probe",
            "demeanor.exemptions.devices=kiosk-1",
            "demeanor.exemptions.addresses=192.0.2.0/29,2001:db8::/32",
            "demeanor.exemptions.segments=accessibility")
        .run(
            context -> {
              Exemptions exemptions = context.getBean(Exemptions.class);
              SubjectId alice = new SubjectId("acme", "alice");
              SubjectId probe = new SubjectId("acme", "probe");
              assertThat(exemptions.isExempt(probe, null, null, "default")).isTrue();
              assertThat(exemptions.isExempt(SubjectId.of("probe"), null, null, "x")).isFalse();
              assertThat(exemptions.isExempt(alice, "kiosk-1", null, "default")).isTrue();
              assertThat(exemptions.isExempt(alice, null, "192.0.2.7", "default")).isTrue();
              assertThat(exemptions.isExempt(alice, null, "2001:db8:7::1", "default")).isTrue();
              assertThat(exemptions.isExempt(alice, null, null, "accessibility")).isTrue();
              assertThat(exemptions.isExempt(alice, "tablet", "192.0.2.8", "default")).isFalse();
            });
  }

  @Test
  void drift_isLookedForAsThePropertiesSay() {
    contexts
        .withPropertyValues(
            "demeanor.drift.subjects=500",
            "demeanor.drift.false-discovery-rate=0.05",
            "demeanor.drift.subject.windows=8",
            "demeanor.drift.subject.drifted=0.9",
            "demeanor.drift.population.reference=100",
            "demeanor.drift.population.current=80",
            "demeanor.drift.population.least=30",
            "demeanor.drift.population.warning=0.3")
        .run(
            context ->
                assertThat(context.getBean(DriftPolicy.class))
                    .isEqualTo(
                        new DriftPolicy(
                            500,
                            0.05,
                            new DriftBounds(8, 32, 24, 10, 0.5, 0.9),
                            new DriftBounds(4, 100, 80, 30, 0.3, 0.4))));
  }

  @Test
  void drift_isThatOfCoreWithoutPropertiesAndOffWhenSaid() {
    contexts.run(
        context -> {
          assertThat(context.getBean(DriftPolicy.class)).isEqualTo(DriftPolicy.defaults());
          assertThat(dependencies(context.getBean(BehaviorMonitor.class))).contains("drift");
        });
    contexts
        .withPropertyValues("demeanor.drift.enabled=false")
        .run(
            context ->
                assertThat(dependencies(context.getBean(BehaviorMonitor.class)))
                    .doesNotContain("drift"));
  }

  private static Set<String> dependencies(BehaviorMonitor monitor) {
    return monitor.health().dependencies().keySet();
  }

  @Test
  void retention_isThatOfTheProperties() {
    contexts
        .withPropertyValues(
            "demeanor.retention.security-events=30d", "demeanor.retention.every=10m")
        .run(
            context ->
                assertThat(context.getBean(Retention.class))
                    .isEqualTo(new Retention(Duration.ofDays(30), Duration.ofMinutes(10))));
  }

  @Test
  void spool_isMadeInTheFolder(@TempDir Path folder) {
    Path spool = folder.resolve("spool");
    contexts
        .withPropertyValues("demeanor.spool.folder=" + spool, "demeanor.spool.max-size=1MB")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(Files.isDirectory(spool)).isTrue();
            });
  }

  @Test
  void samples_areKeptUnlessTurnedOff(@TempDir Path folder) {
    ApplicationContextRunner database =
        contexts.withPropertyValues(
            "demeanor.store.file=" + folder.resolve("samples"),
            "demeanor.secret=" + Contexts.SECRET);
    database.run(context -> assertThat(context).hasSingleBean(SampleStore.class));
    database
        .withPropertyValues("demeanor.samples.enabled=false")
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SampleStore.class));
  }
}
