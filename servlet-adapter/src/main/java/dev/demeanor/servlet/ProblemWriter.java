package dev.demeanor.servlet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.message.MessageKey;
import dev.demeanor.wire.Message;
import dev.demeanor.wire.RefusedBatch;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Writes refusals: a small page for whoever prefers HTML, {@code application/problem+json} for
 * everybody else. Neither ever holds a score. Thread-safe.
 */
public final class ProblemWriter {

  private static final String HTML = "text/html";
  private static final String JSON = "application/json";

  private final Tokens tokens;
  private final MessageTexts texts;

  ProblemWriter(Tokens tokens, MessageTexts texts) {
    this.tokens = tokens;
    this.texts = texts;
  }

  /**
   * Returns a message in the language of a request, with the request's id as reference.
   *
   * @param left how long what it tells of lasts; zero when it has no end
   */
  public Message message(HttpServletRequest request, MessageKey key, Duration left) {
    String reference = CorrelationId.of(request, tokens);
    return new Message(key.key(), texts.of(request.getLocale()).text(key, reference, left));
  }

  /** Returns the problem of a session that behaviour has ended. */
  Problem denied(HttpServletRequest request, MessageKey key) {
    return Problem.of("denied", HttpServletResponse.SC_FORBIDDEN, "Session has ended")
        .denied()
        .withMessage(message(request, key, Duration.ZERO));
  }

  /** Writes a problem as the request prefers it. Does nothing when the answer is under way. */
  public void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    boolean html = Accepted.prefers(request.getHeader("Accept"), HTML, JSON);
    write(request, response, problem, html);
  }

  /** Writes a problem as JSON, whatever the request prefers: for what a script has sent. */
  void writeJson(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    write(request, response, problem, false);
  }

  private void write(
      HttpServletRequest request, HttpServletResponse response, Problem problem, boolean html)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    String reference = CorrelationId.of(request, tokens);
    response.resetBuffer();
    response.setStatus(problem.status());
    response.setHeader(CorrelationId.HEADER, reference);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    Duration retryAfter = problem.retryAfter();
    if (retryAfter != null) {
      long seconds = Math.max(1, (retryAfter.toMillis() + 999) / 1000);
      response.setHeader("Retry-After", Long.toString(seconds));
    }
    byte[] body =
        (html ? page(problem, reference) : json(problem, reference))
            .getBytes(StandardCharsets.UTF_8);
    response.setContentType(html ? "text/html;charset=utf-8" : "application/problem+json");
    response.setHeader("Vary", "Accept, Accept-Language");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static String json(Problem problem, String reference) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", Problem.TYPES + problem.type());
    json.put("title", problem.title());
    json.put("status", problem.status());
    json.put("reference", reference);
    Message message = problem.message();
    if (message != null) {
      ObjectNode told = json.putObject("message").put("key", message.key());
      if (message.text() != null) {
        told.put("text", message.text());
        json.put("detail", message.text());
      }
    }
    Verdict verdict = problem.verdict();
    if (verdict != null) {
      json.put("verdict", verdict.name());
    }
    if (problem.nonce() != null) {
      json.put("nonce", problem.nonce());
    }
    RefusedBatch mistake = problem.mistake();
    if (mistake != null) {
      json.putArray("errors")
          .addObject()
          .put("pointer", mistake.where())
          .put("rule", mistake.rule().name())
          .put("detail", mistake.expected());
    }
    return json.toString();
  }

  /** No style and no script: it has to look right under any content security policy. */
  private static String page(Problem problem, String reference) {
    Message message = problem.message();
    String text = message == null || message.text() == null ? problem.title() : message.text();
    return "<!doctype html><html><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>"
        + escaped(text)
        + "</title></head><body><main role=\"alert\"><h1>"
        + escaped(text)
        + "</h1><p><code>"
        + escaped(reference)
        + "</code></p></main></body></html>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
