package dev.demeanor.spring.overhead;

import dev.demeanor.spring.Contexts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What everything of the starter costs a route that reads a database for about a millisecond: the
 * same application with {@code demeanor.enabled} true and false, in one process, in turns, each
 * turn with as many requests of as many signed-in people. Each pair of turns gives one ratio; their
 * median is what counts. Once with a database elsewhere, which is waited for, and once with one in
 * the process, which takes the processors that the monitor's records and lessons are written with.
 * Not a test: {@code .ci/overhead} runs it, with the number of pairs and of requests in a turn.
 */
public final class FilterOverhead {

  private static final int PAIRS = 60;
  private static final int REQUESTS = 800;

  /** Turns before the first pair: what the starter adds has to be compiled, too. */
  private static final int WARM_UP = 60;

  private FilterOverhead() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : PAIRS;
    int requests = arguments.length > 1 ? Integer.parseInt(arguments[1]) : REQUESTS;
    System.out.println("A database that is waited for for a millisecond:");
    compare(pairs, requests, OverheadApplication.ELSEWHERE);
    System.out.println("A database that computes for a millisecond in this process:");
    compare(pairs, requests, OverheadApplication.rowsOfAMillisecond());
  }

  private static void compare(int pairs, int requests, long rows) throws Exception {
    try (ConfigurableApplicationContext with = start(true, rows);
        ConfigurableApplicationContext without = start(false, rows);
        Crowd watched = new Crowd(port(with));
        Crowd plain = new Crowd(port(without))) {
      for (int i = 0; i < WARM_UP; i++) {
        watched.turn(requests);
        plain.turn(requests);
      }
      measure(pairs, requests, watched, plain);
      System.out.println("connections made anew: " + (watched.reconnects() + plain.reconnects()));
    }
  }

  private static void measure(int pairs, int requests, Crowd watched, Crowd plain)
      throws Exception {
    List<long[]> on = new ArrayList<>();
    List<long[]> off = new ArrayList<>();
    double[] ratios = new double[pairs];
    double[] processor = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      boolean first = i % 2 == 0;
      Crowd.Turn one = (first ? watched : plain).turn(requests);
      Crowd.Turn other = (first ? plain : watched).turn(requests);
      Crowd.Turn withIt = first ? one : other;
      Crowd.Turn withoutIt = first ? other : one;
      on.add(withIt.nanos());
      off.add(withoutIt.nanos());
      ratios[i] = withIt.perSecond() / withoutIt.perSecond();
      processor[i] = withIt.processorMicros() / withoutIt.processorMicros();
    }
    report("with   ", on);
    report("without", off);
    System.out.printf(
        Locale.ROOT,
        "added p50 %.3f ms, added p99 %.3f ms; %d pairs of turns of %d requests%n",
        (quantile(on, 0.5) - quantile(off, 0.5)) / 1e6,
        (quantile(on, 0.99) - quantile(off, 0.99)) / 1e6,
        pairs,
        requests);
    report("requests per second, with / without", ratios);
    report("processor time, with / without", processor);
  }

  private static ConfigurableApplicationContext start(boolean enabled, long rows) {
    return SpringApplication.run(
        OverheadApplication.class,
        "--server.port=0",
        "--server.address=127.0.0.1",
        "--server.tomcat.max-keep-alive-requests=-1",
        "--server.tomcat.keep-alive-timeout=10m",
        "--spring.datasource.generate-unique-name=true",
        "--overhead.rows=" + rows,
        "--demeanor.enabled=" + enabled,
        "--demeanor.secret=" + Contexts.SECRET,
        "--demeanor.web.sign-in-attempts=1000",
        "--logging.level.root=error",
        "--spring.main.banner-mode=off");
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

  private static void report(String name, double[] ratios) {
    Arrays.sort(ratios);
    int pairs = ratios.length;
    System.out.printf(
        Locale.ROOT,
        "%s: median %.3f, quartiles %.3f and %.3f%n",
        name,
        ratios[pairs / 2],
        ratios[pairs / 4],
        ratios[pairs * 3 / 4]);
  }

  private static double quantile(List<long[]> turns, double q) {
    long[] all = turns.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return all[(int) Math.min(all.length - 1, Math.round(q * all.length))];
  }
}
