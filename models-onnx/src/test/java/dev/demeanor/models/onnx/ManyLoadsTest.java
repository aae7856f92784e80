package dev.demeanor.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.model.ModelBackend;
import dev.demeanor.spi.model.VectorScorer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Models come and go for years in one process. */
class ManyLoadsTest {

  private static final int WARM = 200;
  private static final int LOADS = 1_000;

  /** The collector moves the figure now and then; a leak shows every time. */
  private static final int BATCHES = 4;

  /** A model that stayed would keep a quarter of a megabyte at least: a thousand, far more. */
  private static final long FLAT_KIB = 64 * 1024;

  @Test
  void loading_aThousandModels_leavesHandlesAndMemoryFlat() throws IOException {
    OnnxRuntimeProvider provider = new OnnxRuntimeProvider();
    provider.unavailable().ifPresent(why -> assumeTrue(false, why));
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "skipped: no /proc here");
    ModelBackend backend = provider.open(ProviderOptions.none());
    byte[] model = SampleModels.forest(50, 6);
    use(backend, model, WARM);
    long handles = handles();
    long least = Long.MAX_VALUE;
    for (int batch = 0; batch < BATCHES && least >= FLAT_KIB; batch++) {
      long kib = residentKib();
      use(backend, model, LOADS);
      least = Math.min(least, residentKib() - kib);
    }

    assertThat(handles() - handles).as("open files more than before").isLessThanOrEqualTo(2);
    assertThat(least)
        .as("KiB more after each %d loads of %d bytes", LOADS, model.length)
        .isLessThan(FLAT_KIB);
  }

  private static void use(ModelBackend backend, byte[] model, int times) {
    float[] rows = new float[100 * SampleModels.INPUTS];
    double[] scores = new double[100];
    for (int i = 0; i < times; i++) {
      try (VectorScorer scorer = backend.load(SampleModels.DESCRIPTOR, model)) {
        scorer.score(rows, 100, scores);
        scorer.score(rows, 1, scores);
      }
    }
  }

  private static long handles() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  /** Without what the heap has taken from the system, which may grow as it likes. */
  private static long residentKib() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("RssAnon:")) {
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
        return Long.parseLong(line.replaceAll("\\D", "")) - heap / 1024;
      }
    }
    return 0;
  }
}
