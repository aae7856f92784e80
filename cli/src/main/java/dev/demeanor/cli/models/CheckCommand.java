package dev.demeanor.cli.models;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.model.GateFailure;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.repository.ModelGates;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks a version as it is checked before it may decide. */
@Command(
    name = "verify",
    description = "Checks a version as it is checked before it may decide.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CheckCommand extends PlaceCommand {

  @Mixin private VersionArgument version = new VersionArgument();

  @Override
  int run(ModelsPlace place, PrintWriter out) {
    ModelVersion checked = version.in(place);
    ModelGates gates = BehaviorMonitor.builder().modelGates(place.trusted());
    List<GateFailure> failures = place.repository().check(checked, gates);
    failures.forEach(failure -> out.println("REFUSED " + checked.id() + " " + failure));
    if (failures.isEmpty()) {
      out.println("PASSED " + checked.id());
    }
    return failures.isEmpty() ? 0 : 1;
  }
}
