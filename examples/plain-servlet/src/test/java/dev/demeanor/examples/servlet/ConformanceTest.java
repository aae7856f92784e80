package dev.demeanor.examples.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.SessionOptions;
import dev.demeanor.limit.LimitConfig;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.http.AdapterConformance;
import dev.demeanor.testkit.http.ApplicationUnderTest;
import dev.demeanor.testkit.http.OpenedSessions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The application, asked by the suite for every adapter. */
class ConformanceTest implements ApplicationUnderTest {

  /** The suite signs in and posts to /sign-in more often than a person. */
  private static final LimitConfig MANY =
      LimitConfig.defaults().withAttempts(10_000, Duration.ofMinutes(1));

  private final Accounts accounts = new Accounts();
  private final String password = accounts.add("ada");
  private final OpenedSessions opened = new OpenedSessions();
  private BehaviorMonitor monitor;
  private Application application;

  @BeforeEach
  void start() {
    monitor = BehaviorMonitor.builder().build();
    application = new Application(0, opened.around(monitor), accounts, MANY);
  }

  @AfterEach
  void stop() {
    application.close();
    monitor.close();
  }

  @TestFactory
  Stream<DynamicTest> everyHandler_isClosedToTheBlocked_andBadBatchesAreRefused() {
    return new AdapterConformance(this)
        .cases().stream().map(each -> DynamicTest.dynamicTest(each.name(), each.check()::run));
  }

  @Test
  void handlers_areThoseOfTheContainer() {
    assertThat(handlers())
        .contains(
            new Handler("GET", "/home"),
            new Handler("GET", "/"),
            new Handler("POST", "/demeanor/events"));
  }

  @Override
  public URI base() {
    return URI.create("http://127.0.0.1:" + application.port());
  }

  @Override
  public BehaviorMonitor monitor() {
    return monitor;
  }

  @Override
  public SubjectId subject() {
    return SubjectId.of("ada");
  }

  @Override
  public SessionOptions opened() {
    return opened.latest().orElseThrow();
  }

  @Override
  public void signIn(HttpClient client) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base().resolve("/sign-in"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("name=ada&password=" + password))
            .build();
    client.send(request, BodyHandlers.discarding());
  }

  @Override
  public List<Handler> handlers() {
    return application.mappings().stream()
        .map(pattern -> pattern.isEmpty() ? "/" : pattern)
        .distinct()
        .flatMap(path -> Stream.of(new Handler("GET", path), new Handler("POST", path)))
        .toList();
  }
}
