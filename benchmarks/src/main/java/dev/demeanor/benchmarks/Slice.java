package dev.demeanor.benchmarks;

/** Work that is timed in one go, many operations long. Not thread-safe. */
interface Slice {

  /** Returns what is measured. */
  String name();

  /** Returns how many operations one run makes. */
  int operations();

  /** Makes the input of the next run; not timed. */
  default void prepare() {}

  /** Does the operations; the answer depends on every one of them and is to be consumed. */
  long run();
}
