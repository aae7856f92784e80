package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.dataset.RecordedSession;
import dev.demeanor.cli.dataset.Role;
import dev.demeanor.cli.dataset.SessionSetup;
import dev.demeanor.cli.dataset.SubjectRecording;
import dev.demeanor.population.BackgroundPerson;
import dev.demeanor.population.BackgroundSession;
import dev.demeanor.population.PopulationTraining;
import dev.demeanor.testkit.FakeClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The windows of recorded people. Each is fed once, however many populations need them: what
 * detectors learn of windows does not change how windows are made. Not thread-safe.
 */
final class FedPeople {

  private static final Duration BETWEEN_SESSIONS = Duration.ofHours(1);

  private final Map<SubjectRecording, BackgroundPerson> fed = new HashMap<>();

  /** Returns a person after all their own sessions. */
  BackgroundPerson get(SubjectRecording subject, PopulationTraining training) {
    return fed.computeIfAbsent(subject, each -> feed(each, training));
  }

  private static BackgroundPerson feed(SubjectRecording subject, PopulationTraining training) {
    BackgroundPerson person = training.person(subject.subject());
    FakeClock clock = FakeClock.atDefault();
    for (RecordedSession recorded : subject.sessions(Role.OWN)) {
      try (BackgroundSession session = person.open(recorded.setup().device())) {
        for (SessionSetup.Field field : recorded.setup().fields()) {
          session.field(field.name(), field.epoch());
        }
        Feeder feeder = new Feeder(Fed.background(session, clock), clock, Long.MAX_VALUE);
        recorded.units().forEach(feeder::feed);
        feeder.settle();
      }
      clock.advance(BETWEEN_SESSIONS);
    }
    return person;
  }
}
