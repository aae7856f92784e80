package dev.demeanor.spi.model;

import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;

/** Makes a trainer. Thread-safe. */
public interface ModelTrainerProvider extends Provider {

  /**
   * Makes the trainer with the given options.
   *
   * @throws IllegalArgumentException for an option that is missing or malformed
   */
  ModelTrainer create(ProviderOptions options);
}
