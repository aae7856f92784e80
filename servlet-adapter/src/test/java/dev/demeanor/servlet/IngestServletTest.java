package dev.demeanor.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.decision.Mode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.PointerAction;
import dev.demeanor.limit.LimitConfig;
import dev.demeanor.testkit.FakeClock;
import dev.demeanor.testkit.ScriptedMonitor;
import dev.demeanor.wire.AbstentionReason;
import dev.demeanor.wire.BatchFormat;
import dev.demeanor.wire.BatchLimits;
import dev.demeanor.wire.BatchWriter;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestServletTest {

  private static final String EVENTS = "/demeanor/events";

  private final ScriptedMonitor monitor = new ScriptedMonitor(FakeClock.atDefault());
  private final AtomicLong nanos = new AtomicLong();
  private final List<Verdict> heard = new ArrayList<>();
  private final HttpClient browser = TomcatApplication.client();
  private TomcatApplication application;
  private long timeMicros = 1_700_000_000_000_000L;

  @AfterEach
  void stop() {
    application.close();
  }

  private void start(ServletSettings settings) throws Exception {
    application =
        new TomcatApplication(
            monitor,
            settings,
            builder ->
                builder
                    .ticker(nanos::get)
                    .decisions((request, decision) -> heard.add(decision.verdict())));
    application.signIn(browser);
  }

  @Test
  void post_feedsTheSessionAndGivesNothingAway() throws Exception {
    start(ServletSettings.defaults());

    HttpResponse<String> response = send(nonce());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).matches("\\{\"v\":1,\"nonce\":\"[A-Za-z0-9_-]{22}\"}");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(monitor.statistics().events()).isNotEmpty();
    assertThat(heard).containsExactly(Verdict.ALLOW);
    IngestStatistics statistics = application.adapter().ingestServlet().statistics();
    assertThat(statistics.batches()).isEqualTo(1);
    assertThat(statistics.events()).isEqualTo(1);
    assertThat(statistics.abstentions()).containsEntry(AbstentionReason.PASTE, 1L);
  }

  @Test
  void post_thatIsChallenged_saysSoWithAMessageInTheLanguageOfTheRequest() throws Exception {
    start(ServletSettings.defaults());
    monitor.script(Verdict.CHALLENGE);

    HttpResponse<String> response = send(nonce(), "Accept-Language", "de");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("\"verdict\":\"CHALLENGE\"", "\"key\":\"demeanor.challenge\"", "bestätigen")
        .contains("\"reference\":\"")
        .doesNotContain("trust");
  }

  @Test
  void post_thatIsDenied_endsTheSession() throws Exception {
    start(ServletSettings.defaults());
    String nonce = nonce();
    monitor.script(Verdict.DENY);

    HttpResponse<String> response = send(nonce, "X-Correlation-Id", "my-request-7");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body())
        .contains("/problems/denied", "\"verdict\":\"DENY\"", "\"reference\":\"my-request-7\"")
        .doesNotContain("trust", "score");
    assertThat(monitor.openSessions()).isZero();
    assertThat(application.get(browser, EVENTS).statusCode()).isEqualTo(401);
  }

  @Test
  void post_inShadow_tellsNothing() throws Exception {
    start(ServletSettings.defaults());
    monitor.scriptMode(Mode.SHADOW);
    monitor.script(Verdict.DENY);
    HttpResponse<String> response = send(nonce());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).doesNotContain("verdict");
  }

  @Test
  void post_withAnExpiredNonce_getsAFreshOne() throws Exception {
    start(ServletSettings.defaults().withNonceLife(Duration.ofSeconds(10)));
    String nonce = nonce();
    nanos.addAndGet(Duration.ofSeconds(11).toNanos());

    HttpResponse<String> response = send(nonce);

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.body()).contains("nonce-unknown");
    assertThat(send(nonceOf(response)).statusCode()).isEqualTo(200);
  }

  @Test
  void post_withTheNonceOfAnotherSession_isRefused() throws Exception {
    start(ServletSettings.defaults());
    HttpClient other = TomcatApplication.client();
    application.post(other, "/sign-in?user=eve", new byte[0]);
    String theirs = nonceOf(application.get(other, EVENTS));

    assertThat(send(theirs).body()).contains("nonce-unknown");
  }

  @Test
  void requests_overTheLimit_areToldWhenToComeBack() throws Exception {
    LimitConfig limit = LimitConfig.defaults().withAttempts(2, Duration.ofSeconds(60));
    start(ServletSettings.defaults().withIngest(BatchLimits.defaults(), limit));
    nonce();
    String nonce = nonce();

    HttpResponse<String> response = send(nonce);

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("60");
    nanos.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThat(send(nonce).statusCode()).isEqualTo(200);
  }

  @Test
  void requests_overPlainHttpFromOutside_areRefused() throws Exception {
    start(
        ServletSettings.defaults()
            .withTrustedProxies(List.of("127.0.0.1"), ForwardedHeader.X_FORWARDED));
    String[] plain = {"X-Forwarded-For", "203.0.113.9"};
    String[] https = {"X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https"};

    HttpResponse<String> refused = application.get(browser, EVENTS, plain);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("/problems/insecure");
    assertThat(application.get(browser, EVENTS, https).statusCode()).isEqualTo(200);
  }

  @Test
  void post_thatIsCompressed_isRefused() throws Exception {
    start(ServletSettings.defaults());
    assertThat(send(nonce(), "Content-Encoding", "gzip").statusCode()).isEqualTo(415);
  }

  @Test
  void refusedBatch_changesNothing() throws Exception {
    start(ServletSettings.defaults());
    application.post(
        browser, EVENTS, new byte[] {'{'}, "Content-Type", BatchFormat.JSON.mediaType());
    assertThat(heard).isEmpty();
    assertThat(application.adapter().ingestServlet().statistics().refused())
        .containsEntry("invalid-batch", 1L);
  }

  @Test
  void challenge_leadsEverywhereToItsPageUntilItIsPassed() throws Exception {
    start(ServletSettings.defaults().withChallengePath("/prove"));
    monitor.script(Verdict.CHALLENGE);
    send(nonce());

    HttpResponse<String> page = application.get(browser, "/open", "Accept", "text/html");
    HttpResponse<String> script = application.get(browser, "/open", "Accept", "application/json");

    assertThat(page.statusCode()).isEqualTo(303);
    assertThat(page.headers().firstValue("Location")).hasValue("/app/prove");
    assertThat(script.statusCode()).isEqualTo(401);
    assertThat(script.body()).contains("/problems/challenge", "demeanor.challenge");
    assertThat(application.served).hasValue(0);
    assertThat(application.get(browser, "/prove").body()).isEqualTo("who are you?");
  }

  @Test
  void challenge_thatIsPassed_opensTheRoutesAgain() throws Exception {
    start(ServletSettings.defaults());
    monitor.script(Verdict.CHALLENGE);
    send(nonce());
    assertThat(application.get(browser, "/proved").statusCode()).isEqualTo(200);
    assertThat(application.get(browser, "/open").body()).startsWith("open");
  }

  private String nonce() throws Exception {
    return nonceOf(application.get(browser, EVENTS));
  }

  private static String nonceOf(HttpResponse<String> response) {
    Matcher matcher = Pattern.compile("\"nonce\":\"([^\"]+)\"").matcher(response.body());
    assertThat(matcher.find()).as(response.body()).isTrue();
    return matcher.group(1);
  }

  private HttpResponse<String> send(String nonce, String... headers) throws Exception {
    byte[] batch =
        BatchWriter.of(BatchFormat.JSON, nonce, 0)
            .abstained("pin", AbstentionReason.PASTE)
            .pointer(PointerAction.MOVE, timeMicros += 1000, 3, 4)
            .bytes();
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Type");
    all.add("application/json; charset=utf-8");
    return application.post(browser, EVENTS, batch, all.toArray(String[]::new));
  }
}
