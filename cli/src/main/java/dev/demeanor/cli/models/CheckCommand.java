package dev.demeanor.cli.models;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.model.GateFailure;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.repository.ModelGates;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a version as it is checked before it may decide. */
@Command(
    name = "verify",
    description = "Checks a version as it is checked before it may decide.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CheckCommand implements Callable<Integer> {

  @Mixin private ModelsOptions models = new ModelsOptions();

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
    try (ModelsPlace place = models.existing()) {
      return run(place, spec.commandLine().getOut());
    }
  }

  private int run(ModelsPlace place, PrintWriter out) {
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
