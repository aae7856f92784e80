package dev.demeanor.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.SessionOptions;
import dev.demeanor.decision.Verdict;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.ScriptedMonitor;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class ObservedMonitorTest {

  private static final SessionId ID = new SessionId("session");

  private final ScriptedMonitor scripted = new ScriptedMonitor(Clock.systemUTC());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private Object processed(Object bean, String name) {
    ObservationRegistry registry = ObservationRegistry.create();
    registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("registry", registry);
    return new ObservedMonitor(beans.getBeanProvider(ObservationRegistry.class))
        .postProcessAfterInitialization(bean, name);
  }

  private BehaviorMonitor observed() {
    return (BehaviorMonitor) processed(scripted, "demeanorMonitor");
  }

  private long count(String verdict) {
    return meters.get("demeanor.decision").tag("decision", verdict).timer().count();
  }

  @Test
  void eachDecision_isOneObservation_howeverItIsAskedFor() {
    BehaviorMonitor monitor = observed();
    BehaviorSession opened = monitor.open(SessionOptions.of(SubjectId.of("alice"), ID));
    opened.assess();
    opened.assess("request-1");
    opened.assess("request-2", "/route");
    monitor.session(ID).orElseThrow().assess();
    assertThat(count("ALLOW")).isEqualTo(4);
  }

  @Test
  void observation_hasBothVerdicts() {
    scripted.script(Verdict.CHALLENGE);
    observed().open(SessionOptions.of(SubjectId.of("alice"), ID)).assess();
    assertThat(meters.get("demeanor.decision").tag("computed", "CHALLENGE").timer().count())
        .isEqualTo(1);
  }

  @Test
  void monitorOfTheApplication_isLeftAsItIs() {
    assertThat(processed(scripted, "ownMonitor")).isSameAs(scripted);
  }

  /** A default method that is not passed on would answer for a monitor that it is not. */
  @Test
  void everyMethod_isPassedOn() {
    assertThat(notSpelledOut(BehaviorMonitor.class, MonitorOfObservedSessions.class)).isEmpty();
    assertThat(notSpelledOut(BehaviorSession.class, ObservedSession.class)).isEmpty();
  }

  private static List<Method> notSpelledOut(Class<?> contract, Class<?> by) {
    return Arrays.stream(contract.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> !isDeclared(method, by))
        .toList();
  }

  private static boolean isDeclared(Method method, Class<?> by) {
    return Arrays.stream(by.getDeclaredMethods())
        .anyMatch(
            own ->
                own.getName().equals(method.getName())
                    && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
  }
}
