package dev.demeanor.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.MonitorConfig;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.testkit.ScriptedMonitor;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DemeanorAutoConfigurationTest {

  private final ApplicationContextRunner contexts = Contexts.plain();

  @Test
  void monitor_watchesInShadowWithoutAnyProperty() {
    contexts.run(
        context -> {
          assertThat(context).hasSingleBean(BehaviorMonitor.class);
          assertThat(context.getBean(BehaviorMonitor.class).health().mode()).isEqualTo(Mode.SHADOW);
        });
  }

  @Test
  void enabledFalse_leavesNothing() {
    contexts
        .withPropertyValues("demeanor.enabled=false", "demeanor.store.type=jdbc")
        .run(
            context ->
                assertThat(context.getBeanDefinitionNames())
                    .noneMatch(name -> name.toLowerCase().contains("demeanor")));
  }

  @Test
  void properties_becomeTheConfigurationOfCore() {
    contexts
        .withPropertyValues(
            "demeanor.deadline=35ms",
            "demeanor.enrolment.minimum=40",
            "demeanor.enrolment.target=90",
            "demeanor.segments.staff.allow=0.9",
            "demeanor.segments.staff.cold-start=challenge",
            "demeanor.failure.templates-unavailable=challenge")
        .run(
            context -> {
              MonitorConfig config = context.getBean(MonitorConfig.class);
              assertThat(config.deadline()).isEqualTo(Duration.ofMillis(35));
              assertThat(config.enrolment().minimum()).isEqualTo(40);
              assertThat(config.enrolment().target()).isEqualTo(90);
              assertThat(config.segment("staff").thresholds()).isEqualTo(new Thresholds(0.9, 0.5));
              assertThat(config.segment("staff").coldStart()).isEqualTo(Verdict.CHALLENGE);
              assertThat(config.segment("default").thresholds()).isEqualTo(Thresholds.DEFAULT);
            });
  }

  @Test
  void enforcement_isNamedInHealth() {
    contexts
        .withPropertyValues(
            "demeanor.enforcement.actor=ops",
            "demeanor.enforcement.reason=trial",
            "demeanor.secret=" + Contexts.SECRET)
        .run(
            context -> {
              BehaviorMonitor monitor = context.getBean(BehaviorMonitor.class);
              assertThat(monitor.health().mode()).isEqualTo(Mode.ENFORCE);
              assertThat(context.getBean(StartSummary.class).text())
                  .contains("mode ENFORCE by ops")
                  .contains("store memory");
            });
  }

  @Test
  void monitorOfTheApplication_wins() {
    contexts
        .withBean(BehaviorMonitor.class, () -> new ScriptedMonitor(Clock.systemUTC()))
        .run(
            context ->
                assertThat(context.getBean(BehaviorMonitor.class))
                    .isInstanceOf(ScriptedMonitor.class));
  }

  @Test
  void customizer_changesTheMonitor() {
    contexts
        .withBean(
            MonitorCustomizer.class,
            () ->
                builder ->
                    builder.config(MonitorConfig.defaults().enforcedBy("customizer", "test")))
        .run(
            context ->
                assertThat(context.getBean(BehaviorMonitor.class).health().enforcement())
                    .isEqualTo(new MonitorConfig.Enforcement("customizer", "test")));
  }

  @Test
  void summary_saysWhatIsMissing() {
    contexts.run(
        context ->
            assertThat(context.getBean(StartSummary.class).text())
                .startsWith(
                    "Demeanor watches: mode SHADOW (affects nobody), store memory, backends none")
                .contains("a store that outlives the process")
                .contains("demeanor.secret"));
  }
}
