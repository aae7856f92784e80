package dev.demeanor.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.SessionOptions;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.FakeClock;
import dev.demeanor.testkit.ScriptedMonitor;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions of requests that bring a key of their own, here in headers. */
class KeyedSessionsTest {

  private final ScriptedMonitor monitor = new ScriptedMonitor(FakeClock.atDefault());
  private final HttpClient client = HttpClient.newHttpClient();
  private TomcatApplication application;

  /** Stands for a token that the host has verified. */
  private static final SubjectResolver HEADERS =
      new SubjectResolver() {
        @Override
        public Optional<SubjectId> find(HttpServletRequest request) {
          return Optional.ofNullable(request.getHeader("Subject")).map(SubjectId::of);
        }

        @Override
        public Optional<String> sessionKey(HttpServletRequest request) {
          return Optional.ofNullable(request.getHeader("Session"));
        }

        @Override
        public SessionOptions options(HttpServletRequest request, SessionOptions defaults) {
          return defaults.from("device of " + request.getHeader("Subject"), defaults.address());
        }
      };

  @BeforeEach
  void start() {
    application =
        new TomcatApplication(
            monitor, ServletSettings.defaults(), builder -> builder.subjects(HEADERS));
  }

  @AfterEach
  void stop() {
    application.close();
  }

  private HttpResponse<String> get(String path, String subject, String session) throws Exception {
    return client.send(
        HttpRequest.newBuilder(application.base().resolve("/app" + path))
            .header("Subject", subject)
            .header("Session", session)
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void requestsOfOneKey_shareASession() throws Exception {
    get("/open", "ada", "k-1");
    HttpResponse<String> answer = get("/open", "ada", "k-1");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(monitor.openSessions()).isEqualTo(1);
    assertThat(monitor.latest().orElseThrow().subject()).isEqualTo(SubjectId.of("ada"));
  }

  @Test
  void keyOfSomebodyElse_isNotTheirSession() throws Exception {
    get("/open", "ada", "k-1");
    get("/open", "eve", "k-1");
    assertThat(monitor.openSessions()).isEqualTo(2);
  }

  @Test
  void end_holdsForTheKeyAndNoOther() throws Exception {
    assertThat(get("/end", "ada", "k-1").statusCode()).isEqualTo(200);
    HttpResponse<String> ended = get("/open", "ada", "k-1");
    assertThat(ended.statusCode()).isEqualTo(403);
    assertThat(ended.body()).contains("/problems/denied");
    assertThat(get("/open", "ada", "k-2").statusCode()).isEqualTo(200);
  }

  @Test
  void blocks_ofSessionAndDeviceAreFound() throws Exception {
    get("/open", "ada", "k-1");
    String session = monitor.latest().orElseThrow().id().value();
    for (BlockTarget target :
        new BlockTarget[] {
          new BlockTarget(BlockTarget.Kind.SESSION, SubjectId.DEFAULT_TENANT, session),
          BlockTarget.device(SubjectId.DEFAULT_TENANT, "device of ada")
        }) {
      var block = monitor.block(target, Duration.ofHours(1), "ops", "a test");
      assertThat(get("/open", "ada", "k-1").statusCode()).as("%s", target).isEqualTo(403);
      assertThat(get("/open", "eve", "k-1").statusCode()).as("%s", target).isEqualTo(200);
      monitor.unblock(block.id(), "ops", "the test is over");
    }
  }

  @Test
  void nonce_isGoodForTheKeysSession() throws Exception {
    monitor.script(Verdict.ALLOW);
    assertThat(get("/nonce", "ada", "k-1").body()).matches("[A-Za-z0-9_-]{22}");
    assertThat(get("/demeanor/events", "ada", "k-1").statusCode()).isEqualTo(200);
  }
}
