package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.dataset.RecordedSession;
import dev.demeanor.cli.dataset.Role;
import dev.demeanor.cli.dataset.SubjectRecording;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.Source;
import dev.demeanor.population.PopulationTraining;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The windows of recorded people, made by the machine and extractors of a live session. */
public final class RecordedWindows {

  private RecordedWindows() {}

  /**
   * Returns the windows of each of a person's own sessions, in the order of time.
   *
   * @param factor what all times are multiplied with: 1, or above 1 for a clock that counts too
   *     much
   */
  public static Map<Source, List<List<FeatureVector>>> of(
      SubjectRecording subject, double factor, PopulationTraining training) {
    List<RecordedSession> sessions = new ArrayList<>();
    for (RecordedSession session : subject.sessions()) {
      if (session.role() != Role.TEST_OTHER) {
        List<EventBuffer> units =
            session.units().stream().map(unit -> stretched(unit, factor)).toList();
        sessions.add(new RecordedSession(session.number(), Role.OWN, session.setup(), units));
      }
    }
    SubjectRecording own = new SubjectRecording(subject.subject(), subject.group(), sessions);
    return new FedPeople().get(own, training).windows();
  }

  private static EventBuffer stretched(EventBuffer unit, double factor) {
    if (factor == 1) {
      return unit;
    }
    EventBuffer stretched = new EventBuffer(unit.size());
    for (int i = 0; i < unit.size(); i++) {
      add(unit, i, factor, stretched);
    }
    return stretched;
  }

  private static void add(EventBuffer from, int i, double factor, EventBuffer to) {
    long time = Math.round(from.timeMicros(i) * factor);
    switch (from.kind(i)) {
      case FIXED_TEXT_KEY ->
          to.addFixedTextKey(
              from.field(i), from.position(i), time, Math.round(from.dwellMicros(i) * factor));
      case FIXED_TEXT_END -> to.addFixedTextEnd(from.field(i), from.keys(i), time, from.outcome(i));
      case FREE_TEXT_PAIR ->
          to.addFreeTextPair(
              from.first(i),
              from.second(i),
              time,
              Math.round(from.dwellMicros(i) * factor),
              Math.round(from.pressToPressMicros(i) * factor));
      case POINTER -> to.addPointer(from.action(i), time, from.x(i), from.y(i));
      case VISIT -> to.addVisit(from.route(i), time);
    }
  }
}
