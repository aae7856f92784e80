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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost an event to keep the features of its window up to date, and what would it cost
 * to keep the events instead and compute everything when the window is complete? Per event, over
 * 1,024 windows with an extractor each. Run: see benchmarks/README.md
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class FeatureUpdateBenchmark {

  /** What is extracted. */
  @Param({"fixed-text", "free-text", "pointer", "navigation"})
  public String modality;

  private FeatureLoad load;

  /** Simulates the events and checks the features of all windows against the reference. */
  @Setup
  public void setUp() {
    load = new FeatureLoad(modality);
  }

  /** One event; complete windows are emptied unread. */
  @Benchmark
  public int accept() {
    return load.accept();
  }

  /** One event; complete windows are read, which is what a decision asks for. */
  @Benchmark
  public double acceptAndRead() {
    return load.acceptAndRead();
  }

  /** The reference: one event is stored; complete windows are walked again. */
  @Benchmark
  public double naive() {
    return load.storeAndRecompute();
  }
}
