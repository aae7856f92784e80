package dev.demeanor.spring.metrics;

import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.spi.store.TemplateStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ClassUtils;

/**
 * Times every call of a store, as {@code demeanor.store.latency} with the store's kind and the
 * operation. A store keeps all its interfaces: a sink that keeps chains still does. Stores of the
 * application's own are left as they are. Thread-safe.
 */
final class TimedStores implements BeanPostProcessor {

  private static final Map<Class<?>, String> KINDS =
      Map.of(
          TemplateStore.class, "templates",
          BlockStore.class, "blocks",
          SecurityEventStore.class, "events",
          SampleStore.class, "samples",
          AuditSink.class, "audit");

  private final ObjectProvider<MeterRegistry> registry;

  TimedStores(ObjectProvider<MeterRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    for (Map.Entry<Class<?>, String> kind : KINDS.entrySet()) {
      if (kind.getKey().isInstance(bean) && beanName.startsWith("demeanor")) {
        return Proxy.newProxyInstance(
            bean.getClass().getClassLoader(),
            ClassUtils.getAllInterfaces(bean),
            timed(bean, kind.getValue()));
      }
    }
    return bean;
  }

  private InvocationHandler timed(Object store, String kind) {
    return (proxy, method, arguments) -> {
      if (method.getDeclaringClass() == Object.class) {
        return ofObject(store, proxy, method.getName(), arguments);
      }
      long start = System.nanoTime();
      try {
        return method.invoke(store, arguments);
      } catch (InvocationTargetException e) {
        throw e.getTargetException();
      } finally {
        Latency.timer(
                registry.getObject(),
                "demeanor.store.latency",
                "store",
                kind,
                "operation",
                method.getName())
            .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      }
    };
  }

  @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself only
  private static Object ofObject(
      Object store, Object proxy, String method, Object @Nullable [] arguments) {
    if (method.equals("equals")) {
      return arguments != null && proxy == arguments[0];
    }
    return method.equals("hashCode") ? System.identityHashCode(proxy) : store.toString();
  }
}
