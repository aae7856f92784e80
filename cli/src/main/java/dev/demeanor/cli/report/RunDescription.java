package dev.demeanor.cli.report;

import java.time.Instant;

/**
 * What was run, on what and with what: enough to run it again. Immutable.
 *
 * @param command the command as it was typed
 * @param dataset name of the data set
 * @param protocol name of the protocol
 * @param detector the detectors that gave evidence
 * @param population what was known of other people
 * @param fusion how evidence became trust
 * @param data the path the user named
 * @param files how many files were read
 * @param sha256 digest of their content
 * @param note what else is known of the data, or empty
 * @param seed seed of everything random
 * @param resamples how many bootstrap resamples stand behind an interval
 * @param seconds how long loading and driving took
 * @param refusedEvents events the monitor did not accept
 * @param versions library, Java and operating system
 * @param at when the report was made
 */
public record RunDescription(
    String command,
    String dataset,
    String protocol,
    String detector,
    String population,
    String fusion,
    String data,
    int files,
    String sha256,
    String note,
    long seed,
    int resamples,
    double seconds,
    long refusedEvents,
    Versions versions,
    Instant at) {

  /**
   * What it ran on.
   *
   * @param library version of Demeanor
   * @param java version and vendor of the virtual machine
   * @param system operating system and processor
   */
  public record Versions(String library, String java, String system) {

    /** Returns those of this process. */
    public static Versions current(String library) {
      return new Versions(
          library,
          System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vm.vendor"),
          System.getProperty("os.name")
              + " "
              + System.getProperty("os.version")
              + ", "
              + System.getProperty("os.arch"));
    }
  }
}
