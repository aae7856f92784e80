package dev.demeanor.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.SessionOptions;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.SimulatedTypist;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ActuatorAndMetricsTest {

  private final ApplicationContextRunner contexts =
      Contexts.plain()
          .withPropertyValues(
              "management.endpoints.web.exposure.include=*", "demeanor.deadline=60s");

  private static BehaviorSession typed(BehaviorMonitor monitor) {
    BehaviorSession session =
        monitor.open(SessionOptions.of(SubjectId.of("alice"), new SessionId("s1")));
    SimulatedTypist.ofSeed(1, 11).type(session, session.field("password", 0));
    session.assess("request-1");
    return session;
  }

  @Test
  void health_saysModeAndDependencies() {
    contexts.run(
        context -> {
          var health = context.getBean(HealthIndicator.class).health();
          assertThat(health.getStatus()).isEqualTo(Status.UP);
          assertThat(health.getDetails()).containsKeys("mode", "dependencies");
          assertThat(health.getDetails().get("dependencies").toString())
              .contains("templates=UP", "blocks=UP", "audit=UP");
        });
  }

  @Test
  void health_namesWhoEnforces() {
    contexts
        .withPropertyValues(
            "demeanor.secret=" + Contexts.SECRET,
            "demeanor.enforcement.actor=ops",
            "demeanor.enforcement.reason=trial")
        .run(
            context ->
                assertThat(context.getBean(HealthIndicator.class).health().getDetails())
                    .containsEntry("enforcedBy", "ops")
                    .containsEntry("enforcedBecause", "trial"));
  }

  @Test
  void health_isLeftOutWhenActuatorIsOff() {
    contexts
        .withPropertyValues("demeanor.actuator.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
  }

  @Test
  void recentDecisions_sayHowFarEnrolmentHasCome() {
    contexts.run(
        context -> {
          typed(context.getBean(BehaviorMonitor.class));
          RecentDecision decision = context.getBean(RecentDecisions.class).latest(10).get(0);
          assertThat(decision.correlationId()).isEqualTo("request-1");
          assertThat(decision.subject()).doesNotContain("alice");
          assertThat(decision.sources())
              .containsExactly(
                  new RecentDecision.SourceState("field.password", null, "COLD_START", 0, 100));
        });
  }

  @Test
  void recentDecisions_keepNoMoreThanConfigured() {
    contexts
        .withPropertyValues("demeanor.recent-decisions=2")
        .run(
            context -> {
              BehaviorSession session = typed(context.getBean(BehaviorMonitor.class));
              session.assess("request-2");
              session.assess("request-3");
              assertThat(context.getBean(RecentDecisions.class).latest(10))
                  .extracting(RecentDecision::correlationId)
                  .containsExactly("request-3", "request-2");
            });
  }

  @Test
  void metrics_haveTheNamesThatOperatorsLookFor(@TempDir Path folder) {
    contexts
        .withBean(
            PrometheusMeterRegistry.class,
            () -> new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))
        .withPropertyValues(
            "demeanor.secret=" + Contexts.SECRET, "demeanor.store.file=" + folder.resolve("store"))
        .run(
            context -> {
              PrometheusMeterRegistry registry = context.getBean(PrometheusMeterRegistry.class);
              context.getBeanProvider(MeterBinder.class).forEach(binder -> binder.bindTo(registry));
              typed(context.getBean(BehaviorMonitor.class));
              String scraped = registry.scrape();
              assertThat(scraped)
                  .contains("keystroke_events_total{admission=\"accepted\"} 11.0")
                  .contains("mouse_events_total{admission=\"accepted\"} 0.0")
                  .contains("auth_decisions_total{computed=\"ALLOW\",decision=\"ALLOW\"} 1.0")
                  .contains("demeanor_drift_sources ")
                  .contains("demeanor_drift_everybody 0.0")
                  .contains("extraction_latency_seconds_bucket{le=\"0.01\"}")
                  .contains("extraction_latency_seconds_bucket{le=\"1.0\"}")
                  .contains("demeanor_store_latency_seconds_bucket{operation=\"find\"")
                  .doesNotContain("alice");
            });
  }

  @Test
  void metrics_areLeftOutWhenOff() {
    contexts
        .withBean(
            PrometheusMeterRegistry.class,
            () -> new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))
        .withPropertyValues("demeanor.metrics.enabled=false")
        .run(
            context ->
                assertThat(context.getBean(PrometheusMeterRegistry.class).scrape()).isEmpty());
  }

  @Test
  void start_goesOnWithoutActuatorAndMicrometer() {
    Contexts.plain()
        .withClassLoader(
            Contexts.without(
                "org.springframework.boot.actuate",
                "org.springframework.boot.health",
                "io.micrometer"))
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasSingleBean(BehaviorMonitor.class);
              assertThat(context.getBean(StartSummary.class).text())
                  .contains("Actuator")
                  .contains("Micrometer");
            });
  }
}
