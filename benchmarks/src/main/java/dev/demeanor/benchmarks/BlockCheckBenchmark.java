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
 * What does the check cost that every request begins with, and does it allocate? Requests of 1 M
 * users by Zipf's law that no block concerns, against 10,000 active blocks. The strings are used
 * again, so Java has their hashes: absolute times are those of {@link PairedRatio}, which makes new
 * ones. Run: see benchmarks/README.md
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class BlockCheckBenchmark {

  private BlockLoad load;
  private int next;

  /** Blocks 10,000 strangers. */
  @Setup
  public void setUp() {
    load = new BlockLoad(false);
  }

  /** Closes the monitor. */
  @TearDown
  public void tearDown() {
    load.close();
  }

  /** The reference: a look-up that misses. */
  @Benchmark
  public boolean concurrentHashMapMiss() {
    return load.mapLookUp(next());
  }

  /** Subject and session. */
  @Benchmark
  public boolean subjectAndSession() {
    return load.check(next());
  }

  /** Subject, session and address. */
  @Benchmark
  public boolean subjectSessionAndAddress() {
    return load.checkWithAddress(next());
  }

  private int next() {
    return next = next + 1 & BlockLoad.REQUESTS - 1;
  }
}
