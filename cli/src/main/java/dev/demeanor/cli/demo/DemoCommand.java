package dev.demeanor.cli.demo;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Plays a take-over in the terminal. The demo application is started by the script {@code
 * demeanor}, which knows where it is. Not thread-safe.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts the demo application and prints its address; with --terminal, plays a take-over between"
          + " simulated people in the terminal, with the real monitor.",
      "The application is started by the script in a checkout. Without it there is the terminal."
    })
public final class DemoCommand implements Callable<Integer> {

  /**
   * An evaluation learns until every source is compared; the play holds 101 sessions of the owner.
   */
  private static final int EXPORTED_GENUINE = 140;

  private static final int EXPORTED_IMPOSTORS = 40;

  private final Terminal terminal;
  private final Pace pace;

  @Spec private CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // the script chooses by it, before this is called
  @Option(
      names = "--terminal",
      description = "Play in the terminal, as the options that follow do, too.")
  private boolean inTerminal;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Which simulated people; the same seed plays the same scene. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description =
          "Also write the events, labelled and with more sessions of the same people, as an event"
              + " log that evaluate --dataset events reads; .jsonl or .jsonl.gz.")
  private @Nullable Path exported;

  @SuppressWarnings("UnusedVariable") // of the application
  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the demo application. Default: 8080")
  private int port;

  @Option(names = "--fast", description = "Without pauses.")
  private boolean fast;

  /** Makes the command for the standard output of this process. */
  public DemoCommand() {
    this(Terminal.detect(), Pace.real());
  }

  DemoCommand(Terminal terminal, Pace pace) {
    this.terminal = terminal;
    this.pace = pace;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    Pace chosen = fast || !terminal.watched() ? Pace.NONE : pace;
    Screen screen = new Screen(spec.commandLine().getOut(), terminal, chosen);
    try (Export export = exported == null ? Export.NONE : Export.to(exported);
        Stage stage = new Stage(seed, export)) {
      new TakeOver(stage, screen).play();
      stage.exportMore(EXPORTED_GENUINE, EXPORTED_IMPOSTORS);
      export.finish();
    }
    new Closing(screen).show(exported);
    return 0;
  }
}
