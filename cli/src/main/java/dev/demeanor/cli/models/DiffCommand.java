package dev.demeanor.cli.models;

import dev.demeanor.model.ModelVersion;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows in what two versions differ, and how they decided beside each other. */
@Command(
    name = "diff",
    description = "Shows in what two versions differ, and how they decided beside each other.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DiffCommand extends PlaceCommand {

  @Parameters(
      paramLabel = "VERSION",
      arity = "1..2",
      description = "One version to compare with the active one, or two.")
  private List<String> versions = List.of();

  @Override
  int run(ModelsPlace place, PrintWriter out) {
    ModelVersion one = place.version(versions.size() == 1 ? "active" : versions.get(0));
    ModelVersion other = place.version(versions.get(versions.size() - 1));
    boolean same = VersionLines.diff(one, other, out);
    place.repository().comparisons(other.id()).stream()
        .filter(found -> found.active().equals(one.id()))
        .forEach(found -> ComparisonLines.print(found, out));
    out.flush();
    return same ? 0 : 1;
  }
}
