package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Checks that warm code allocates nothing. The smallest of many repeats counts: what the JVM itself
 * allocates now and then (a compilation, a class initialised) does not fail the test, an allocation
 * that belongs to the code shows up in every repeat.
 */
final class Allocation {

  private static final int REPEATS = 400;
  private static final long LIMIT_NANOS = 10_000_000_000L;

  private Allocation() {}

  /** Fails when every repeat of the work allocates; skips where the JVM cannot count. */
  static void assertNone(String what, Runnable work) {
    java.lang.management.ThreadMXBean any = ManagementFactory.getThreadMXBean();
    assumeTrue(
        any instanceof ThreadMXBean bean
            && bean.isThreadAllocatedMemorySupported()
            && bean.isThreadAllocatedMemoryEnabled(),
        "this JVM does not count what a thread allocates");
    ThreadMXBean bean = (ThreadMXBean) any;
    assertThat(least(bean, work))
        .as("least bytes allocated by %s in %d repeats", what, REPEATS)
        .isLessThanOrEqualTo(least(bean, () -> {}));
  }

  private static long least(ThreadMXBean bean, Runnable work) {
    long thread = Thread.currentThread().getId();
    long deadline = System.nanoTime() + LIMIT_NANOS;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < REPEATS && least > 0 && System.nanoTime() - deadline < 0; i++) {
      long before = bean.getThreadAllocatedBytes(thread);
      work.run();
      least = Math.min(least, bean.getThreadAllocatedBytes(thread) - before);
    }
    return least;
  }
}
