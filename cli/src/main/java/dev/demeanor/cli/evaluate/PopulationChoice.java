package dev.demeanor.cli.evaluate;

import dev.demeanor.PopulationFile;
import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.DataSet;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.SubjectRecording;
import dev.demeanor.population.Population;
import dev.demeanor.spi.CorruptStateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the background people of an evaluation come from, and what keeps the evaluation honest. */
sealed interface PopulationChoice {

  /** Returns who is tested with what population. */
  Plan plan(Recordings recordings, Protocol protocol, ProtocolOptions options, Setting setting);

  /**
   * What an evaluation is run with.
   *
   * @param populations what the report says of it
   * @param groups the trials
   */
  record Plan(Populations populations, List<TrialGroup> groups) {

    /** Returns whether sessions change hands. */
    boolean changesHands() {
      return trials().stream().anyMatch(trial -> !trial.takeOvers().isEmpty());
    }

    List<Trial> trials() {
      return groups.stream().flatMap(group -> group.trials().stream()).toList();
    }
  }

  /**
   * What it takes to learn.
   *
   * @param set how recordings are read
   * @param settings with which the populations will be used
   * @param at when the evaluation is run
   * @param fed people who were fed already
   */
  record Setting(DataSet set, MonitorSettings settings, Instant at, FedPeople fed) {

    static Setting of(DataSet set, MonitorSettings settings, Instant at) {
      return new Setting(set, settings, at, new FedPeople());
    }

    /** Returns the same for use with other settings. */
    Setting with(MonitorSettings others) {
      return new Setting(set, others, at, fed);
    }

    Background background(Recordings recordings, long seed) {
      return new Background(recordings, settings, seed, at, fed);
    }
  }

  /** Nothing is known of other people. */
  record OneClass() implements PopulationChoice {
    @Override
    public Plan plan(
        Recordings recordings, Protocol protocol, ProtocolOptions options, Setting setting) {
      return new Plan(
          Populations.ONE_CLASS,
          List.of(TrialGroup.of(Optional.empty(), recordings, options, protocol)));
    }
  }

  /** Recordings of other people. */
  record Others(Path path) implements PopulationChoice {
    @Override
    public Plan plan(
        Recordings recordings, Protocol protocol, ProtocolOptions options, Setting setting) {
      Recordings others = setting.set().load(path);
      Set<String> evaluated = new HashSet<>();
      recordings.subjects().forEach(subject -> evaluated.add(subject.subject()));
      for (SubjectRecording other : others.subjects()) {
        if (evaluated.contains(other.subject())) {
          throw new BadInput(
              "--background "
                  + path
                  + " holds "
                  + BadInput.quote(other.subject())
                  + ", who is also in --data; nobody may be evaluated with a population that knows"
                  + " them, give recordings of other people");
        }
      }
      Population population = setting.background(others, options.seed()).learn();
      return new Plan(
          new Populations("background", path.toString(), List.of(population)),
          List.of(TrialGroup.of(Optional.of(population), recordings, options, protocol)));
    }
  }

  /** A population learned before. */
  record FromFile(Path path) implements PopulationChoice {
    @Override
    public Plan plan(
        Recordings recordings, Protocol protocol, ProtocolOptions options, Setting setting) {
      Population population = read(path);
      for (SubjectRecording subject : recordings.subjects()) {
        if (population.contains(subject.subject())) {
          throw new BadInput(
              "--population "
                  + path
                  + " was learned from "
                  + BadInput.quote(subject.subject())
                  + ", who is also in --data; nobody may be evaluated with a population that knows"
                  + " them, use --folds or a population of other people");
        }
      }
      return new Plan(
          new Populations("file", path.toString(), List.of(population)),
          List.of(TrialGroup.of(Optional.of(population), recordings, options, protocol)));
    }

    private static Population read(Path path) {
      try {
        return PopulationFile.read(path);
      } catch (CorruptStateException e) {
        throw new BadInput("--population " + path + " cannot be used: " + e.getMessage(), e);
      } catch (IOException e) {
        throw new BadInput(
            "--population "
                + path
                + (Files.exists(path)
                    ? " cannot be read; check its permissions"
                    : " does not exist; learn it with demeanor train population"),
            e);
      }
    }
  }

  /** Versions of models, trained before. */
  record FromModels(String where, String version, Optional<Population> population)
      implements PopulationChoice {
    @Override
    public Plan plan(
        Recordings recordings, Protocol protocol, ProtocolOptions options, Setting setting) {
      for (SubjectRecording subject : recordings.subjects()) {
        if (population.isPresent() && population.get().contains(subject.subject())) {
          throw new BadInput(
              "--models "
                  + where
                  + ": version "
                  + version
                  + " was trained from "
                  + BadInput.quote(subject.subject())
                  + ", who is also in --data; nobody may be evaluated with a model that knows them,"
                  + " use recordings of other people");
        }
      }
      List<Population> used = population.map(List::of).orElse(List.of());
      return new Plan(
          new Populations("models", where + "@" + version, used),
          List.of(TrialGroup.of(Optional.empty(), recordings, options, protocol)));
    }
  }

  /** The people of the other folds. */
  record Folds(int count) implements PopulationChoice {
    @Override
    public Plan plan(
        Recordings recordings, Protocol protocol, ProtocolOptions options, Setting setting) {
      check(recordings, protocol);
      Background background = setting.background(recordings, options.seed());
      List<TrialGroup> groups = new ArrayList<>();
      List<Population> used = new ArrayList<>();
      for (int k = 0; k < count; k++) {
        Fold fold = Fold.of(recordings, count, k);
        Population population = background.learn(fold.background());
        groups.add(
            TrialGroup.of(Optional.of(population), fold.clients(), options.asFold(), protocol));
        used.add(population);
      }
      return new Plan(new Populations("folds", String.valueOf(count), used), groups);
    }

    private void check(Recordings recordings, Protocol protocol) {
      int people = Fold.smallestGroup(recordings);
      int least = protocol.leastPeople(recordings.dataset());
      int most = people / least;
      if (count < 2 || count > most) {
        throw new BadInput(
            "--folds must be 2 to "
                + most
                + " for protocol "
                + protocol.name()
                + " and "
                + people
                + " people ("
                + least
                + " or more in each fold), was "
                + count);
      }
      int largestFold = (people + count - 1) / count;
      if (people - largestFold < Population.LEAST_PEOPLE) {
        throw new BadInput(
            "--folds "
                + count
                + " leaves "
                + (people - largestFold)
                + " of "
                + people
                + " people for the population, which takes at least "
                + Population.LEAST_PEOPLE
                + "; use more folds or recordings of more people");
      }
    }
  }
}
