package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.RecordedSession;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.Role;
import dev.demeanor.cli.dataset.SubjectRecording;
import dev.demeanor.evaluation.Figure;
import dev.demeanor.evaluation.TakeOverDelays;
import dev.demeanor.event.EventBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * A session that changes hands: some of the subject's own genuine attempts of the data set's usual
 * protocol, from a random place on, then one impostor's recording in order. Impostors are the
 * sessions labelled so where a whole session is (balabit, events), otherwise the beginning of every
 * other subject's recording: session 1 of cmu, 1,000 commands of sea, 1,000 keys of session 2 of
 * freetext within the same half.
 */
final class TakeOverProtocol implements Protocol {

  private static final int LONGEST_PREFIX_EVENTS = 1_000;
  private static final int IMPOSTOR_EVENTS = 1_000;

  @Override
  public String name() {
    return "take-over";
  }

  @Override
  public boolean isFor(String dataset) {
    return true;
  }

  @Override
  public Scoring scoring(String dataset) {
    return Scoring.MEAN;
  }

  @Override
  public List<Trial> trials(Recordings recordings, ProtocolOptions options) {
    ProtocolOptions whole = new ProtocolOptions(OptionalInt.empty(), options.seed());
    Protocol usual = Protocols.defaultFor(recordings.dataset());
    SplittableRandom random = new SplittableRandom(options.seed());
    List<Trial> trials = new ArrayList<>();
    for (Trial trial : usual.trials(recordings, whole)) {
      Trial tested = trial.enough() ? split(trial) : trial;
      List<Attempt> genuine = tested.attempts().stream().filter(Attempt::genuine).toList();
      List<TakeOver> takeOvers = new ArrayList<>();
      if (!genuine.isEmpty()) {
        for (Attempt impostor : impostors(tested, recordings)) {
          takeOvers.add(new TakeOver(prefix(genuine, random), impostor));
        }
      }
      trials.add(new Trial(tested.subject(), tested.enrolment(), false, List.of(), takeOvers));
    }
    if (trials.stream().allMatch(trial -> trial.takeOvers().isEmpty())) {
      throw new BadInput(
          recordings.input().path()
              + " holds no session that could change hands; protocol "
              + name()
              + " needs genuine tests and impostors");
    }
    return trials;
  }

  /** The first half is learned: a session that changes hands must be chosen before enrolment. */
  private static Trial split(Trial trial) {
    List<RecordedSession> own = trial.enrolment();
    int half = (own.size() + 1) / 2;
    List<Attempt> attempts = new ArrayList<>(trial.attempts());
    own.subList(half, own.size())
        .forEach(session -> attempts.add(Recorded.attempt(true, session, OptionalInt.empty())));
    return new Trial(trial.subject(), own.subList(0, half), attempts);
  }

  /** Returns consecutive genuine attempts: of random length, from a random place on. */
  private static Attempt prefix(List<Attempt> genuine, SplittableRandom random) {
    int at = random.nextInt(genuine.size());
    long most = 1 + random.nextInt(LONGEST_PREFIX_EVENTS);
    List<EventBuffer> units = new ArrayList<>();
    long events = 0;
    do {
      units.addAll(genuine.get(at).units());
      events += genuine.get(at).events();
      at++;
    } while (events < most && at < genuine.size());
    return new Attempt(true, genuine.get(0).setup(), units);
  }

  private static List<Attempt> impostors(Trial trial, Recordings recordings) {
    return switch (recordings.dataset()) {
      case "balabit", "events" ->
          trial.attempts().stream().filter(attempt -> !attempt.genuine()).toList();
      case "freetext" -> {
        List<Attempt> impostors = new ArrayList<>();
        for (List<SubjectRecording> half : CrossDayProtocol.halves(recordings)) {
          if (half.stream().anyMatch(one -> one.subject().equals(trial.subject()))) {
            impostors.addAll(others(trial, half, CrossDayProtocol.TEST_SESSION));
          }
        }
        yield impostors;
      }
      default -> others(trial, recordings.subjects(), recordings.dataset().equals("cmu") ? 1 : 0);
    };
  }

  private static List<Attempt> others(Trial trial, List<SubjectRecording> all, int number) {
    List<Attempt> others = new ArrayList<>();
    for (SubjectRecording other : all) {
      for (RecordedSession session : other.sessions(Role.OWN)) {
        if (!other.subject().equals(trial.subject()) && session.number() == number) {
          others.add(
              new Attempt(
                  false, session.setup(), Recorded.first(session.units(), IMPOSTOR_EVENTS)));
        }
      }
    }
    return others;
  }

  @Override
  public List<Figure> figures(Recordings recordings, EvaluationRun run) {
    return TakeOverDelays.of(run.takeOvers(), TakeOverDelays.USUAL_BUDGET).figures();
  }
}
