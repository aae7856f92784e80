package dev.demeanor.spring.metrics;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.decision.Decision;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * One observation, {@code demeanor.decision}, for each decision of any session of the monitor,
 * wherever it is made: a timer, and a span where the application traces. A monitor of the
 * application's own is left as it is. Thread-safe.
 */
final class ObservedMonitor implements BeanPostProcessor {

  private final ObjectProvider<ObservationRegistry> registry;

  ObservedMonitor(ObjectProvider<ObservationRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    ObservationRegistry known =
        bean instanceof BehaviorMonitor && beanName.equals("demeanorMonitor")
            ? registry.getIfUnique()
            : null;
    return known == null || known.isNoop()
        ? bean
        : proxy(
            BehaviorMonitor.class,
            (method, arguments) -> observed(known, call(bean, method, arguments)));
  }

  /** What the monitor hands out; sessions are observed, everything else is as it is. */
  private static @Nullable Object observed(ObservationRegistry registry, @Nullable Object answer) {
    if (answer instanceof Optional<?> maybe
        && maybe.isPresent()
        && maybe.get() instanceof BehaviorSession session) {
      return Optional.of(session(registry, session));
    }
    return answer instanceof BehaviorSession session ? session(registry, session) : answer;
  }

  private static BehaviorSession session(ObservationRegistry registry, BehaviorSession session) {
    return proxy(
        BehaviorSession.class,
        (method, arguments) ->
            method.getName().equals("assess")
                ? decide(registry, session, method, arguments)
                : call(session, method, arguments));
  }

  private static @Nullable Object decide(
      ObservationRegistry registry,
      BehaviorSession session,
      Method method,
      Object @Nullable [] arguments)
      throws Throwable {
    Observation observation = Observation.createNotStarted("demeanor.decision", registry);
    return observation.observeChecked(
        () -> {
          Object answer = call(session, method, arguments);
          if (answer instanceof Decision decision) {
            observation.lowCardinalityKeyValue("decision", decision.verdict().name());
            observation.lowCardinalityKeyValue("computed", decision.computedVerdict().name());
          }
          return answer;
        });
  }

  /** A call of a method. */
  private interface Call {
    @Nullable Object make(Method method, Object @Nullable [] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call.make(method, arguments)));
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
