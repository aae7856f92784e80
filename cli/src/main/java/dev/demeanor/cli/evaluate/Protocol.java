package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.evaluation.Figure;
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

  /** Returns how windows become the score of an attempt. */
  default Scoring scoring(String dataset) {
    return Scoring.SUM;
  }

  /** Returns how many people of this data set it takes at least to test one of them. */
  default int leastPeople(String dataset) {
    return 1;
  }

  /**
   * Returns one trial for each subject, in the order of the data.
   *
   * @throws BadInput if these recordings hold nothing to test
   */
  List<Trial> trials(Recordings recordings, ProtocolOptions options);

  /** Returns whether there can be practised impostors. */
  default boolean hasPractisedImpostors() {
    return false;
  }

  /** Returns whether the monitor may learn from attempts. */
  default boolean canAdapt() {
    return true;
  }

  /** Returns whether it says nothing unless the monitor learns from attempts. */
  default boolean mustAdapt() {
    return false;
  }

  /**
   * Returns whether attempts come in an order of the data set's own; if not, an evaluation that
   * adapts puts those of others among the subject's own at random places.
   */
  default boolean isInOrder() {
    return true;
  }

  /** Returns the trials when nothing else is said. */
  default List<Trial> trials(Recordings recordings) {
    return trials(recordings, ProtocolOptions.defaults());
  }

  /** Returns what is measured beside the measures that every protocol has. */
  default List<Figure> figures(Recordings recordings, EvaluationRun run) {
    return List.of();
  }
}
