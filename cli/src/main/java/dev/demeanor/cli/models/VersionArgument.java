package dev.demeanor.cli.models;

import dev.demeanor.model.ModelVersion;
import picocli.CommandLine.Parameters;

/** Which version is looked at. */
final class VersionArgument {

  @Parameters(
      paramLabel = "VERSION",
      arity = "0..1",
      defaultValue = "active",
      description =
          "Which version: its id, or active, candidate or previous; active when left out.")
  private String version = "active";

  ModelVersion in(ModelsPlace place) {
    return place.version(version);
  }
}
