package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.Recordings;
import java.util.List;

/**
 * Says what is enrolled and what is tested. Works on whatever subset of the subjects there is.
 * Stateless.
 */
public interface Protocol {

  /** Returns the name by which {@code --protocol} chooses it. */
  String name();

  /** Returns whether it is defined for this data set. */
  boolean isFor(String dataset);

  /**
   * Returns one trial for each subject, in the order of the data.
   *
   * @throws BadInput if these recordings hold nothing to test
   */
  List<Trial> trials(Recordings recordings);
}
