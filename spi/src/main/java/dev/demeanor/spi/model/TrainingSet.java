package dev.demeanor.spi.model;

import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a population-wide model is trained from. Immutable as long as nobody writes to the vectors.
 *
 * @param schema of every vector, and so the input of the model
 * @param people in an order that is the same whenever the model is trained again
 * @param seed of everything random
 */
public record TrainingSet(FeatureSchema schema, List<TrainingPerson> people, long seed) {

  /** The seed of those who choose none. */
  public static final long DEFAULT_SEED = 42;

  /** Copies the list and checks that all vectors are of the schema. */
  public TrainingSet {
    Objects.requireNonNull(schema, "schema");
    people = List.copyOf(people);
    for (TrainingPerson person : people) {
      Stream.concat(person.genuine().stream(), person.impostors().stream())
          .forEach(vector -> checkSchema(schema, vector));
    }
  }

  private static void checkSchema(FeatureSchema schema, FeatureVector vector) {
    if (!vector.schema().equals(schema)) {
      throw new IllegalArgumentException(
          "vectors must be of schema " + schema.name() + ", one is of " + vector.schema().name());
    }
  }

  /** Returns how many genuine windows there are. */
  public int genuine() {
    return people.stream().mapToInt(person -> person.genuine().size()).sum();
  }

  /** Returns how many windows of impostors there are. */
  public int impostors() {
    return people.stream().mapToInt(person -> person.impostors().size()).sum();
  }

  /** Says nothing about behaviour. */
  @Override
  public String toString() {
    return "TrainingSet[" + schema.name() + ", " + people.size() + " people]";
  }
}
