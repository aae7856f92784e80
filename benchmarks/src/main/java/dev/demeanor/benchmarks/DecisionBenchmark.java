package dev.demeanor.benchmarks;

import dev.demeanor.enrolment.EnrolledTemplate;
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
 * What does a decision on one entry of 11 keys cost, what does it allocate, and what does enrolment
 * from 200 entries cost? 64 people, 1,024 sessions in turn. Run: see benchmarks/README.md
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class DecisionBenchmark {

  private DecisionLoad load;
  private int next;

  /** Enrols everybody and checks all answers against the reference. */
  @Setup
  public void setUp() {
    load = new DecisionLoad();
  }

  /** Closes the monitor. */
  @TearDown
  public void tearDown() {
    load.close();
  }

  /** The reference, with templates at hand and without sessions. */
  @Benchmark
  public double recomputingReference() {
    return load.reference(next());
  }

  /** The detector alone. */
  @Benchmark
  public double detector() {
    return load.score(next());
  }

  /** The detector beside a population. */
  @Benchmark
  public double detectorBesidePopulation() {
    return load.scoreBesidePopulation(next());
  }

  /** Twelve events and the decision by the machine. */
  @Benchmark
  public double machine() {
    return load.decide(next());
  }

  /** Twelve events and the decision by the monitor. */
  @Benchmark
  public double session() {
    return load.assess(next());
  }

  /** A template from 200 entries, one after another, with its calibration. */
  @Benchmark
  public EnrolledTemplate enrolment() {
    return load.learn();
  }

  private int next() {
    next = next + 1 & DecisionLoad.ENTRIES - 1;
    if (next == 0) {
      load.prepare();
    }
    return next;
  }
}
