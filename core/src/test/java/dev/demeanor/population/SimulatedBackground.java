package dev.demeanor.population;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.simulated.SimulatedTypist;
import dev.demeanor.subject.DeviceClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** People who type one text. Simulated. */
public final class SimulatedBackground {

  /** When these populations are learned. */
  public static final Instant AT = Instant.parse("2026-02-03T04:05:06.789Z");

  /** Keys of the text. */
  public static final int KEYS = 8;

  private SimulatedBackground() {}

  /** Returns a training as a monitor with its defaults would have it. */
  public static PopulationTraining training() {
    return BehaviorMonitor.builder().populationTraining().sameText(true);
  }

  /** Returns where these populations come from. */
  public static PopulationOrigin origin() {
    return new PopulationOrigin("simulated", "", AT, "test", 7);
  }

  /** Returns people named {@code person-0} and so on, with two sessions of 40 entries each. */
  public static List<BackgroundPerson> people(PopulationTraining training, int count) {
    List<BackgroundPerson> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      people.add(person(training, i, KEYS, 40));
    }
    return people;
  }

  static BackgroundPerson person(PopulationTraining training, int number, int keys, int entries) {
    BackgroundPerson person = training.person("person-" + number);
    SimulatedTypist typist = new SimulatedTypist(100 + number, keys);
    for (int s = 0; s < 2; s++) {
      try (BackgroundSession session = person.open(DeviceClass.DESKTOP)) {
        int field = session.field("password", 0);
        for (int i = 0; i < entries; i++) {
          EventBuffer events = new EventBuffer(keys + 1);
          typist.next().addTo(events, field);
          session.feed(events);
        }
        session.assess(0);
      }
    }
    return person;
  }

  /** Returns a population of that many people. */
  public static Population population(int count) {
    PopulationTraining training = training();
    return training.learn(people(training, count), origin());
  }
}
