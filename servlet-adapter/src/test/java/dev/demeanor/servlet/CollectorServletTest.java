package dev.demeanor.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.testkit.FakeClock;
import dev.demeanor.testkit.ScriptedMonitor;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectorServletTest {

  private final HttpClient browser = TomcatApplication.client();
  private TomcatApplication application;

  @BeforeEach
  void start() {
    application =
        new TomcatApplication(
            new ScriptedMonitor(FakeClock.atDefault()),
            ServletSettings.defaults().withPaths("/demeanor/events", "/js/demeanor.js"),
            builder -> builder);
  }

  @AfterEach
  void stop() {
    application.close();
  }

  @Test
  void get_servesTheScriptOnce() throws Exception {
    HttpResponse<String> first = application.get(browser, "/js/demeanor.js");
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
    assertThat(first.body()).contains("sendBeacon");

    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> second = application.get(browser, "/js/demeanor.js", "If-None-Match", tag);
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void find_withoutTheJar_isEmpty() {
    ClassLoader nothing = new ClassLoader(null) {};
    assertThat(CollectorServlet.find(nothing)).isEmpty();
  }
}
