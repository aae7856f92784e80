package dev.demeanor.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.decision.Verdict;
import dev.demeanor.limit.LimitConfig;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.FakeClock;
import dev.demeanor.testkit.ScriptedMonitor;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockFilterTest {

  private final FakeClock clock = FakeClock.atDefault();
  private final ScriptedMonitor monitor = new ScriptedMonitor(clock);
  private final HttpClient browser = TomcatApplication.client();
  private TomcatApplication application;

  @BeforeEach
  void start() throws Exception {
    ServletSettings settings =
        ServletSettings.defaults()
            .withTrustedProxies(List.of("127.0.0.0/8"), ForwardedHeader.FORWARDED)
            .withAttempts(
                LimitConfig.defaults().withAttempts(3, Duration.ofMinutes(1)), List.of("/sign-in"));
    application = new TomcatApplication(monitor, settings, builder -> builder.clock(clock));
    application.signIn(browser);
  }

  @AfterEach
  void stop() {
    application.close();
  }

  private void block(BlockTarget target) {
    monitor.block(target, Duration.ofSeconds(90), "operator", "a test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/open", "/forward", "/include", "/async", "/nothing", "/open;a=b"})
  void blocked_neverReachesAHandler(String path) throws Exception {
    block(BlockTarget.account(application.subject()));
    HttpResponse<String> response = application.get(browser, path);
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("90");
    assertThat(application.served).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/open", "/forward", "/include", "/async"})
  void unblocked_reachesTheHandlerByEveryDispatch(String path) throws Exception {
    HttpResponse<String> response = application.get(browser, path);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).startsWith("open");
  }

  @Test
  void block_thatHasExpired_isOver() throws Exception {
    block(BlockTarget.account(application.subject()));
    clock.advance(Duration.ofSeconds(91));
    assertThat(application.get(browser, "/open").statusCode()).isEqualTo(200);
  }

  @Test
  void blockedAddress_isThatOfTheClientAndNotOfTheProxy() throws Exception {
    block(BlockTarget.address(SubjectId.DEFAULT_TENANT, "203.0.113.9"));
    HttpClient stranger = TomcatApplication.client();
    String[] from = {"Forwarded", "for=198.51.100.1, for=\"203.0.113.9:4711\""};
    HttpResponse<String> refused = application.get(stranger, "/open", from);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("demeanor.signin.refused");
    assertThat(application.get(stranger, "/open").statusCode()).isEqualTo(200);
  }

  @Test
  void session_thatWasDeniedElsewhere_ends() throws Exception {
    application.get(browser, "/open");
    monitor.script(Verdict.DENY);
    monitor.scripted(application.sessionId(browser)).assess();
    HttpResponse<String> response = application.get(browser, "/open");
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("/problems/denied", "demeanor.session.ended");
    assertThat(monitor.openSessions()).isZero();
  }

  @Test
  void correlationId_isTakenFromTheRequestAndGivenBack() throws Exception {
    HttpResponse<String> response =
        application.get(browser, "/async", "X-Correlation-Id", "order-7.a");
    assertThat(response.headers().firstValue("X-Correlation-Id")).hasValue("order-7.a");
    assertThat(response.body()).isEqualTo("open order-7.a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"with blank", "<script>", "ä", "a;b"})
  void correlationId_thatIsNotOne_isReplaced(String sent) throws Exception {
    HttpResponse<String> response = application.get(browser, "/open", "X-Correlation-Id", sent);
    assertThat(response.headers().firstValue("X-Correlation-Id").orElse(""))
        .matches("[A-Za-z0-9_-]{22}");
  }

  @Test
  void page_escapesWhatItShows() throws Exception {
    block(BlockTarget.account(application.subject()));
    HttpResponse<String> response = application.get(browser, "/open", "Accept", "text/html");
    assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(response.body()).contains("<h1>For your security").doesNotContain("<script");
  }

  @Test
  void signIn_overTheLimit_isRefused() throws Exception {
    HttpClient robot = TomcatApplication.client();
    HttpResponse<String> last = null;
    for (int i = 0; i < 3; i++) { // the fixture has tried once
      last = application.post(robot, "/sign-in", new byte[0]);
    }
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.body()).contains("/problems/attempts", "demeanor.factor.refused");
    assertThat(last.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void signIn_overTheLimit_isRefusedByWhateverPath() throws Exception {
    HttpClient robot = TomcatApplication.client();
    for (int i = 0; i < 3; i++) {
      application.post(robot, "/sign-in", new byte[0]);
    }
    assertThat(application.post(robot, "/%73ign-in;x=1", new byte[0]).statusCode()).isEqualTo(429);
  }

  @Test
  void blockedAddress_ofTheHostsTenant_keepsOutWhoeverIsNotSignedIn() throws Exception {
    SubjectResolver ofTenant =
        new SubjectResolver() {
          @Override
          public Optional<SubjectId> find(HttpServletRequest request) {
            return Optional.empty();
          }

          @Override
          public String tenant(HttpServletRequest request) {
            return "acme";
          }
        };
    try (TomcatApplication other =
        new TomcatApplication(
            monitor,
            ServletSettings.defaults()
                .withTrustedProxies(List.of("127.0.0.0/8"), ForwardedHeader.FORWARDED),
            builder -> builder.clock(clock).subjects(ofTenant))) {
      block(BlockTarget.address("acme", "203.0.113.9"));
      HttpClient stranger = TomcatApplication.client();
      assertThat(other.get(stranger, "/open", "Forwarded", "for=203.0.113.9").statusCode())
          .isEqualTo(403);
      assertThat(other.get(stranger, "/open", "Forwarded", "for=203.0.113.8").statusCode())
          .isEqualTo(200);
    }
  }
}
