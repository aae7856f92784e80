package dev.demeanor.cli.models;

import dev.demeanor.model.Manifest;
import dev.demeanor.model.ModelVersion;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** Lists the versions there are. */
@Command(
    name = "list",
    description = "Lists the versions there are.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ListCommand extends PlaceCommand {

  @Override
  int run(ModelsPlace place, PrintWriter out) {
    Manifest manifest = place.manifest();
    for (ModelVersion version : manifest.versions()) {
      out.println(VersionLines.line(version, manifest));
    }
    if (manifest.versions().isEmpty()) {
      out.println("no versions; train one with demeanor train --models");
    }
    return 0;
  }
}
