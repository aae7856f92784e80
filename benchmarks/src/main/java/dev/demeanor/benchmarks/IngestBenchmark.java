package dev.demeanor.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Does taking in events allocate? A random one of 100,000 live sessions each time, named by strings
 * that are used again: times are those of {@link PairedRatio}, which makes new ones. Run: see
 * benchmarks/README.md
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class IngestBenchmark {

  private IngestLoad load;
  private int next;
  private long timeMicros;

  /** Opens the sessions. */
  @Setup
  public void setUp() {
    load = new IngestLoad(false);
  }

  /** Closes the monitor. */
  @TearDown
  public void tearDown() {
    load.close();
  }

  /** The reference: one look-up of an id. */
  @Benchmark
  public boolean concurrentHashMapLookUp() {
    return load.mapLookUp(next());
  }

  /** One key. */
  @Benchmark
  public boolean oneEvent() {
    return load.firstKey(next(), timeMicros++);
  }

  /** A batch of 32 keys, with making it. */
  @Benchmark
  public boolean batch() {
    return load.longEntry(next(), timeMicros += IngestLoad.BATCH);
  }

  private int next() {
    return next = next + 1 & IngestLoad.SINGLES - 1;
  }
}
