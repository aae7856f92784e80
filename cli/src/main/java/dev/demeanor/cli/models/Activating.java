package dev.demeanor.cli.models;

import dev.demeanor.cli.BadInput;
import dev.demeanor.model.Activation;
import dev.demeanor.model.GateException;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.store.StoreException;
import java.util.function.Supplier;

/** Says in one line why a version did not get its place. */
final class Activating {

  private Activating() {}

  /**
   * Returns what was done.
   *
   * @throws Refused if a gate failed
   * @throws BadInput if it was asked for wrongly
   */
  static Activation run(Supplier<Activation> work) {
    try {
      return work.get();
    } catch (GateException e) {
      throw new Refused(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException
        | IllegalStateException
        | StoreException
        | CorruptStateException e) {
      throw new BadInput(String.valueOf(e.getMessage()), e);
    }
  }
}
