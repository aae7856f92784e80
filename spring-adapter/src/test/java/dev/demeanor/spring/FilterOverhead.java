package dev.demeanor.spring;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What everything of the starter costs a route that reads a database for about a millisecond: the
 * same application with {@code demeanor.enabled} true and false, in one run, in turns, each turn
 * with as many requests of as many signed-in people. Not a test: run its main method, with the
 * number of rounds, requests of a turn, and people.
 */
public final class FilterOverhead {

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private FilterOverhead() {}

  /** The application. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @RestController
  static class Application {

    private final JdbcTemplate database;
    private final long rows;

    Application(JdbcTemplate database) {
      this.database = database;
      this.rows = calibrate();
    }

    /** Finds a query that takes about a millisecond here. */
    private long calibrate() {
      long size = 1_000;
      for (int i = 0; i < 400; i++) {
        long start = System.nanoTime();
        read(size);
        double micros = (System.nanoTime() - start) / 1e3;
        size = Math.max(100, (long) (size * Math.min(2, Math.max(0.5, 1_000 / micros))));
      }
      return size;
    }

    private Long read(long size) {
      return database.queryForObject("select sum(x) from system_range(1, ?)", Long.class, size);
    }

    @GetMapping("/accounts/{id}")
    String account() {
      return "account " + read(rows);
    }
  }

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    int requests = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    int people = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
    try (ConfigurableApplicationContext with = start(true);
        ConfigurableApplicationContext without = start(false);
        Crowd watched = new Crowd(port(with), people);
        Crowd plain = new Crowd(port(without), people)) {
      for (int i = 0; i < 3; i++) { // to warm up
        watched.turn(requests);
        plain.turn(requests);
      }
      List<long[]> on = new ArrayList<>();
      List<long[]> off = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        boolean first = i % 2 == 0;
        Turn one = (first ? watched : plain).turn(requests);
        Turn other = (first ? plain : watched).turn(requests);
        on.add((first ? one : other).nanos());
        off.add((first ? other : one).nanos());
        ratios.add((first ? one : other).perSecond() / (first ? other : one).perSecond());
      }
      report("with   ", on);
      report("without", off);
      double[] sorted = ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      System.out.printf(
          Locale.ROOT,
          "added p50 %.3f ms, added p99 %.3f ms; requests per second with / without: median %.3f"
              + " (%.3f to %.3f) of %d rounds%n",
          (quantile(on, 0.5) - quantile(off, 0.5)) / 1e6,
          (quantile(on, 0.99) - quantile(off, 0.99)) / 1e6,
          sorted[sorted.length / 2],
          sorted[0],
          sorted[sorted.length - 1],
          rounds);
    }
  }

  private static ConfigurableApplicationContext start(boolean enabled) {
    return SpringApplication.run(
        Application.class,
        "--server.port=0",
        "--spring.datasource.generate-unique-name=true",
        "--demeanor.enabled=" + enabled,
        "--demeanor.secret=" + Contexts.SECRET,
        "--spring.security.user.name=ada",
        "--spring.security.user.password=" + Contexts.SECRET,
        "--logging.level.root=error");
  }

  private static int port(ConfigurableApplicationContext context) {
    return ((WebServerApplicationContext) context).getWebServer().getPort();
  }

  private static void report(String name, List<long[]> turns) {
    System.out.printf(
        Locale.ROOT,
        "%s p50 %.3f ms, p99 %.3f ms%n",
        name,
        quantile(turns, 0.5) / 1e6,
        quantile(turns, 0.99) / 1e6);
  }

  private static double quantile(List<long[]> turns, double q) {
    long[] all = turns.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return all[(int) Math.min(all.length - 1, Math.round(q * all.length))];
  }

  /**
   * One turn.
   *
   * @param nanos how long each request took
   * @param perSecond requests of all people in a second
   */
  private record Turn(long[] nanos, double perSecond) {}

  /** People who are signed in and ask at once. */
  private static final class Crowd implements AutoCloseable {

    private final ExecutorService threads;
    private final List<HttpClient> people = new ArrayList<>();
    private final HttpRequest request;

    Crowd(int port, int size) throws Exception {
      URI base = URI.create("http://localhost:" + port);
      request = HttpRequest.newBuilder(base.resolve("/accounts/7")).build();
      threads = Executors.newFixedThreadPool(size);
      for (int i = 0; i < size; i++) {
        people.add(signedIn(base));
      }
    }

    private static HttpClient signedIn(URI base) throws Exception {
      HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
      URI page = base.resolve("/login");
      Matcher csrf =
          CSRF.matcher(
              client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body());
      if (!csrf.find()) {
        throw new IllegalStateException("the sign-in page has no CSRF token");
      }
      String form = "username=ada&password=" + encoded(Contexts.SECRET);
      client.send(
          HttpRequest.newBuilder(page)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(form + "&_csrf=" + encoded(csrf.group(1))))
              .build(),
          BodyHandlers.discarding());
      return client;
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Turn turn(int requests) throws Exception {
      int each = requests / people.size();
      long start = System.nanoTime();
      List<Future<long[]>> running = new ArrayList<>();
      for (HttpClient person : people) {
        Callable<long[]> asking = () -> ask(person, each);
        running.add(threads.submit(asking));
      }
      List<long[]> all = new ArrayList<>();
      for (Future<long[]> one : running) {
        all.add(one.get());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Turn(all.stream().flatMapToLong(Arrays::stream).toArray(), requests / seconds);
    }

    private long[] ask(HttpClient person, int times) throws Exception {
      long[] nanos = new long[times];
      for (int i = 0; i < times; i++) {
        long start = System.nanoTime();
        var answer = person.send(request, BodyHandlers.ofString());
        nanos[i] = System.nanoTime() - start;
        if (answer.statusCode() != 200 || !answer.body().startsWith("account")) {
          throw new IllegalStateException("answered " + answer.statusCode());
        }
      }
      return nanos;
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }
}
