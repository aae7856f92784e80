package dev.demeanor.population;

import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.evidence.PopulationCalibration;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.machine.DecisionMachine;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ModelDetector;
import dev.demeanor.spi.detector.PopulationModel;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.model.TrainingSet;
import dev.demeanor.trust.TrustConfig;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Learns a population: feed the sessions of background people, then {@link #learn}. The windows are
 * made by the same machine and extractors as in a live session, and each window is learned by the
 * detector that a monitor would give it to. The same people in the same order give the same
 * population. Made by {@code BehaviorMonitor.builder().populationTraining()}. Not thread-safe.
 */
public final class PopulationTraining {

  private final DecisionMachine machine;
  private final List<Detector> detectors;
  private boolean sameText;

  private PopulationTraining(DecisionMachine machine, List<Detector> detectors) {
    this.machine = machine;
    this.detectors = detectors;
  }

  /** Makes one that extracts with these providers and learns with these detectors, in order. */
  public static PopulationTraining of(
      List<FeatureExtractorProvider> extractors, List<Detector> detectors) {
    return new PopulationTraining(
        new DecisionMachine(extractors, TrustConfig.defaults(), EnrolmentPolicy.defaults()),
        List.copyOf(detectors));
  }

  /**
   * Says whether everybody types the same text into fields of one name, as in a data set where all
   * share one password. Only then can people stand in for each other's impostors there; false when
   * left out.
   */
  public PopulationTraining sameText(boolean same) {
    sameText = same;
    return this;
  }

  /**
   * Begins a person.
   *
   * @param name how the person is called where populations are used; kept only as a salted hash
   */
  public BackgroundPerson person(String name) {
    return new BackgroundPerson(this, name);
  }

  DecisionMachine machine() {
    return machine;
  }

  /**
   * Learns a population of these people, who may be only some of those that were begun.
   *
   * @throws IllegalArgumentException if there are fewer than {@link Population#LEAST_PEOPLE} with
   *     anything to learn from
   */
  public Population learn(List<BackgroundPerson> people, PopulationOrigin origin) {
    List<BackgroundPerson> known =
        people.stream().filter(person -> !person.sessions().isEmpty()).toList();
    if (known.size() < Population.LEAST_PEOPLE) {
      throw new IllegalArgumentException(
          "a population takes at least "
              + Population.LEAST_PEOPLE
              + " people with complete windows, had "
              + known.size()
              + "; add recordings of further people");
    }
    List<Part> parts = new ArrayList<>();
    for (Detector detector : detectors) {
      List<Recorded> recorded = Recorded.of(known, detector, detectors);
      if (Recorded.people(recorded) >= Population.LEAST_PEOPLE) {
        parts.add(part(detector, recorded, origin.seed()));
      }
    }
    return new Population(origin, members(known, origin), parts);
  }

  /**
   * Returns what a model for this detector is trained from: each of these people in turn is
   * enrolled with the first half of their sessions, their later windows are genuine, and first
   * windows of the others are impostors'. Fixed texts need {@link #sameText}: another text is no
   * attempt at one's own.
   *
   * @param detector states windows relative to people; one of windows of several schemas of
   *     keystrokes trains for the first that is seen
   * @param seed of everything random in training
   * @return empty when nobody has windows that the detector takes
   */
  public Optional<TrainingSet> trainingSet(
      ModelDetector detector, List<BackgroundPerson> people, long seed) {
    return new RelativeWindows(detector, sameText).of(people, seed);
  }

  /**
   * Compares people with each other, to measure a version that was trained from others: each is
   * enrolled with the first half of their sessions, the windows of their later ones are genuine,
   * and the first of the others impostors'. Fixed texts need {@link #sameText}, as in {@link
   * #trainingSet}.
   *
   * @param recipes how the version gives evidence
   */
  public List<HeldOutWindow> heldOut(List<Recipe> recipes, List<BackgroundPerson> people) {
    return new HeldOut(recipes, sameText).of(people);
  }

  private Part part(Detector detector, List<Recorded> recorded, long seed) {
    Optional<PopulationModel> model = detector.learnPopulation(Recorded.subjects(recorded), seed);
    StateWriter saved = new StateWriter();
    model.ifPresent(learned -> learned.save(saved));
    Optional<PopulationCalibration> calibration =
        new CrossFit(detector, model.isPresent(), sameText, seed).calibrate(recorded);
    return new Part(detector.name(), Recorded.people(recorded), saved.toByteArray(), calibration);
  }

  private static Members members(List<BackgroundPerson> people, PopulationOrigin origin) {
    StateWriter unique =
        new StateWriter()
            .putString(origin.data())
            .putString(origin.sha256())
            .putLong(origin.at().toEpochMilli())
            .putLong(origin.seed());
    String salt = HexFormat.of().formatHex(Members.sha256().digest(unique.toByteArray()), 0, 16);
    return Members.of(salt, people.stream().map(BackgroundPerson::name).toList());
  }

  /** The recordings of one person and place, as a detector learns them. */
  record Recorded(int person, String sourceName, boolean fixedText, BackgroundSubject subject) {

    static List<Recorded> of(
        List<BackgroundPerson> people, Detector detector, List<Detector> inOrder) {
      List<Recorded> recorded = new ArrayList<>();
      for (int i = 0; i < people.size(); i++) {
        int person = i;
        people
            .get(i)
            .sessions()
            .forEach(
                (place, sessions) ->
                    OneSchema.of(sessions)
                        .filter(same -> detector.equals(same.takenBy(inOrder)))
                        .ifPresent(
                            same ->
                                recorded.add(
                                    new Recorded(
                                        person,
                                        place.source().name(),
                                        place.source().isFixedText(),
                                        same.subject()))));
      }
      return recorded;
    }

    static int people(List<Recorded> recorded) {
      return (int) recorded.stream().mapToInt(Recorded::person).distinct().count();
    }

    static List<BackgroundSubject> subjects(List<Recorded> recorded) {
      return recorded.stream().map(Recorded::subject).toList();
    }
  }
}
