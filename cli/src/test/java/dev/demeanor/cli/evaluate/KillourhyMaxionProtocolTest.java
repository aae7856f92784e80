package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.RecordedSession;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.SubjectRecording;
import dev.demeanor.cli.input.InputSummary;
import dev.demeanor.event.EventBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KillourhyMaxionProtocolTest {

  private final Protocol protocol = Protocols.defaultFor("cmu");

  @Test
  void trials_enrolOnTheFirstFourSessionsAndTestOnTheRest() {
    Recordings recordings =
        recordings(subject("a", 8, 50), subject("b", 8, 50), subject("c", 8, 50));

    List<Trial> trials = protocol.trials(recordings);

    assertThat(trials).extracting(Trial::subject).containsExactly("a", "b", "c");
    Trial first = trials.get(0);
    assertThat(first.enrolment()).isEqualTo(recordings.subjects().get(0).sessions().subList(0, 4));
    assertThat(first.enrolmentUnits()).isEqualTo(200);
    assertThat(first.attempts().stream().filter(Attempt::genuine)).hasSize(200);
    assertThat(first.attempts().stream().filter(attempt -> !attempt.genuine())).hasSize(10);
  }

  @Test
  void trials_takeTheOthersFirstFiveRepetitionsForImpostors() {
    Recordings recordings = recordings(subject("a", 8, 6), subject("b", 8, 6));

    List<EventBuffer> impostors =
        protocol.trials(recordings).get(0).attempts().stream()
            .filter(attempt -> !attempt.genuine())
            .flatMap(attempt -> attempt.units().stream())
            .toList();

    RecordedSession firstOfOther = recordings.subjects().get(1).sessions().get(0);
    assertThat(impostors).hasSize(5);
    for (int i = 0; i < 5; i++) {
      assertThat(impostors.get(i)).isSameAs(firstOfOther.units().get(i));
    }
  }

  @Test
  void trials_workOnWhatThereIs() {
    List<Trial> trials = protocol.trials(recordings(subject("a", 6, 3), subject("b", 2, 3)));

    assertThat(trials.get(0).attempts().stream().filter(Attempt::genuine)).hasSize(6);
    assertThat(trials.get(1).enrolmentUnits()).isEqualTo(6);
    assertThat(trials.get(1).attempts()).noneMatch(Attempt::genuine).hasSize(3);
  }

  @Test
  void trials_ofOneSubject_haveNoImpostors() {
    assertThatThrownBy(() -> protocol.trials(recordings(subject("a", 8, 2))))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("holds only subject \"a\"");
  }

  @Test
  void trials_withoutLaterSessions_haveNothingGenuineToTest() {
    assertThatThrownBy(() -> protocol.trials(recordings(subject("a", 4, 2), subject("b", 4, 2))))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("no session after 4");
  }

  private static Recordings recordings(SubjectRecording... subjects) {
    return new Recordings(
        "cmu", List.of(subjects), new InputSummary("data", 1, "00"), "", Map.of());
  }

  private static SubjectRecording subject(String name, int sessions, int repetitions) {
    List<RecordedSession> recorded = new ArrayList<>();
    for (int session = 1; session <= sessions; session++) {
      List<EventBuffer> units = new ArrayList<>();
      for (int rep = 0; rep < repetitions; rep++) {
        units.add(new EventBuffer(1));
      }
      recorded.add(new RecordedSession(session, units));
    }
    return new SubjectRecording(name, recorded);
  }
}
