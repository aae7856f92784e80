package dev.demeanor.cli.models;

import dev.demeanor.model.ModelVersion;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows a version, how it came to its place, and how it did as candidate. */
@Command(
    name = "show",
    description = "Shows a version, how it came to its place, and how it did as candidate.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ShowCommand extends PlaceCommand {

  @Mixin private VersionArgument version = new VersionArgument();

  @Override
  int run(ModelsPlace place, PrintWriter out) {
    ModelVersion shown = version.in(place);
    VersionLines.print(shown, place.manifest(), out);
    place.repository().comparisons(shown.id()).forEach(found -> ComparisonLines.print(found, out));
    place.repository().activations().stream()
        .filter(activation -> activation.version().equals(shown.id()))
        .forEach(activation -> VersionLines.print(activation, out));
    return 0;
  }
}
