package dev.demeanor.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The core runs with the modules for models on the class path, and without them. */
class BackendsTest {

  /** Hides the providers of the modules for models, as if they were not there. */
  private static final class WithoutModels extends ClassLoader {

    WithoutModels(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("dev.demeanor.models.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws java.io.IOException {
      return name.startsWith("META-INF/services/dev.demeanor.spi.")
          ? Collections.emptyEnumeration()
          : super.getResources(name);
    }
  }

  private static Set<String> backends(ClassLoader loader) {
    try (BehaviorMonitor monitor = BehaviorMonitor.builder().classLoader(loader).build()) {
      return monitor.health().dependencies().keySet().stream()
          .filter(name -> name.startsWith("backend."))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void health_namesTheBackendsThatWereFound() {
    assertThat(backends(getClass().getClassLoader()))
        .containsExactlyInAnyOrder("backend.onnx", "backend.onnx-plain");
  }

  @Test
  void main_withoutModelsOnTheClassPath_tellsOwnerFromImpostor() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader without = new WithoutModels(before);
    assertThat(backends(without)).isEmpty();
    thread.setContextClassLoader(without);
    try {
      assertThat(QuickStartTest.output()).contains("owner", "impostor", "ALLOW (would be ");
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
