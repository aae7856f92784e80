package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.RecordedSession;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.Role;
import dev.demeanor.cli.dataset.SessionSetup;
import dev.demeanor.cli.dataset.SubjectRecording;
import dev.demeanor.cli.input.InputSummary;
import dev.demeanor.event.EventBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProtocolsTest {

  @Test
  void balabit_testsEveryLabelledSessionOnce() {
    Trial trial =
        Protocols.defaultFor("balabit")
            .trials(
                recordings(
                    "balabit",
                    subject(
                        "user7",
                        session(1, Role.OWN, 3),
                        session(2, Role.TEST_OWN, 1),
                        session(3, Role.TEST_OTHER, 2))))
            .get(0);

    assertThat(trial.enrolment()).extracting(RecordedSession::number).containsExactly(1);
    assertThat(trial.attempts()).extracting(Attempt::genuine).containsExactly(true, false);
    assertThat(trial.enrolmentEvents()).isEqualTo(150);
  }

  @Test
  void keys_limitWhatADecisionMayUse() {
    Recordings recordings =
        recordings("balabit", subject("u", session(1, Role.OWN, 3), session(2, Role.TEST_OWN, 4)));

    Attempt attempt = trials(recordings, 120).get(0).attempts().get(0);

    assertThat(attempt.events()).isEqualTo(120);
    assertThat(attempt.units()).extracting(EventBuffer::size).containsExactly(50, 50, 20);
  }

  @Test
  void crossDay_decidesOnWholeBlocksAgainstTheSameHalf() {
    List<SubjectRecording> users = new ArrayList<>();
    for (String name : List.of("d", "a", "c", "b")) {
      users.add(
          subject(
              name,
              session(0, Role.OWN, 2),
              session(1, Role.OWN, 2),
              session(2, Role.OWN, name.equals("c") ? 21 : 5)));
    }
    Recordings recordings = recordings("freetext", users.toArray(new SubjectRecording[0]));

    List<Trial> trials = trials(recordings, 100);

    assertThat(trials).extracting(Trial::subject).containsExactly("a", "b", "c", "d");
    assertThat(trials.get(0).enrolmentUnits()).isEqualTo(4);
    assertThat(trials.get(0).attempts().stream().filter(Attempt::genuine)).hasSize(2);
    assertThat(trials.get(0).attempts().stream().filter(a -> !a.genuine()))
        .as("400 keys of c, who is in a's half")
        .hasSize(4);
    assertThat(trials.get(2).attempts().stream().filter(a -> !a.genuine())).hasSize(2);
  }

  @Test
  void crossDay_ofPartsOfABlock_isAMistake() {
    Recordings recordings = recordings("freetext", subject("a", session(2, Role.OWN, 2)));

    assertThatThrownBy(() -> trials(recordings, 70))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("--keys must be a multiple of 50");
  }

  @Test
  void chronological_learnsUntilEnough() {
    Trial trial =
        trials(
                recordings(
                    "events",
                    subject(
                        "u",
                        session(1, Role.OWN, 1),
                        session(2, Role.TEST_OTHER, 1),
                        session(3, Role.OWN, 1))),
                100)
            .get(0);

    assertThat(trial.enough()).isTrue();
    assertThat(trial.enrolment()).extracting(RecordedSession::number).containsExactly(1, 3);
    assertThat(trial.attempts()).hasSize(1).noneMatch(Attempt::genuine);
  }

  @Test
  void takeOver_joinsAPrefixAndAnImpostor_alikeForTheSameSeed() {
    Recordings recordings =
        recordings(
            "sea",
            subject(
                "a",
                session(0, Role.OWN, 4),
                session(1, Role.TEST_OWN, 1),
                session(2, Role.TEST_OWN, 1)),
            subject("b", session(0, Role.OWN, 40), session(1, Role.TEST_OTHER, 1)));
    Protocol protocol = Protocols.get("take-over", "sea");

    List<Trial> trials = protocol.trials(recordings);

    assertThat(trials.get(0).attempts()).isEmpty();
    assertThat(trials.get(0).takeOvers()).hasSize(1);
    TakeOver takeOver = trials.get(0).takeOvers().get(0);
    assertThat(takeOver.owner().genuine()).isTrue();
    assertThat(takeOver.impostor().genuine()).isFalse();
    assertThat(takeOver.impostor().events()).isEqualTo(1_000);
    assertThat(trials.get(1).takeOvers()).as("nothing genuine to take over").isEmpty();
    assertThat(protocol.trials(recordings).get(0).takeOvers().get(0).owner().units())
        .isEqualTo(takeOver.owner().units());
  }

  @Test
  void protocols_withNothingGenuine_saySo() {
    for (String dataset : List.of("balabit", "sea", "freetext")) {
      Recordings recordings = recordings(dataset, subject("a", session(1, Role.OWN, 1)));
      assertThatThrownBy(() -> Protocols.defaultFor(dataset).trials(recordings))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("nothing genuine to test");
      assertThatThrownBy(() -> Protocols.get("take-over", dataset).trials(recordings))
          .isInstanceOf(BadInput.class);
    }
  }

  private static List<Trial> trials(Recordings recordings, int keys) {
    return Protocols.defaultFor(recordings.dataset())
        .trials(recordings, new ProtocolOptions(OptionalInt.of(keys), 1));
  }

  private static Recordings recordings(String dataset, SubjectRecording... subjects) {
    return new Recordings(
        dataset, List.of(subjects), new InputSummary("data", 1, "00"), "", Map.of());
  }

  private static SubjectRecording subject(String name, RecordedSession... sessions) {
    return new SubjectRecording(name, List.of(sessions));
  }

  private static RecordedSession session(int number, Role role, int blocks) {
    List<EventBuffer> units = new ArrayList<>();
    for (int b = 0; b < blocks; b++) {
      EventBuffer unit = new EventBuffer(50);
      for (int i = 0; i < 50; i++) {
        unit.addVisit(i, 1_000_000L * b);
      }
      units.add(unit);
    }
    return new RecordedSession(number, role, SessionSetup.desktop(), units);
  }
}
