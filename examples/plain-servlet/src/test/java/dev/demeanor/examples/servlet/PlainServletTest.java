package dev.demeanor.examples.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.decision.Verdict;
import dev.demeanor.event.PointerAction;
import dev.demeanor.testkit.FakeClock;
import dev.demeanor.testkit.ScriptedMonitor;
import dev.demeanor.wire.BatchFormat;
import dev.demeanor.wire.BatchWriter;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlainServletTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final ScriptedMonitor monitor = new ScriptedMonitor(FakeClock.atDefault());
  private final Accounts accounts = new Accounts();
  private final String password = accounts.add("ada");
  private final Application application = new Application(0, monitor, accounts);
  private final HttpClient browser =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  @AfterEach
  void stop() {
    application.close();
  }

  @Test
  void signIn_leadsToTheProtectedPageWithItsNonce() throws Exception {
    assertThat(get("/home").body()).contains("Sign in");
    HttpResponse<String> home = signIn();
    assertThat(home.body()).contains("Hello, ada", "/demeanor/collector.js");
    assertThat(send(nonce(home)).statusCode()).isEqualTo(200);
  }

  @Test
  void signIn_withAWrongPassword_isRefused() throws Exception {
    assertThat(post("/sign-in", "name=ada&password=x").statusCode()).isEqualTo(401);
    assertThat(monitor.openSessions()).isZero();
  }

  @Test
  void signOut_endsTheBehaviourSession() throws Exception {
    signIn();
    assertThat(monitor.openSessions()).isEqualTo(1);
    post("/sign-out", "");
    assertThat(monitor.openSessions()).isZero();
  }

  @Test
  void challenge_isPassedOnItsPage() throws Exception {
    HttpResponse<String> home = signIn();
    monitor.script(Verdict.CHALLENGE);
    assertThat(send(nonce(home)).body()).contains("CHALLENGE");

    assertThat(get("/home").body()).contains("Is it still you?");
    assertThat(post("/confirm", "password=x").statusCode()).isEqualTo(401);
    assertThat(get("/home").body()).contains("Is it still you?");
    assertThat(post("/confirm", "password=" + password).body()).contains("Hello, ada");
  }

  @Test
  void deny_endsTheSession() throws Exception {
    HttpResponse<String> home = signIn();
    monitor.script(Verdict.DENY);
    HttpResponse<String> response = send(nonce(home));
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(get("/home").body()).contains("Sign in");
  }

  private HttpResponse<String> signIn() throws Exception {
    return post("/sign-in", "name=ada&password=" + password);
  }

  private static String nonce(HttpResponse<String> page) {
    Matcher matcher = Pattern.compile("nonce\" content=\"([^\"]+)\"").matcher(page.body());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private HttpResponse<String> send(String nonce) throws Exception {
    byte[] batch =
        BatchWriter.of(BatchFormat.PACKED, nonce, 0)
            .pointer(PointerAction.MOVE, 1_000_000, 1, 2)
            .bytes();
    return browser.send(
        request("/demeanor/events", BatchFormat.PACKED.mediaType())
            .POST(BodyPublishers.ofByteArray(batch))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return browser.send(
        request(path, FORM).header("Accept", "text/html").GET().build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form) throws Exception {
    return browser.send(
        request(path, FORM).POST(BodyPublishers.ofString(form)).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String contentType) {
    URI uri = URI.create("http://127.0.0.1:" + application.port() + path);
    return HttpRequest.newBuilder(uri).header("Content-Type", contentType);
  }
}
