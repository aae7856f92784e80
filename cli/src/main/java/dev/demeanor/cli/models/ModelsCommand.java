package dev.demeanor.cli.models;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows versions of models and puts them in their place. */
@Command(
    name = "models",
    description = "Shows versions of models and says which one decides.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    subcommands = {
      ListCommand.class,
      ShowCommand.class,
      CheckCommand.class,
      DiffCommand.class,
      NominateCommand.class,
      PromoteCommand.class,
      RollbackCommand.class
    })
public final class ModelsCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  public ModelsCommand() {}

  /** Without saying what there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to do: list, show, verify, diff, nominate, promote or rollback");
  }
}
