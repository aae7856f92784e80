package dev.demeanor.cli.models;

import dev.demeanor.model.ModelVersion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a version, how it came to its place, and how it did as candidate. */
@Command(
    name = "show",
    description = "Shows a version, how it came to its place, and how it did as candidate.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ShowCommand implements Callable<Integer> {

  @Option(
      names = "--models",
      required = true,
      paramLabel = "DIR",
      description = "Directory of the models.")
  private Path models = Path.of("");

  @Parameters(
      paramLabel = "VERSION",
      arity = "0..1",
      defaultValue = "active",
      description =
          "Which version: its id, or active, candidate or previous; active when left out.")
  private String version = "active";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    ModelsDirectory directory = ModelsDirectory.existing(models);
    PrintWriter out = spec.commandLine().getOut();
    ModelVersion shown = directory.version(version);
    VersionLines.print(shown, directory.manifest(), out);
    directory
        .repository()
        .comparisons(shown.id())
        .forEach(found -> ComparisonLines.print(found, out));
    directory.repository().activations().stream()
        .filter(activation -> activation.version().equals(shown.id()))
        .forEach(activation -> VersionLines.print(activation, out));
    return 0;
  }
}
