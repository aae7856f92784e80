package dev.demeanor.cli.models;

import dev.demeanor.model.Manifest;
import dev.demeanor.model.ModelVersion;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the versions there are. */
@Command(
    name = "list",
    description = "Lists the versions there are.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ListCommand implements Callable<Integer> {

  @Mixin private ModelsOptions models = new ModelsOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try (ModelsPlace place = models.existing()) {
      return run(place, spec.commandLine().getOut());
    }
  }

  private int run(ModelsPlace place, PrintWriter out) {
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
