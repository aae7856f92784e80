package dev.demeanor.cli.models;

import dev.demeanor.model.Activation;
import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the version that decided before decide again. */
@Command(
    name = "rollback",
    description = "Makes the version that decided before decide again.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RollbackCommand extends PlaceCommand {

  @Mixin private WhoAndWhy change = new WhoAndWhy();

  @Override
  int run(ModelsPlace place, PrintWriter out) {
    Activation done =
        Activating.run(
            () ->
                place
                    .repository()
                    .rollback(change.by(), change.why(), Clock.systemUTC().instant()));
    VersionLines.print(done, out);
    return 0;
  }
}
