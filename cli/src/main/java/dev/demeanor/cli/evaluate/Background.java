package dev.demeanor.cli.evaluate;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorMonitorBuilder;
import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.Version;
import dev.demeanor.cli.dataset.DataSets;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.SubjectRecording;
import dev.demeanor.population.BackgroundPerson;
import dev.demeanor.population.Population;
import dev.demeanor.population.PopulationOrigin;
import dev.demeanor.population.PopulationTraining;
import dev.demeanor.spi.detector.ModelDetector;
import dev.demeanor.spi.model.TrainingSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Recorded people from whom populations are learned: only sessions that are known to be their own
 * and that are no tests. Not thread-safe.
 */
public final class Background {

  private final Recordings recordings;
  private final PopulationTraining training;
  private final PopulationOrigin origin;
  private final FedPeople fed;

  /**
   * Makes one that learns for a monitor with its defaults.
   *
   * @param recordings of the people
   * @param seed of everything random
   * @param at when the populations are learned
   */
  public Background(Recordings recordings, long seed, Instant at) {
    this(recordings, MonitorSettings.usual(), seed, at, new FedPeople());
  }

  Background(
      Recordings recordings, MonitorSettings settings, long seed, Instant at, FedPeople fed) {
    BehaviorMonitorBuilder builder = BehaviorMonitor.builder();
    settings.detector().ifPresent(name -> builder.detector(name, settings.constants()));
    this.fed = fed;
    this.recordings = recordings;
    this.training =
        builder.populationTraining().sameText(DataSets.get(recordings.dataset()).hasOneText());
    this.origin =
        new PopulationOrigin(
            recordings.dataset(),
            recordings.input().sha256(),
            at,
            "demeanor " + Version.current(),
            seed);
  }

  /**
   * Learns a population of everybody.
   *
   * @throws BadInput if there are too few people
   */
  public Population learn() {
    return learn(recordings.subjects());
  }

  /**
   * Returns what a model is trained from.
   *
   * @throws BadInput if nobody has windows that the detector takes
   */
  TrainingSet relative(List<SubjectRecording> some, ModelDetector detector) {
    List<BackgroundPerson> people = some.stream().map(each -> fed.get(each, training)).toList();
    return training
        .trainingSet(detector, people, origin.seed())
        .orElseThrow(
            () ->
                new BadInput(
                    recordings.input().path()
                        + " holds nothing that detector \""
                        + detector.name()
                        + "\" takes; it is for keystrokes"));
  }

  /** Learns a population of some of them. */
  Population learn(List<SubjectRecording> some) {
    List<BackgroundPerson> people = new ArrayList<>();
    try (Progress progress = Progress.start("population", some.size() + 1L)) {
      for (SubjectRecording subject : some) {
        people.add(fed.get(subject, training));
        progress.step();
      }
      return training.learn(people, origin);
    } catch (IllegalArgumentException e) {
      throw new BadInput(recordings.input().path() + ": " + e.getMessage(), e);
    }
  }
}
