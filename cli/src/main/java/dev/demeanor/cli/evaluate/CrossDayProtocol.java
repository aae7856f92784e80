package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.RecordedSession;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.SubjectRecording;
import dev.demeanor.evaluation.Figure;
import dev.demeanor.evaluation.GroupErrors;
import dev.demeanor.event.EventBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Free text on another day: learned from sessions 0 and 1, decided on 50, 100 or 200 keys of
 * session 2. Users in the order of their names are split into even and odd places; impostors are
 * the first 400 keys of session 2 of every other user of the same half, so that the figures compare
 * with those of detectors that learn a population from the other half.
 */
final class CrossDayProtocol implements Protocol {

  static final int TEST_SESSION = 2;
  static final int BLOCK = 50;

  private static final int USUAL_KEYS = 100;
  private static final int IMPOSTOR_KEYS = 400;

  @Override
  public String name() {
    return "cross-day";
  }

  @Override
  public boolean isFor(String dataset) {
    return dataset.equals("freetext");
  }

  @Override
  public int leastPeople(String dataset) {
    return 2;
  }

  @Override
  public boolean isInOrder() {
    return false;
  }

  @Override
  public List<Trial> trials(Recordings recordings, ProtocolOptions options) {
    int keys = options.keys().orElse(USUAL_KEYS);
    if (keys < BLOCK || keys % BLOCK != 0) {
      throw new BadInput(
          "--keys must be a multiple of "
              + BLOCK
              + " for protocol "
              + name()
              + " (a block is decided on whole), was "
              + keys);
    }
    List<List<SubjectRecording>> groups = groups(recordings, options);
    List<Trial> trials = new ArrayList<>();
    for (List<SubjectRecording> half : groups) {
      half.forEach(subject -> trials.add(trial(subject, half, keys / BLOCK)));
    }
    trials.sort(Comparator.comparing(Trial::subject));
    return Recorded.tested(trials, recordings, name());
  }

  /** Returns the users who are each other's impostors: a fold, or those at even and odd places. */
  static List<List<SubjectRecording>> groups(Recordings recordings, ProtocolOptions options) {
    return options.fold() ? List.of(recordings.subjects()) : halves(recordings);
  }

  private static List<List<SubjectRecording>> halves(Recordings recordings) {
    List<SubjectRecording> sorted =
        recordings.subjects().stream()
            .sorted(Comparator.comparing(SubjectRecording::subject))
            .toList();
    List<List<SubjectRecording>> halves = List.of(new ArrayList<>(), new ArrayList<>());
    for (int place = 0; place < sorted.size(); place++) {
      halves.get(place % 2).add(sorted.get(place));
    }
    return halves;
  }

  private static Trial trial(SubjectRecording subject, List<SubjectRecording> half, int blocks) {
    List<Attempt> attempts = new ArrayList<>(attempts(true, subject, blocks));
    int most = Math.max(1, IMPOSTOR_KEYS / BLOCK / blocks);
    for (SubjectRecording other : half) {
      if (!other.subject().equals(subject.subject())) {
        List<Attempt> all = attempts(false, other, blocks);
        attempts.addAll(all.subList(0, Math.min(most, all.size())));
      }
    }
    List<RecordedSession> enrolment =
        subject.sessions().stream().filter(session -> session.number() < TEST_SESSION).toList();
    return new Trial(subject.subject(), enrolment, attempts);
  }

  private static List<Attempt> attempts(boolean genuine, SubjectRecording typist, int blocks) {
    List<Attempt> attempts = new ArrayList<>();
    for (RecordedSession session : typist.sessions()) {
      if (session.number() == TEST_SESSION) {
        List<EventBuffer> units = session.units();
        for (int at = 0; at + blocks <= units.size(); at += blocks) {
          attempts.add(new Attempt(genuine, session.setup(), units.subList(at, at + blocks)));
        }
      }
    }
    return attempts;
  }

  @Override
  public List<Figure> figures(Recordings recordings, EvaluationRun run) {
    Map<String, String> groups = new LinkedHashMap<>();
    recordings.subjects().forEach(subject -> groups.put(subject.subject(), subject.group()));
    return GroupErrors.figures(run.attempts(), groups);
  }
}
