package dev.demeanor.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a pointer window cost against the support vectors of a subject, beside Tribuo's
 * predict? Run: see benchmarks/README.md
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class OcSvmBenchmark {

  private final OcSvmLoad load = new OcSvmLoad();

  /** The reference. */
  @Benchmark
  public double predict() {
    return load.predict();
  }

  /** The detector. */
  @Benchmark
  public double score() {
    return load.score();
  }
}
