package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.RecordedSession;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.Role;
import dev.demeanor.cli.dataset.SubjectRecording;
import dev.demeanor.evaluation.FalseBlocks;
import dev.demeanor.evaluation.Figure;
import dev.demeanor.evaluation.TakeOverDelays;
import dev.demeanor.event.EventBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A session that changes hands: some of the subject's own genuine attempts of the data set's usual
 * protocol, from a random place on, then one impostor's recording in order. Where the monitor
 * learns from attempts, the genuine ones are cut at random places and used in the order of time.
 * Impostors are the sessions labelled so where a whole session is (balabit, events, chimeric),
 * otherwise the beginning of every other subject's recording: session 1 of cmu, 1,000 commands of
 * sea, 1,000 keys of session 2 of freetext within the same half.
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
  public int leastPeople(String dataset) {
    boolean labelled = List.of("balabit", "events").contains(dataset);
    return labelled ? 1 : 2;
  }

  @Override
  public List<Trial> trials(Recordings recordings, ProtocolOptions options) {
    ProtocolOptions whole = options.withoutKeys();
    Protocol usual = Protocols.defaultFor(recordings.dataset());
    SplittableRandom random = new SplittableRandom(options.seed());
    List<Trial> trials = new ArrayList<>();
    for (Trial trial : usual.trials(recordings, whole)) {
      Trial tested = trial.enough() ? split(trial) : trial;
      List<Attempt> genuine = tested.attempts().stream().filter(Attempt::genuine).toList();
      List<TakeOver> takeOvers = new ArrayList<>();
      if (!genuine.isEmpty()) {
        List<Attempt> impostors = impostors(tested, recordings, options);
        if (options.adaptive()) {
          takeOvers.addAll(inOrder(genuine, impostors, random));
        } else {
          impostors.forEach(one -> takeOvers.add(new TakeOver(prefix(genuine, random), one)));
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
    long most = 1L + random.nextInt(LONGEST_PREFIX_EVENTS);
    List<EventBuffer> units = new ArrayList<>();
    long events = 0;
    do {
      units.addAll(genuine.get(at).units());
      events += genuine.get(at).events();
      at++;
    } while (events < most && at < genuine.size());
    return new Attempt(true, genuine.get(0).setup(), units);
  }

  /**
   * Cuts the genuine attempts at random places into as many sessions as there are impostors, in the
   * order of time and each used once, so that templates can follow; impostors in random order, with
   * fewer genuine attempts than impostors only some of them.
   */
  private static List<TakeOver> inOrder(
      List<Attempt> genuine, List<Attempt> impostors, SplittableRandom random) {
    List<Attempt> others = new ArrayList<>(impostors);
    Collections.shuffle(others, new Random(random.nextLong()));
    int sessions = Math.min(genuine.size(), others.size());
    List<Integer> places = new ArrayList<>();
    for (int at = 1; at < genuine.size(); at++) {
      places.add(at);
    }
    Collections.shuffle(places, new Random(random.nextLong()));
    List<Integer> cuts = new ArrayList<>(places.subList(0, Math.max(0, sessions - 1)));
    Collections.sort(cuts);
    cuts.add(genuine.size());
    List<TakeOver> takeOvers = new ArrayList<>();
    int from = 0;
    for (int k = 0; k < sessions; k++) {
      List<EventBuffer> units = new ArrayList<>();
      genuine.subList(from, cuts.get(k)).forEach(attempt -> units.addAll(attempt.units()));
      takeOvers.add(
          new TakeOver(new Attempt(true, genuine.get(from).setup(), units), others.get(k)));
      from = cuts.get(k);
    }
    return takeOvers;
  }

  private static List<Attempt> impostors(
      Trial trial, Recordings recordings, ProtocolOptions options) {
    return switch (recordings.dataset()) {
      case "balabit", "events", "chimeric" ->
          trial.attempts().stream().filter(attempt -> !attempt.genuine()).toList();
      case "freetext" -> {
        List<Attempt> impostors = new ArrayList<>();
        for (List<SubjectRecording> half : CrossDayProtocol.groups(recordings, options)) {
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
    List<Figure> figures = new ArrayList<>(delays(run).figures());
    figures.addAll(FalseBlocks.of(run.takeOvers()).figures());
    return figures;
  }

  /** Returns how soon take-overs were noticed within the usual budget of false alarms. */
  static TakeOverDelays delays(EvaluationRun run) {
    return Double.isFinite(run.alarm())
        ? TakeOverDelays.at(run.takeOvers(), run.alarm(), TakeOverDelays.USUAL_BUDGET)
        : TakeOverDelays.of(run.takeOvers(), TakeOverDelays.USUAL_BUDGET);
  }
}
