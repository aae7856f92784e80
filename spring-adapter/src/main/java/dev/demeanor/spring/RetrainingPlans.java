package dev.demeanor.spring;

import dev.demeanor.model.repository.KeyFiles;
import dev.demeanor.model.repository.SigningKey;
import dev.demeanor.retraining.RetrainingPlan;
import dev.demeanor.spi.CorruptStateException;
import java.io.IOException;
import java.nio.file.Path;

/** Translates properties into how versions are trained anew, whose rules and defaults hold. */
final class RetrainingPlans {

  static final String PREFIX = "demeanor.retraining";
  static final String KEY = PREFIX + ".key";

  private RetrainingPlans() {}

  static RetrainingPlan of(RetrainingProperties said) {
    try {
      RetrainingPlan plan = RetrainingPlan.defaults();
      plan = said.every() == null ? plan : plan.withEvery(said.every());
      plan = said.days() == null ? plan : plan.withDays(said.days());
      plan = said.excluded() == null ? plan : plan.withExcluded(said.excluded());
      plan = said.sameText() == null ? plan : plan.withSameText(said.sameText());
      return said.folds() == null ? plan : plan.withFolds(said.folds());
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          PREFIX,
          String.valueOf(e.getMessage()),
          "Correct the value under " + PREFIX + ", or leave it out.",
          e);
    }
  }

  static SigningKey key(String file) {
    try {
      return KeyFiles.read(Path.of(file));
    } catch (IOException | CorruptStateException | IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          KEY,
          "must name the file of an Ed25519 private key (PEM): " + e.getMessage(),
          "Make one with `demeanor train --new-key`, or correct the path.",
          e);
    }
  }
}
