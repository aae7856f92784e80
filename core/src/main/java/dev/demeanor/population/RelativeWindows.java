package dev.demeanor.population;

import dev.demeanor.event.Source;
import dev.demeanor.population.BackgroundPerson.Place;
import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.detector.ModelDetector;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.model.TrainingPerson;
import dev.demeanor.spi.model.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** States the windows of background people relative to each of them. Not thread-safe. */
final class RelativeWindows {

  private final ModelDetector detector;
  private final boolean sameText;

  RelativeWindows(ModelDetector detector, boolean sameText) {
    this.detector = detector;
    this.sameText = sameText;
  }

  /** One person's windows at one place. */
  private record Observed(int person, Source source, BackgroundSubject subject) {
    FeatureSchema schema() {
      return subject.sessions().get(0).get(0).schema();
    }
  }

  Optional<TrainingSet> of(List<BackgroundPerson> people, long seed) {
    List<Observed> observed = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      int person = i;
      people
          .get(i)
          .sessions()
          .forEach((place, sessions) -> observe(person, place, sessions).ifPresent(observed::add));
    }
    if (observed.isEmpty()) {
      return Optional.empty();
    }
    FeatureSchema inputs = detector.modelSchema(observed.get(0).schema());
    List<TrainingPerson> relative = new ArrayList<>();
    for (int person = 0; person < people.size(); person++) {
      TrainingPerson of = new TrainingPerson(List.of(), List.of());
      for (Observed subject : observed) {
        if (subject.person() == person && detector.modelSchema(subject.schema()).equals(inputs)) {
          of = and(of, relativeTo(subject, observed));
        }
      }
      relative.add(of);
    }
    return Optional.of(new TrainingSet(inputs, relative, seed));
  }

  /** Joins what a person does in several places: who is held back is held back as a whole. */
  private static TrainingPerson and(TrainingPerson first, TrainingPerson second) {
    List<FeatureVector> genuine = new ArrayList<>(first.genuine());
    genuine.addAll(second.genuine());
    List<FeatureVector> impostors = new ArrayList<>(first.impostors());
    impostors.addAll(second.impostors());
    return new TrainingPerson(genuine, impostors);
  }

  private Optional<Observed> observe(int person, Place place, List<List<FeatureVector>> sessions) {
    return OneSchema.of(sessions)
        .filter(same -> detector.supports(same.schema()))
        .map(same -> new Observed(person, place.source(), same.subject()));
  }

  private TrainingPerson relativeTo(Observed subject, List<Observed> observed) {
    Split split = Split.of(subject.subject());
    SubjectModel model = detector.empty(split.schema());
    for (FeatureVector window : split.enrolled()) {
      model = model.learn(window);
    }
    List<FeatureVector> genuine = new ArrayList<>();
    for (List<FeatureVector> session : split.tested()) {
      relate(model, session, genuine);
    }
    List<FeatureVector> impostors = new ArrayList<>();
    for (Observed other : observed) {
      if (other.person() != subject.person() && isAttemptAt(subject, other)) {
        List<FeatureVector> first = other.subject().sessions().get(0);
        relate(
            model, first.subList(0, Math.min(CrossFit.IMPOSTOR_WINDOWS, first.size())), impostors);
      }
    }
    return new TrainingPerson(genuine, impostors);
  }

  private boolean isAttemptAt(Observed subject, Observed other) {
    Source source = subject.source();
    boolean sameThing =
        !source.isFixedText() || sameText && source.name().equals(other.source().name());
    return sameThing && other.schema().equals(subject.schema());
  }

  private void relate(SubjectModel model, List<FeatureVector> windows, List<FeatureVector> into) {
    for (FeatureVector window : windows) {
      detector.relate(model, window).ifPresent(into::add);
    }
  }
}
