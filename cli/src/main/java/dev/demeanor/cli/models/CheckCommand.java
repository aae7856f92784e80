package dev.demeanor.cli.models;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.model.GateFailure;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.repository.ModelGates;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks a version as it is checked before it may decide. */
@Command(
    name = "verify",
    description = "Checks a version as it is checked before it may decide.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CheckCommand extends PlaceCommand {

  @Parameters(
      paramLabel = "VERSION",
      arity = "0..1",
      defaultValue = "active",
      description =
          "Which version: its id, or active, candidate or previous; active when left out.")
  private String version = "active";

  @Override
  int run(ModelsPlace place, PrintWriter out) {
    ModelVersion checked = place.version(version);
    ModelGates gates = BehaviorMonitor.builder().modelGates(place.trusted());
    List<GateFailure> failures = place.repository().check(checked, gates);
    failures.forEach(failure -> out.println("REFUSED " + checked.id() + " " + failure));
    if (failures.isEmpty()) {
      out.println("PASSED " + checked.id());
    }
    return failures.isEmpty() ? 0 : 1;
  }
}
