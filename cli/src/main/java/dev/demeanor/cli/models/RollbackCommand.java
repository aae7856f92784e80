package dev.demeanor.cli.models;

import dev.demeanor.model.Activation;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the version that decided before decide again. */
@Command(
    name = "rollback",
    description = "Makes the version that decided before decide again.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RollbackCommand implements Callable<Integer> {

  @Mixin private ModelsOptions models = new ModelsOptions();

  @Option(names = "--by", required = true, paramLabel = "WHO", description = "Who answers for it.")
  private String by = "";

  @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why.")
  private String why = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try (ModelsPlace place = models.existing()) {
      return run(place, spec.commandLine().getOut());
    }
  }

  private int run(ModelsPlace place, PrintWriter out) {
    Activation done =
        Activating.run(() -> place.repository().rollback(by, why, Clock.systemUTC().instant()));
    VersionLines.print(done, out);
    return 0;
  }
}
