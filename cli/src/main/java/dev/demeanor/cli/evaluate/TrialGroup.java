package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.population.Population;
import java.util.List;
import java.util.Optional;

/**
 * Trials that are run with one population.
 *
 * @param population what was learned of people who take no part in these trials; empty for strictly
 *     one-class
 * @param people who takes part
 * @param options what the protocol was told
 * @param trials the trials
 */
record TrialGroup(
    Optional<Population> population,
    Recordings people,
    ProtocolOptions options,
    List<Trial> trials) {

  /** Copies the list. */
  TrialGroup {
    trials = List.copyOf(trials);
  }

  /** Makes the trials of a protocol. */
  static TrialGroup of(
      Optional<Population> population,
      Recordings people,
      ProtocolOptions options,
      Protocol protocol) {
    return new TrialGroup(population, people, options, protocol.trials(people, options));
  }

  /** Returns other trials with the same population. */
  TrialGroup with(List<Trial> others) {
    return new TrialGroup(population, people, options, others);
  }
}
