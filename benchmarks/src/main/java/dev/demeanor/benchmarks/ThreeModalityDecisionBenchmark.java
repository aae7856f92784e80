package dev.demeanor.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a decision over windows of fixed text, pointer and navigation cost inside the machine,
 * and what would it cost to compute it from the stored events? {@link #decide} is the three events
 * that complete the windows, and the assessment: what somebody waits for. {@link #observeAndDecide}
 * has all events of the windows in it, about 750. Run: see benchmarks/README.md
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ThreeModalityDecisionBenchmark {

  /** The load, and the session whose turn it is. */
  @State(Scope.Benchmark)
  public static class Sessions {
    final ThreeModalityLoad load = new ThreeModalityLoad();
    int next;

    /** Moves the windows of the next session on; outside of the measured time. */
    @Setup(Level.Invocation)
    public void shift() {
      next = next + 1 & ThreeModalityLoad.SESSIONS - 1;
      load.shift(next);
    }
  }

  /** Sessions whose windows lack one event each. */
  @State(Scope.Benchmark)
  public static class AlmostComplete {
    final ThreeModalityLoad load = new ThreeModalityLoad();
    int next;

    /** Takes in all events but the last; outside of the measured time. */
    @Setup(Level.Invocation)
    public void observe() {
      next = next + 1 & ThreeModalityLoad.SESSIONS - 1;
      load.shift(next);
      load.observe(next);
    }
  }

  /** The reference: all from the stored events. */
  @Benchmark
  public double naive(Sessions sessions) {
    return sessions.load.reference(sessions.next);
  }

  /** All events of the windows, and the assessment. */
  @Benchmark
  public double observeAndDecide(Sessions sessions) {
    return sessions.load.observeAndDecide(sessions.next);
  }

  /** The last event of each window, and the assessment. */
  @Benchmark
  public double decide(AlmostComplete sessions) {
    return sessions.load.decide(sessions.next);
  }
}
