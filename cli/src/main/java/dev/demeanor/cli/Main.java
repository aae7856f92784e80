package dev.demeanor.cli;

import dev.demeanor.cli.audit.ReplayCommand;
import dev.demeanor.cli.audit.VerifyCommand;
import dev.demeanor.cli.demo.DemoCommand;
import dev.demeanor.cli.drift.DriftCommand;
import dev.demeanor.cli.evaluate.ChooseCommand;
import dev.demeanor.cli.evaluate.EvaluateCommand;
import dev.demeanor.cli.evaluate.GeneraliseCommand;
import dev.demeanor.cli.models.ModelsCommand;
import dev.demeanor.cli.models.Refused;
import dev.demeanor.cli.train.TrainCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code demeanor} command. Exit code 0: done; 1: the check failed; 2: bad usage or input,
 * explained in one line on standard error.
 */
@Command(
    name = "demeanor",
    description = "Continuous authentication: see it at work, measure it on recordings.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      EvaluateCommand.class,
      TrainCommand.class,
      ModelsCommand.class,
      DriftCommand.class,
      ChooseCommand.class,
      GeneraliseCommand.class,
      VerifyCommand.class,
      ReplayCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Main implements Runnable {

  private static final int BAD_INPUT = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  public Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String... args) {
    System.exit(run(System.out, System.err, args));
  }

  /** Runs the command and returns its exit code. */
  public static int run(PrintStream out, PrintStream err, String... args) {
    CommandLine command = new CommandLine(new Main());
    command.setOut(writer(out));
    command.setErr(writer(err));
    command.setParameterExceptionHandler(
        (e, given) -> explain(e.getCommandLine(), e.getMessage() + seeHelp(e)));
    command.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          if (e instanceof BadInput bad) {
            return explain(failed, String.valueOf(bad.getMessage()));
          }
          if (e instanceof Refused refused) {
            int unused = explain(failed, String.valueOf(refused.getMessage()));
            return 1;
          }
          throw e;
        });
    return command.execute(args);
  }

  /** Without a subcommand there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, Charset.defaultCharset());
  }

  private static String seeHelp(ParameterException e) {
    return "; see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
  }

  private static int explain(CommandLine command, String message) {
    command.getErr().println("demeanor: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    return BAD_INPUT;
  }
}
