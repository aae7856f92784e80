package dev.demeanor.cli.evaluate;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.models.ModelsPlace;
import dev.demeanor.model.GateException;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.repository.ModelGates;
import dev.demeanor.model.repository.ModelRepository;
import java.nio.file.Path;

/** Reads {@code --models DIR[@VERSION]}. */
final class ModelsOption {

  private ModelsOption() {}

  /** Returns the models a monitor is to decide by. */
  static UsedModels used(String option) {
    ModelsPlace directory = directory(option);
    ModelRepository repository = directory.repository();
    ModelVersion version = version(option, directory);
    return new UsedModels(repository.pinned(version.id()), directory.trusted());
  }

  /** Returns who is known to be in them. */
  static PopulationChoice choice(String option) {
    ModelsPlace directory = directory(option);
    ModelVersion version = version(option, directory);
    ModelGates gates = BehaviorMonitor.builder().modelGates(directory.trusted());
    try {
      return new PopulationChoice.FromModels(
          path(option), version.id(), directory.repository().population(version, gates));
    } catch (GateException e) {
      throw new BadInput("--models " + path(option) + ": " + e.getMessage(), e);
    }
  }

  private static ModelsPlace directory(String option) {
    return ModelsPlace.existing(path(option));
  }

  private static ModelVersion version(String option, ModelsPlace directory) {
    int at = option.lastIndexOf('@');
    return directory.version(at < 0 ? "active" : option.substring(at + 1));
  }

  private static Path path(String option) {
    int at = option.lastIndexOf('@');
    return Path.of(at < 0 ? option : option.substring(0, at));
  }
}
