package dev.demeanor.simulated;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Assumptions;

/**
 * Measures what warm code allocates. The least of many repeats counts: what the JVM itself
 * allocates now and then does not show, an allocation that belongs to the code is in every repeat.
 */
public final class Allocated {

  private static final int REPEATS = 300;

  private Allocated() {}

  /** Returns the least number of bytes that this thread allocated in a run of the work. */
  public static long leastBytes(Runnable work) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < REPEATS && least > 0; i++) {
      least = Math.min(least, bytes(work));
    }
    return least;
  }

  /** Returns how many bytes this thread allocated in one run of the work. */
  public static long bytes(Runnable work) {
    java.lang.management.ThreadMXBean any = ManagementFactory.getThreadMXBean();
    Assumptions.assumeTrue(
        any instanceof ThreadMXBean bean && bean.isThreadAllocatedMemoryEnabled(),
        "this JVM does not count what a thread allocates");
    ThreadMXBean bean = (ThreadMXBean) any;
    long thread = Thread.currentThread().getId();
    long before = bean.getThreadAllocatedBytes(thread);
    work.run();
    return bean.getThreadAllocatedBytes(thread) - before;
  }
}
