package dev.demeanor.cli.train;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Learns from recordings what a monitor can use. */
@Command(
    name = "train",
    description = "Learns from recordings what a monitor can use.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    subcommands = TrainPopulationCommand.class)
public final class TrainCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  public TrainCommand() {}

  /** Without saying what there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to train: population");
  }
}
