package dev.demeanor.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one row cost through a backend, beside the raw call of ONNX Runtime with pinned
 * buffers? Run: see benchmarks/README.md
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class OnnxBenchmark {

  /** A forest of 100 trees, or the support vectors of a pointer template. */
  @Param({"forest", "svm"})
  public String model;

  private OnnxLoad load;

  /** Trains, loads, and checks that all give the same scores. */
  @Setup
  public void setUp() {
    load = new OnnxLoad(model);
  }

  /** Frees native memory. */
  @TearDown
  public void tearDown() {
    load.close();
  }

  /** The reference. */
  @Benchmark
  public double raw() {
    return load.raw();
  }

  /** By ONNX Runtime, through the contract. */
  @Benchmark
  public double onnx() {
    return load.runtime();
  }

  /** In plain Java. */
  @Benchmark
  public double plain() {
    return load.plain();
  }
}
