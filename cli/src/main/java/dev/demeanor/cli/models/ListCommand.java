package dev.demeanor.cli.models;

import dev.demeanor.model.Manifest;
import dev.demeanor.model.ModelVersion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the versions there are. */
@Command(
    name = "list",
    description = "Lists the versions there are.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ListCommand implements Callable<Integer> {

  @Option(
      names = "--models",
      required = true,
      paramLabel = "DIR",
      description = "Directory of the models.")
  private Path models = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    ModelsDirectory directory = ModelsDirectory.existing(models);
    PrintWriter out = spec.commandLine().getOut();
    Manifest manifest = directory.manifest();
    for (ModelVersion version : manifest.versions()) {
      out.println(VersionLines.line(version, manifest));
    }
    if (manifest.versions().isEmpty()) {
      out.println("no versions; train one with demeanor train --models");
    }
    return 0;
  }
}
