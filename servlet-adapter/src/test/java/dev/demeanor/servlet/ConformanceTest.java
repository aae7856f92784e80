package dev.demeanor.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.testkit.http.AdapterConformance;
import dev.demeanor.testkit.http.ApplicationUnderTest.Handler;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ConformanceTest {

  private BehaviorMonitor monitor;
  private TomcatApplication application;

  @BeforeEach
  void start() {
    monitor = BehaviorMonitor.builder().build();
    application = new TomcatApplication(monitor, ServletSettings.defaults(), builder -> builder);
  }

  @AfterEach
  void stop() {
    application.close();
    monitor.close();
  }

  @TestFactory
  Stream<DynamicTest> everyHandler_isClosedToTheBlocked_andBadBatchesAreRefused() {
    return new AdapterConformance(application)
        .cases().stream().map(each -> DynamicTest.dynamicTest(each.name(), each.check()::run));
  }

  @Test
  void handlers_areThoseOfTheContainer() {
    assertThat(application.handlers())
        .contains(
            new Handler("GET", "/app/demeanor/events"),
            new Handler("GET", "/app/demeanor/collector.js"),
            new Handler("POST", "/app/forward"))
        .hasSizeGreaterThan(20);
  }
}
