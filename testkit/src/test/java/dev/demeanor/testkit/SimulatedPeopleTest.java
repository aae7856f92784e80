package dev.demeanor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.SessionOptions;
import dev.demeanor.decision.Evidence;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * How well the default detectors tell simulated people apart: neither trivially nor hopelessly, or
 * tests and demos would show nothing. It says nothing about people. Measured over 20 of them: field
 * 0.983, free text 0.976, pointer 0.988, navigation 0.965, each a window of its source.
 */
class SimulatedPeopleTest {

  private static final int KEYS = 11;
  private static final int PEOPLE = 6;
  private static final int ENROLMENT_BOUTS = 100;
  private static final int GENUINE_BOUTS = 20;

  private final FakeClock clock = FakeClock.atDefault();
  private final RecordingListener heard = new RecordingListener();
  private final Map<String, List<Double>> genuine = new TreeMap<>();
  private final Map<String, List<Double>> impostor = new TreeMap<>();

  @Test
  void defaultDetectors_tellSimulatedPeopleApart_moreOrLess() {
    try (BehaviorMonitor monitor =
        BehaviorMonitor.builder()
            .clock(clock)
            .ticker(clock::nanos)
            .executor(Runnable::run)
            .listener(heard)
            .build()) {
      for (int i = 0; i < PEOPLE; i++) {
        subject(monitor, i);
      }
    }
    Map<String, Double> areas = new TreeMap<>();
    genuine.forEach((source, own) -> areas.put(source, auc(own, impostor.get(source))));
    assertThat(areas).containsOnlyKeys("field.password", "free-text", "navigation", "pointer");
    assertThat(areas.values()).allMatch(area -> area > 0.8 && area < 0.999);
  }

  private void subject(BehaviorMonitor monitor, int who) {
    SubjectId subject = SubjectId.of("person-" + who);
    SimulatedPerson own = SimulatedPerson.ofSeed(who, KEYS);
    for (int i = 0; i < ENROLMENT_BOUTS; i++) {
      if (i % 10 == 0) {
        own.nextDay();
      }
      bout(monitor, SessionOptions.of(subject, new SessionId("e" + i)).asVouched(), own);
    }
    own.nextDay();
    heard.clear();
    for (int i = 0; i < GENUINE_BOUTS; i++) {
      own.nextDay();
      bout(monitor, probe(subject, "g" + i), own);
    }
    collect(genuine);
    for (int other = 0; other < PEOPLE; other++) {
      if (other != who) {
        SimulatedPerson somebody = SimulatedPerson.ofSeed(other, KEYS);
        for (int i = 0; i < 3; i++) {
          somebody.nextDay();
          bout(monitor, probe(subject, "i" + other + "-" + i), somebody);
        }
      }
    }
    collect(impostor);
  }

  private static SessionOptions probe(SubjectId subject, String id) {
    return SessionOptions.of(subject, new SessionId(id)).withProvenance(Provenance.DEV);
  }

  private void bout(BehaviorMonitor monitor, SessionOptions options, SimulatedPerson person) {
    try (BehaviorSession session = monitor.open(options)) {
      person.signIn(session, session.field("password", 0));
      person.work(session);
      clock.advance(Duration.ofMinutes(1));
      session.assess();
    }
  }

  private void collect(Map<String, List<Double>> into) {
    for (AuditRecord.Decided decided : heard.decisions()) {
      for (Evidence evidence : decided.evidence()) {
        if (evidence instanceof Evidence.Present present) {
          into.computeIfAbsent(present.source().name(), name -> new ArrayList<>())
              .add(present.value());
        }
      }
    }
    heard.clear();
  }

  private static double auc(List<Double> own, List<Double> others) {
    double wins = 0;
    for (double mine : own) {
      for (double theirs : others) {
        wins += mine > theirs ? 1 : mine == theirs ? 0.5 : 0;
      }
    }
    return wins / own.size() / others.size();
  }
}
