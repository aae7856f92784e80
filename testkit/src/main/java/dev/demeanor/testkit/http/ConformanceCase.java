package dev.demeanor.testkit.http;

/**
 * One thing an adapter has to do.
 *
 * @param name says it as a sentence
 * @param check fails with an {@link AssertionError} when the application does not
 */
public record ConformanceCase(String name, Check check) {

  /** A check. */
  @FunctionalInterface
  public interface Check {

    /** Asks the application. */
    void run() throws Exception;
  }
}
