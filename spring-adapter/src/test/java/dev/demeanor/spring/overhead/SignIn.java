package dev.demeanor.spring.overhead;

import dev.demeanor.spring.Contexts;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs in as a browser does, with the form and its CSRF token. */
final class SignIn {

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private SignIn() {}

  /** Returns the cookie of a session in which a person is signed in. */
  static String cookie(int port, String person) throws Exception {
    CookieManager cookies = new CookieManager();
    HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
    URI page = URI.create("http://127.0.0.1:" + port + "/login");
    String form = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
    Matcher csrf = CSRF.matcher(form);
    if (!csrf.find()) {
      throw new IllegalStateException("the sign-in page has no CSRF token");
    }
    String body = "username=" + person + "&password=" + encoded(Contexts.SECRET) + "&_csrf=";
    HttpResponse<Void> answer =
        client.send(
            HttpRequest.newBuilder(page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body + encoded(csrf.group(1))))
                .build(),
            BodyHandlers.discarding());
    if (answer.statusCode() != 302
        || answer.headers().firstValue("Location").orElse("").contains("error")) {
      throw new IllegalStateException("the sign-in was answered " + answer.statusCode());
    }
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("JSESSIONID"))
        .map(cookie -> "JSESSIONID=" + cookie.getValue())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody was signed in"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
