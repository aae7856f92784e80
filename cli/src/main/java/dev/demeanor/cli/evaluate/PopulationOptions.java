package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is known of other people. */
final class PopulationOptions {

  @Option(
      names = "--background",
      paramLabel = "PATH",
      description =
          "Recordings of other people, of the same data set, from whom a population is learned."
              + " Without this, --folds or --population: strictly one-class.")
  private @Nullable Path background;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description =
          "Learns populations from the same recordings: people at place p with p %% K == k are"
              + " evaluated with a population of all others.")
  private @Nullable Integer folds;

  @Option(
      names = "--models",
      paramLabel = "DIR[@VERSION]|JDBC-URL[@VERSION]",
      description =
          "Decides by a version of models that demeanor train has trained; the active one unless"
              + " named (a version, or candidate or previous).")
  private @Nullable String models;

  @Option(
      names = "--model-keys",
      paramLabel = "DIR",
      description =
          "Folder of the public keys whose signatures count (.pub); left out, DIR/keys of a"
              + " directory. Needed when --models is a database.")
  private @Nullable Path modelKeys;

  @Option(
      names = "--table-prefix",
      paramLabel = "PREFIX",
      defaultValue = "demeanor_",
      description =
          "What the names of the tables begin with when --models is a database (default:"
              + " ${DEFAULT-VALUE}).")
  private String prefix = "demeanor_";

  @Option(
      names = "--population",
      paramLabel = "FILE",
      description = "A population that demeanor train population has learned of other people.")
  private @Nullable Path population;

  /** Returns the one choice that was made; one-class when there was none. */
  PopulationChoice choice() {
    if (Stream.of(background, folds, population, models).filter(Objects::nonNull).count() > 1) {
      throw new BadInput(
          "--background, --folds, --population and --models each say what is known of others; give"
              + " one of them, or none for one-class");
    }
    if (background != null) {
      return new PopulationChoice.Others(background);
    }
    if (folds != null) {
      return new PopulationChoice.Folds(folds);
    }
    if (models != null) {
      return models(models).choice();
    }
    return population != null
        ? new PopulationChoice.FromFile(population)
        : new PopulationChoice.OneClass();
  }

  /** Returns the models that decide, where they were named. */
  Optional<UsedModels> models() {
    return models == null ? Optional.empty() : Optional.of(models(models).used());
  }

  private ModelsOption models(String option) {
    return ModelsOption.of(option, prefix, modelKeys);
  }
}
