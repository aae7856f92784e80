package dev.demeanor.cli.demo;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays a take-over in the terminal. Not thread-safe. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Plays a take-over between simulated typists, with the real monitor.")
public final class DemoCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Pace pace;

  @Spec private CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // until there is a web demo to choose instead
  @Option(names = "--terminal", description = "Play in the terminal; the only way there is yet.")
  private boolean inTerminal;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "14",
      description =
          "Which simulated people; the same seed plays the same scene. Default: ${DEFAULT-VALUE}")
  private long seed;

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
    try (Stage stage = new Stage(seed)) {
      new TakeOver(stage, screen).play();
    }
    return 0;
  }
}
