package dev.demeanor.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.demeanor.wire.Batch;
import dev.demeanor.wire.BatchFormat;
import dev.demeanor.wire.BatchLimits;
import dev.demeanor.wire.BatchReader;
import dev.demeanor.wire.BatchResult;
import dev.demeanor.wire.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves pages under a strict policy and takes batches by the rules of {@code docs/collector.md}: a
 * nonce works once, and each batch has to be read by the library's own reader. Keeps everything
 * that came in, to be looked at.
 */
final class PageServer implements AutoCloseable {

  /** Everything that came with one request. */
  record Request(String method, String uri, String headers, byte[] body) {}

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BatchReader reader = new BatchReader(BatchLimits.defaults());
  private final AtomicInteger nonces = new AtomicInteger();
  private final Set<String> valid = ConcurrentHashMap.newKeySet();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<BatchResult> results = new CopyOnWriteArrayList<>();
  private final List<Integer> statuses = new CopyOnWriteArrayList<>();

  /** Answers to come instead of the ordinary one: a status and a JSON body each. */
  private final List<Answer> scripted = new ArrayList<>();

  private record Answer(int status, String json) {}

  PageServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::page);
    server.createContext("/demeanor/collector.js", this::script);
    server.createContext("/demeanor/events", this::events);
    server.start();
  }

  /** Returns the address of a page among the test resources, with a query or without. */
  String url(String page) {
    return "http://localhost:" + server.getAddress().getPort() + "/" + page;
  }

  /** The next batch is answered so, and not looked at. */
  void answerNext(int status, String json) {
    synchronized (scripted) {
      scripted.add(new Answer(status, json));
    }
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Returns the answers to batches so far. */
  List<Integer> statuses() {
    return List.copyOf(statuses);
  }

  List<Batch> batches() {
    return results.stream().map(Batch.class::cast).toList();
  }

  /** Waits until something is true of what came in. */
  void await(String what, BooleanSupplier condition) {
    long giveUp = System.nanoTime() + 60_000_000_000L;
    synchronized (requests) {
      while (!condition.getAsBoolean()) {
        long left = (giveUp - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError("waited a minute for " + what + "; came in: " + results);
        }
        try {
          requests.wait(Math.min(left, 1000));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError("interrupted while waiting for " + what, e);
        }
      }
    }
  }

  private void page(HttpExchange exchange) throws IOException {
    keep(exchange);
    String name = exchange.getRequestURI().getPath().substring(1);
    byte[] bytes = resource("pages/" + name);
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
    exchange
        .getResponseHeaders()
        .set("Content-Type", name.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8");
    if (bytes == null) {
      answer(exchange, 404, new byte[0]);
    } else {
      String text = new String(bytes, UTF_8).replace("{{nonce}}", nonce());
      answer(exchange, 200, text.getBytes(UTF_8));
    }
  }

  private void script(HttpExchange exchange) throws IOException {
    keep(exchange);
    byte[] bytes = resource("META-INF/resources/demeanor/collector.js");
    exchange.getResponseHeaders().set("Content-Type", "text/javascript");
    answer(exchange, 200, bytes == null ? new byte[0] : bytes);
  }

  private void events(HttpExchange exchange) throws IOException {
    Request request = keep(exchange);
    if (request.method.equals("GET")) {
      json(exchange, 200, Reply.next(nonce()).toJson());
      return;
    }
    Answer next;
    synchronized (scripted) {
      next = scripted.isEmpty() ? null : scripted.remove(0);
    }
    if (next == null) {
      next = take(exchange.getRequestHeaders().getFirst("Content-Type"), request.body);
    } else {
      statuses.add(next.status);
    }
    json(exchange, next.status, next.json);
  }

  private Answer take(@Nullable String type, byte[] body) {
    BatchResult result =
        BatchFormat.of(type)
            .map(format -> reader.read(format, body, body.length))
            .orElseThrow(() -> new AssertionError("a batch of type " + type));
    Answer answer = answer(result);
    statuses.add(answer.status); // before the batch: who has waited for that one finds its status
    results.add(result);
    return answer;
  }

  private Answer answer(BatchResult result) {
    if (result instanceof Batch batch && valid.remove(batch.nonce())) {
      return new Answer(200, Reply.next(nonce()).toJson());
    }
    String problem = result instanceof Batch ? "nonce-unknown" : "invalid-batch";
    String json =
        """
        {"type":"https://demeanor.dev/problem/%s","title":"t","status":0,"reference":"r","nonce":"%s"}
        """;
    return new Answer(result instanceof Batch ? 409 : 422, json.formatted(problem, nonce()));
  }

  private String nonce() {
    byte[] bytes = new byte[16];
    bytes[0] = 1;
    bytes[14] = (byte) (nonces.incrementAndGet() >> 8);
    bytes[15] = (byte) nonces.get();
    String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    valid.add(nonce);
    return nonce;
  }

  private Request keep(HttpExchange exchange) throws IOException {
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().entrySet().toString(),
            exchange.getRequestBody().readAllBytes());
    requests.add(request);
    return request;
  }

  private void json(HttpExchange exchange, int status, String json) throws IOException {
    String type = status == 200 ? "application/json" : "application/problem+json";
    exchange.getResponseHeaders().set("Content-Type", type);
    answer(exchange, status, json.getBytes(UTF_8));
  }

  private void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } finally {
      synchronized (requests) {
        requests.notifyAll();
      }
    }
  }

  private static byte @Nullable [] resource(String name) throws IOException {
    try (InputStream in = PageServer.class.getClassLoader().getResourceAsStream(name)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
