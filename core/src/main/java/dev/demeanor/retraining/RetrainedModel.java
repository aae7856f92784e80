package dev.demeanor.retraining;

import dev.demeanor.model.Artefact;
import dev.demeanor.spi.model.ModelTrainer;
import java.util.Objects;
import java.util.Optional;

/**
 * What is trained anew beside the populations of the detectors. Immutable.
 *
 * @param name what ids of versions begin with
 * @param trainer fits a model for keystrokes against background people, used by the detector {@code
 *     relative}; empty when populations are all there is
 * @param loader name of the backend that loads the model; empty without a trainer
 */
public record RetrainedModel(String name, Optional<ModelTrainer> trainer, String loader) {

  private static final RetrainedModel NONE =
      new RetrainedModel(Artefact.STATISTICAL, Optional.empty(), "");

  /** Checks that a model has a loader. */
  public RetrainedModel {
    Objects.requireNonNull(name, "name");
    if (trainer.isPresent() == loader.isBlank()) {
      throw new IllegalArgumentException(
          "loader must name the backend of the trainer's models, and be empty without a trainer");
    }
  }

  /** Returns none: populations of the detectors of the monitor, and nothing else. */
  public static RetrainedModel none() {
    return NONE;
  }

  /** Returns a model for keystrokes, such as a random forest of {@code models-tribuo}. */
  public static RetrainedModel ofKeystrokes(ModelTrainer trainer, String loader) {
    return new RetrainedModel(trainer.name(), Optional.of(trainer), loader);
  }

  /** Returns none, as what there is of this detector is in templates: versions bear its name. */
  public static RetrainedModel inTemplates(String detector) {
    return new RetrainedModel(detector, Optional.empty(), "");
  }
}
