package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.RecordedSession;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.Role;
import dev.demeanor.cli.dataset.SessionSetup;
import dev.demeanor.cli.dataset.SubjectRecording;
import dev.demeanor.evaluation.Figure;
import dev.demeanor.evaluation.PartialErrors;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.Modality;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * People made of three: the k-th of {@code cmu} types, the k-th of {@code balabit} moves the mouse
 * and the k-th of {@code sea} whose account had a masquerader navigates, as many as the smallest
 * set gives. Each set is learned and tested as its own protocol says. An attempt is one session
 * with an entry, then a block of commands, then a mouse session, all of them the subject's or none
 * (an impostor is made of three people, too). There are as many as the longest of the three lists
 * holds, the others are used again from the beginning; entries come in order, the other lists are
 * shuffled with the seed. Each attempt is made seven times: whole, with one modality only, and with
 * one missing.
 */
final class ChimericProtocol implements Protocol {

  static final String FUSED = "fused";

  private static final List<Modality> ORDER =
      List.of(Modality.KEYSTROKE, Modality.NAVIGATION, Modality.POINTER);

  @Override
  public String name() {
    return "chimeric";
  }

  @Override
  public boolean isFor(String dataset) {
    return dataset.equals("chimeric");
  }

  @Override
  public boolean canAdapt() {
    return false; // each attempt is made seven times
  }

  @Override
  public Scoring scoring(String dataset) {
    return Scoring.FUSED;
  }

  @Override
  public int leastPeople(String dataset) {
    return 2; // of each set
  }

  @Override
  public List<Trial> trials(Recordings recordings, ProtocolOptions options) {
    List<Trial> typing = part(recordings, "cmu", new KillourhyMaxionProtocol(), options);
    List<Trial> moving = part(recordings, "balabit", new BalabitProtocol(), options);
    List<Trial> visiting = part(recordings, "sea", new SchonlauProtocol(), options);
    List<Trial> trials = new ArrayList<>();
    int people = Math.min(typing.size(), Math.min(moving.size(), visiting.size()));
    for (int k = 0; k < people; k++) {
      trials.add(
          person(
              Map.of(
                  Modality.KEYSTROKE, typing.get(k),
                  Modality.POINTER, moving.get(k),
                  Modality.NAVIGATION, visiting.get(k)),
              31 * options.seed() + k));
    }
    return trials;
  }

  /** Returns the trials of one set on which there is something to tell apart. */
  private static List<Trial> part(
      Recordings recordings, String set, Protocol protocol, ProtocolOptions options) {
    List<SubjectRecording> subjects =
        recordings.subjects().stream().filter(subject -> subject.group().equals(set)).toList();
    Recordings part =
        new Recordings(
            set, subjects, recordings.input(), recordings.note(), recordings.irregularities());
    List<Trial> trials =
        protocol.trials(part, options).stream()
            .filter(trial -> !attempts(trial, true).isEmpty() && !attempts(trial, false).isEmpty())
            .toList();
    if (trials.isEmpty()) {
      throw new BadInput(
          recordings.input().path()
              + " holds nobody of "
              + set
              + " with genuine and impostor tests; protocol chimeric needs one or more");
    }
    return trials;
  }

  private static List<Attempt> attempts(Trial trial, boolean genuine) {
    return trial.attempts().stream().filter(attempt -> attempt.genuine() == genuine).toList();
  }

  private static Trial person(Map<Modality, Trial> parts, long seed) {
    List<RecordedSession> enrolment = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Modality modality : ORDER) {
      for (RecordedSession session : of(parts, modality).enrolment()) {
        enrolment.add(
            new RecordedSession(enrolment.size() + 1, Role.OWN, session.setup(), session.units()));
      }
      names.add(of(parts, modality).subject());
    }
    List<Map<Modality, Attempt>> tests = new ArrayList<>();
    Random random = new Random(seed);
    tests.addAll(tests(parts, true, random));
    tests.addAll(tests(parts, false, random));
    SessionSetup setup = of(tests.get(0), Modality.KEYSTROKE).setup();
    Map<String, List<Attempt>> partial = new LinkedHashMap<>();
    variants()
        .forEach(
            (name, shown) ->
                partial.put(name, tests.stream().map(test -> join(test, shown, setup)).toList()));
    List<Attempt> whole = Objects.requireNonNull(partial.remove(FUSED));
    return new Trial(String.join("+", names), enrolment, false, whole, List.of(), partial, "");
  }

  /** Returns which modalities are fed, by the name of the figures. */
  private static Map<String, Set<Modality>> variants() {
    Map<String, Set<Modality>> variants = new LinkedHashMap<>();
    variants.put(FUSED, Set.copyOf(ORDER));
    for (Modality modality : ORDER) {
      variants.put(modality.name() + " only", Set.of(modality));
    }
    for (Modality modality : ORDER) {
      Set<Modality> others = new LinkedHashSet<>(ORDER);
      others.remove(modality);
      variants.put("without " + modality.name(), others);
    }
    return variants;
  }

  private static List<Map<Modality, Attempt>> tests(
      Map<Modality, Trial> parts, boolean genuine, Random random) {
    Map<Modality, List<Attempt>> lists = new LinkedHashMap<>();
    for (Modality modality : ORDER) {
      List<Attempt> list = new ArrayList<>(attempts(of(parts, modality), genuine));
      if (!modality.equals(Modality.KEYSTROKE)) {
        Collections.shuffle(list, random);
      }
      lists.put(modality, list);
    }
    int longest = lists.values().stream().mapToInt(List::size).max().orElse(0);
    List<Map<Modality, Attempt>> tests = new ArrayList<>();
    for (int i = 0; i < longest; i++) {
      Map<Modality, Attempt> test = new LinkedHashMap<>();
      for (Modality modality : ORDER) {
        List<Attempt> list = of(lists, modality);
        test.put(modality, list.get(i % list.size()));
      }
      tests.add(test);
    }
    return tests;
  }

  /** Every modality of {@link #ORDER} is in these maps. */
  private static <T> T of(Map<Modality, T> map, Modality modality) {
    return Objects.requireNonNull(map.get(modality));
  }

  private static Attempt join(
      Map<Modality, Attempt> test, Set<Modality> shown, SessionSetup setup) {
    List<EventBuffer> units = new ArrayList<>();
    for (Modality modality : ORDER) {
      if (shown.contains(modality)) {
        units.addAll(of(test, modality).units());
      }
    }
    return new Attempt(of(test, Modality.KEYSTROKE).genuine(), setup, units);
  }

  @Override
  public List<Figure> figures(Recordings recordings, EvaluationRun run) {
    List<Figure> figures = new ArrayList<>(PartialErrors.figures(FUSED, run.attempts()));
    run.partial()
        .forEach((name, attempts) -> figures.addAll(PartialErrors.figures(name, attempts)));
    return figures;
  }
}
