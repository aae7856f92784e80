package dev.demeanor.cli.models;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.model.Activation;
import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a version the one that decides, when it passes its gates. */
@Command(
    name = "promote",
    description = "Makes a version the one that decides, when it passes its gates.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PromoteCommand extends PlaceCommand {

  @Parameters(paramLabel = "VERSION", description = "Which version.")
  private String version = "";

  @Mixin private WhoAndWhy change = new WhoAndWhy();

  @Option(
      names = "--override",
      description =
          "Goes on although the version errs more than the active one, or nobody knows; stays"
              + " visible in health and audit.")
  private boolean override;

  @Override
  int run(ModelsPlace place, PrintWriter out) {
    Activation done =
        Activating.run(
            () ->
                place
                    .repository()
                    .promote(
                        place.version(version).id(),
                        BehaviorMonitor.builder().modelGates(place.trusted()),
                        change.by(),
                        change.why(),
                        override,
                        Clock.systemUTC().instant()));
    VersionLines.print(done, out);
    return 0;
  }
}
