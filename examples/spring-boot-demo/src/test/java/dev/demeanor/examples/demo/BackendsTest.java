package dev.demeanor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.FilteredClassLoader.PackageFilter;
import org.springframework.context.ConfigurableApplicationContext;

/** The demo starts with the modules for models on the class path, and without them. */
class BackendsTest {

  @TempDir private Path folder;

  private List<String> backends(String name) {
    try (ConfigurableApplicationContext demo =
        new SpringApplicationBuilder(DemoApplication.class)
            .run(
                "--server.port=0",
                "--demo.operator-password=only-for-this-test",
                "--demeanor.secret=" + DemoApplication.random(),
                "--demeanor.store.file=" + folder.resolve(name))) {
      return demo.getBean(BehaviorMonitor.class).health().dependencies().keySet().stream()
          .filter(dependency -> dependency.startsWith("backend."))
          .sorted()
          .toList();
    }
  }

  @Test
  void demo_withModelsOnTheClassPath_namesTheirBackends() {
    assertThat(backends("with")).containsExactly("backend.onnx", "backend.onnx-plain");
  }

  @Test
  void demo_withoutModelsOnTheClassPath_starts() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(
        new FilteredClassLoader(
            PackageFilter.of("dev.demeanor.models", "ai.onnxruntime", "org.tribuo"),
            name -> name.startsWith("META-INF/services/dev.demeanor.spi.")));
    try {
      assertThat(backends("without")).isEmpty();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
