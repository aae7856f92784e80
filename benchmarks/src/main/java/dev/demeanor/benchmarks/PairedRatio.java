package dev.demeanor.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much does an operation cost beside its reference? Runs slices in turn, A B C A B C, in one
 * process, so that a disturbance hits all alike, and takes the median of the ratios within each
 * round; several processes, since each compiles and lays out memory anew. Times and bytes are those
 * of the measuring thread, so that it does not count when others have the processor. Run: see
 * benchmarks/README.md
 */
public final class PairedRatio {

  private static final int WARM_UP_ROUNDS = 200;
  private static final int ROUNDS = 200;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static volatile long consumed;

  private PairedRatio() {}

  /** Takes the number of forks, then names of loads; all of them when there is none. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 2 && arguments[0].equals("fork")) {
      try (Load load = Load.of(arguments[1])) {
        measure(load.slices());
      }
      return;
    }
    int forks = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
    List<String> loads =
        arguments.length < 2 ? Load.NAMES : Arrays.asList(arguments).subList(1, arguments.length);
    System.out.println("| operation | ns | ratio to the first of its group | spread | bytes |");
    System.out.println("|---|---|---|---|---|");
    for (String load : loads) {
      Map<String, List<double[]>> byName = new LinkedHashMap<>();
      for (int fork = 0; fork < forks; fork++) {
        fork(load, byName);
      }
      byName.forEach(PairedRatio::print);
    }
  }

  private static void fork(String load, Map<String, List<double[]>> byName)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms4g",
                "-Xmx4g",
                "-cp",
                System.getProperty("java.class.path"),
                PairedRatio.class.getName(),
                "fork",
                load)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split("\t");
        byName
            .computeIfAbsent(parts[0], name -> new ArrayList<>())
            .add(
                new double[] {
                  Double.parseDouble(parts[1]),
                  Double.parseDouble(parts[2]),
                  Double.parseDouble(parts[3])
                });
      }
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException("fork for " + load + " failed");
    }
  }

  private static void print(String name, List<double[]> forks) {
    double[] ratios = forks.stream().mapToDouble(fork -> fork[1]).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.2f | %.2f-%.2f | %.1f |%n",
        name,
        median(forks.stream().mapToDouble(fork -> fork[0]).toArray()),
        median(ratios),
        ratios[0],
        ratios[ratios.length - 1],
        median(forks.stream().mapToDouble(fork -> fork[2]).toArray()));
  }

  private static void measure(List<Slice> slices) {
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      for (Slice slice : slices) {
        nanos(slice);
      }
    }
    double[][] nanos = new double[slices.size()][ROUNDS];
    double[][] ratios = new double[slices.size()][ROUNDS];
    long[] bytes = new long[slices.size()];
    for (int round = 0; round < ROUNDS; round++) {
      for (int s = 0; s < slices.size(); s++) {
        Slice slice = slices.get(s);
        slice.prepare();
        long before = allocated();
        nanos[s][round] = timed(slice);
        bytes[s] += allocated() - before;
        ratios[s][round] = nanos[s][round] / nanos[0][round];
      }
    }
    for (int s = 0; s < slices.size(); s++) {
      double operations = (double) ROUNDS * slices.get(s).operations();
      System.out.println(
          slices.get(s).name()
              + "\t"
              + median(nanos[s])
              + "\t"
              + median(ratios[s])
              + "\t"
              + bytes[s] / operations);
    }
  }

  private static void nanos(Slice slice) {
    slice.prepare();
    timed(slice);
  }

  private static double timed(Slice slice) {
    long start = THREADS.getCurrentThreadCpuTime();
    consumed += slice.run();
    return (THREADS.getCurrentThreadCpuTime() - start) / (double) slice.operations();
  }

  /** Returns what this thread has allocated so far. */
  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
