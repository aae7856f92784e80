package dev.demeanor.spring.overhead;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** People who are signed in and ask, two at once, one after another on two connections. */
final class Crowd implements AutoCloseable {

  private static final int AT_ONCE = 2;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
  private final List<Visitor> visitors = new ArrayList<>();

  /**
   * One turn.
   *
   * @param nanos how long each request took
   * @param perSecond requests in a second
   * @param processorMicros processor time of the whole process for each request, of visitors and of
   *     what goes on beside them, too
   */
  record Turn(long[] nanos, double perSecond, double processorMicros) {}

  Crowd(int port) throws Exception {
    for (int i = 0; i < AT_ONCE; i++) {
      List<String> cookies = new ArrayList<>();
      for (int person = i; person < OverheadApplication.PEOPLE; person += AT_ONCE) {
        cookies.add(SignIn.cookie(port, OverheadApplication.name(person)));
      }
      visitors.add(new Visitor(port, cookies));
    }
  }

  Turn turn(int requests) throws Exception {
    long start = System.nanoTime();
    long processor = PROCESS.getProcessCpuTime();
    List<Future<long[]>> running = new ArrayList<>();
    for (Visitor visitor : visitors) {
      Callable<long[]> asking = () -> visitor.ask(requests / AT_ONCE);
      running.add(threads.submit(asking));
    }
    List<long[]> all = new ArrayList<>();
    for (Future<long[]> one : running) {
      all.add(one.get());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long[] nanos = all.stream().flatMapToLong(Arrays::stream).toArray();
    double micros = (PROCESS.getProcessCpuTime() - processor) / 1e3 / nanos.length;
    return new Turn(nanos, nanos.length / seconds, micros);
  }

  int reconnects() {
    return visitors.stream().mapToInt(Visitor::reconnects).sum();
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    for (Visitor visitor : visitors) {
      visitor.close();
    }
  }
}
