package dev.demeanor.cli.models;

import picocli.CommandLine.Option;

/** Who changes which version decides, and why. */
final class WhoAndWhy {

  @Option(names = "--by", required = true, paramLabel = "WHO", description = "Who answers for it.")
  private String by = "";

  @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why.")
  private String why = "";

  String by() {
    return by;
  }

  String why() {
    return why;
  }
}
