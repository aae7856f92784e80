package dev.demeanor.spi.detector;

import dev.demeanor.spi.StateWriter;

/**
 * What a detector learned of background people: how people in general behave and how much they
 * differ, and with what weights its terms are joined. Nobody in it can be told apart. Rules:
 *
 * <ul>
 *   <li><b>P-1</b> Immutable and thread-safe.
 *   <li><b>P-2</b> Deterministic: equal people in equal order and an equal seed give populations
 *       against which models score bit for bit alike.
 *   <li><b>P-3</b> {@link #save} then {@link Detector#loadPopulation} gives a population against
 *       which models score bit for bit alike.
 *   <li><b>P-4</b> A template is the same bytes with and without a population: a subject enrols
 *       alone.
 * </ul>
 */
public interface PopulationModel {

  /** Returns how many people it was learned from. */
  int subjects();

  /** Appends what {@link Detector#loadPopulation} reads, beginning with an integer format. */
  void save(StateWriter out);
}
