package dev.demeanor.spi.model;

import dev.demeanor.spi.feature.FeatureVector;
import java.util.List;

/**
 * One background person as a subject: windows stated relative to what was enrolled of this person.
 * Nothing in it says who it is. Immutable as long as nobody writes to the vectors.
 *
 * @param genuine the person's own later windows, in the order of time
 * @param impostors windows of other background people who tried the same; never altered or
 *     simulated copies of the person's own
 */
public record TrainingPerson(List<FeatureVector> genuine, List<FeatureVector> impostors) {

  /** Copies the lists. */
  public TrainingPerson {
    genuine = List.copyOf(genuine);
    impostors = List.copyOf(impostors);
  }

  /** Says nothing about behaviour. */
  @Override
  public String toString() {
    return "TrainingPerson[" + genuine.size() + " genuine, " + impostors.size() + " impostors]";
  }
}
