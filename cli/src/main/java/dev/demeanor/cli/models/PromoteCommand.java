package dev.demeanor.cli.models;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.model.Activation;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a version the one that decides, when it passes its gates. */
@Command(
    name = "promote",
    description = "Makes a version the one that decides, when it passes its gates.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PromoteCommand implements Callable<Integer> {

  @Mixin private ModelsOptions models = new ModelsOptions();

  @Parameters(paramLabel = "VERSION", description = "Which version.")
  private String version = "";

  @Option(names = "--by", required = true, paramLabel = "WHO", description = "Who answers for it.")
  private String by = "";

  @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why.")
  private String why = "";

  @Option(
      names = "--override",
      description =
          "Goes on although the version errs more than the active one, or nobody knows; stays"
              + " visible in health and audit.")
  private boolean override;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try (ModelsPlace place = models.existing()) {
      return run(place, spec.commandLine().getOut());
    }
  }

  private int run(ModelsPlace place, PrintWriter out) {
    Activation done =
        Activating.run(
            () ->
                place
                    .repository()
                    .promote(
                        place.version(version).id(),
                        BehaviorMonitor.builder().modelGates(place.trusted()),
                        by,
                        why,
                        override,
                        Clock.systemUTC().instant()));
    VersionLines.print(done, out);
    return 0;
  }
}
