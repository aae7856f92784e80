package dev.demeanor.testkit.http;

import java.net.http.HttpResponse;

/** What is expected of an answer, said when it is not so. Never shows a body with a nonce. */
final class Expect {

  private static final String TYPES = "https://demeanor.dev/problems/";

  private Expect() {}

  static void that(boolean holds, String expected) {
    if (!holds) {
      throw new AssertionError("expected that " + expected);
    }
  }

  /** Expects a problem of this status and type, with a reference and without a score. */
  static void problem(HttpResponse<String> response, int status, String type) {
    that(response.statusCode() == status, "status is " + status + ", was " + response.statusCode());
    contentType(response, "application/problem+json");
    that(response.body().contains("\"type\":\"" + TYPES + type + "\""), "the problem is " + type);
    reference(response);
  }

  static void contentType(HttpResponse<String> response, String type) {
    String actual = response.headers().firstValue("Content-Type").orElse("none");
    that(actual.startsWith(type), "content type is " + type + ", was " + actual);
  }

  static void reference(HttpResponse<String> response) {
    String reference = response.headers().firstValue("X-Correlation-Id").orElse("");
    that(!reference.isEmpty(), "X-Correlation-Id is there");
    that(response.body().contains(reference), "the body names the reference");
    for (String word : new String[] {"trust", "score", "confidence", "evidence"}) {
      that(!response.body().contains(word), "the body tells no " + word);
    }
  }

  static void retryAfter(HttpResponse<String> response) {
    String value = response.headers().firstValue("Retry-After").orElse("");
    that(value.matches("[1-9][0-9]*"), "Retry-After is in seconds, was \"" + value + "\"");
  }

  static void contains(HttpResponse<String> response, String text) {
    that(response.body().contains(text), "the answer holds " + text);
  }
}
