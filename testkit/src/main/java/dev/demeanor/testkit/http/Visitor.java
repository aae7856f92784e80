package dev.demeanor.testkit.http;

import java.io.IOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks an application as a browser that is signed in, and as one that is not. */
final class Visitor {

  static final String JSON = "application/json";
  static final String PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";

  private static final int ENOUGH = 25;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern NONCE = Pattern.compile("\"nonce\":\"([A-Za-z0-9_-]{22})\"");

  private final ApplicationUnderTest application;
  private final HttpClient stranger = client();
  private HttpClient person = client();

  /** How often this session has asked the events endpoint, which is limited. */
  private int asked;

  Visitor(ApplicationUnderTest application) {
    this.application = application;
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .cookieHandler(new CookieManager())
        .connectTimeout(PATIENCE)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  /**
   * Signs in, unless that still holds: a handler may have been the one that signs out. Anew before
   * the session has asked so often that the endpoint would limit it.
   */
  void signIn() throws IOException, InterruptedException {
    if (asked > ENOUGH || get().statusCode() != 200) {
      person = client();
      asked = 0;
      application.signIn(person);
      Expect.that(
          get().statusCode() == 200, "GET of the events endpoint answers 200 once signed in");
    }
  }

  HttpResponse<String> ask(ApplicationUnderTest.Handler handler, String accept)
      throws IOException, InterruptedException {
    return send(person, handler.method(), handler.path(), accept, "", BodyPublishers.noBody());
  }

  HttpResponse<String> askAsStranger(ApplicationUnderTest.Handler handler)
      throws IOException, InterruptedException {
    return send(stranger, handler.method(), handler.path(), JSON, "", BodyPublishers.noBody());
  }

  HttpResponse<String> get() throws IOException, InterruptedException {
    asked++;
    return send(person, "GET", application.eventsPath(), JSON, "", BodyPublishers.noBody());
  }

  HttpResponse<String> post(String contentType, byte[] body)
      throws IOException, InterruptedException {
    asked++;
    BodyPublisher publisher = BodyPublishers.ofByteArray(body);
    return send(person, "POST", application.eventsPath(), JSON, contentType, publisher);
  }

  HttpResponse<String> postAsStranger(String contentType, byte[] body)
      throws IOException, InterruptedException {
    BodyPublisher publisher = BodyPublishers.ofByteArray(body);
    return send(stranger, "POST", application.eventsPath(), JSON, contentType, publisher);
  }

  HttpResponse<String> postFromElsewhere(String contentType, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(application.base().resolve(application.eventsPath()))
            .timeout(PATIENCE)
            .header("Content-Type", contentType)
            .header("Sec-Fetch-Site", "cross-site")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return person.send(request, BodyHandlers.ofString());
  }

  /** Returns a nonce that was not used yet. */
  String nonce() throws IOException, InterruptedException {
    return nonceOf(get());
  }

  static String nonceOf(HttpResponse<String> response) {
    Matcher matcher = NONCE.matcher(response.body());
    Expect.that(matcher.find(), "the answer holds the next nonce");
    return matcher.group(1);
  }

  private HttpResponse<String> send(
      HttpClient client,
      String method,
      String path,
      String accept,
      String contentType,
      BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(application.base().resolve(path))
            .timeout(PATIENCE)
            .header("Accept", accept)
            .method(method, body);
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
