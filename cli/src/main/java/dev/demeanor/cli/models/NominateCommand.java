package dev.demeanor.cli.models;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.model.Activation;
import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a version the candidate, which is scored beside the active one without effect. */
@Command(
    name = "nominate",
    description =
        "Makes a version the candidate, which is scored beside the active one without effect.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class NominateCommand extends PlaceCommand {

  @Parameters(paramLabel = "VERSION", description = "Which version.")
  private String version = "";

  @Mixin private WhoAndWhy change = new WhoAndWhy();

  @Override
  int run(ModelsPlace place, PrintWriter out) {
    Activation done =
        Activating.run(
            () ->
                place
                    .repository()
                    .nominate(
                        place.version(version).id(),
                        BehaviorMonitor.builder().modelGates(place.trusted()),
                        change.by(),
                        change.why(),
                        Clock.systemUTC().instant()));
    VersionLines.print(done, out);
    return 0;
  }
}
