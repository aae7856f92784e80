package dev.demeanor.cli.models;

import dev.demeanor.cli.BadInput;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.store.StoreException;
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
      return run(place);
    }
  }

  private int run(ModelsPlace place) {
    try {
      return run(place, spec.commandLine().getOut());
    } catch (CorruptStateException | StoreException e) {
      throw new BadInput("--models " + place.shown() + ": " + e.getMessage(), e);
    }
  }

  /** Runs; returns the exit code. */
  abstract int run(ModelsPlace place, PrintWriter out);
}
