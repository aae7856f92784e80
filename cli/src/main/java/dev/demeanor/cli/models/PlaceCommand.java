package dev.demeanor.cli.models;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command on the models of one place, which is open while it runs. */
abstract class PlaceCommand implements Callable<Integer> {

  @Mixin private ModelsOptions models = new ModelsOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public final Integer call() {
    try (ModelsPlace place = models.existing()) {
      return run(place, spec.commandLine().getOut());
    }
  }

  /** Runs; returns the exit code. */
  abstract int run(ModelsPlace place, PrintWriter out);
}
