package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.DataSet;
import dev.demeanor.cli.dataset.DataSets;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.decision.Verdict;
import dev.demeanor.trust.TrustConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Whether constants of trust or calibration chosen on some people work on others. Each data set is
 * left out in turn, the constants are chosen on the others, and what they give on the one left out
 * is compared with the constants in use; and within each set one half of the subjects chooses for
 * the other. Evidence comes from the monitor, session after session as in {@code --protocol
 * take-over}; trust and verdicts by the machine's own model. A tool of those who develop detectors,
 * so it is not listed.
 */
@Command(
    name = "generalise",
    hidden = true,
    description = "Chooses constants of trust or calibration with each data set left out in turn.",
    sortOptions = false)
public final class GeneraliseCommand implements Callable<Integer> {

  /** Candidates that are named, of those that halves of a set chose. */
  private static final int SHOWN = 4;

  @Option(
      names = "--on",
      required = true,
      paramLabel = "DATASET=PATH",
      description = "A data set and its recordings; two or more.")
  private Map<String, Path> on = Map.of();

  @Option(
      names = "--vary",
      required = true,
      paramLabel = "NAME=VALUE,VALUE...",
      description =
          "A constant of trust, or crossing, scale-mass or ceiling of calibration, and its values;"
              + " several are tried in all combinations.")
  private List<String> vary = List.of();

  @Option(
      names = "--detector",
      paramLabel = "NAME",
      description = "Detector of every data set; the monitor's own choice when left out.")
  private @Nullable String detector;

  @Option(
      names = "--divisions",
      paramLabel = "N",
      defaultValue = "20",
      description = "How often subjects are divided anew; default 20.")
  private int divisions = 20;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of everything random; default 1.")
  private long seed = 1;

  @Spec private @Nullable CommandSpec spec;

  /** Made by picocli. */
  public GeneraliseCommand() {}

  @Override
  public Integer call() {
    if (on.size() < 2 || divisions < 1) {
      throw new BadInput(
          "generalise needs two data sets (--on) and one division at least, were "
              + on.size()
              + " and "
              + divisions);
    }
    MonitorSettings usual = MonitorSettings.usual();
    MonitorSettings settings =
        detector == null ? usual : usual.withDetector(Detectors.check(detector));
    List<TrustGrid.Candidate> candidates =
        new ArrayList<>(TrustGrid.of(vary.stream().map(Variation::parse).toList(), settings));
    candidates.add(0, TrustGrid.of(List.of(), settings).get(0));
    List<String> names = List.copyOf(on.keySet());
    List<Map<String, List<TakeOverLoss>>> sets = new ArrayList<>();
    on.forEach((name, path) -> sets.add(losses(DataSets.get(name), path, candidates)));
    SharedChoice choice = new SharedChoice(sets, candidates.size(), 0);
    print(names, candidates, choice);
    return 0;
  }

  /** Runs the monitor over every session that changes hands. */
  private List<HeardSession> heard(DataSet set, Recordings recordings, MonitorSettings settings) {
    Protocol protocol = Protocols.get("take-over", set.name());
    TrialGroup group =
        TrialGroup.of(
            Optional.empty(),
            recordings,
            new ProtocolOptions(ProtocolOptions.defaults().keys(), seed),
            protocol);
    try (Progress progress = Progress.start(set.name(), Evaluation.steps(group.trials()))) {
      EvaluationRun run =
          new Evaluation(protocol.scoring(set.name()), settings, progress).run(List.of(group));
      refuseUnusedDetector(set, run);
      refuseOtherVerdicts(run.heard());
      return run.heard();
    }
  }

  /** Without a word of this detector there would be nothing to lose. */
  private void refuseUnusedDetector(DataSet set, EvaluationRun run) {
    if (detector != null && !run.detectors().contains(detector)) {
      throw new BadInput(
          "--detector "
              + detector
              + " gives no evidence on --on "
              + set.name()
              + "; leave out one of them");
    }
  }

  /** What is compared must be what the monitor does: in use, it answers what it answered. */
  private static void refuseOtherVerdicts(List<HeardSession> heard) {
    TrustAgain inUse = new TrustAgain(TrustConfig.defaults());
    for (HeardSession session : heard) {
      List<Verdict> was = session.steps().stream().map(HeardSession.Step::verdict).toList();
      if (!inUse.verdicts(session).equals(was)) {
        throw new IllegalStateException(
            "a session of " + session.subject() + " was decided otherwise by the monitor");
      }
    }
  }

  /** Evidence is heard once for all candidates that calibrate alike. */
  private Map<String, List<TakeOverLoss>> losses(
      DataSet set, Path path, List<TrustGrid.Candidate> candidates) {
    Recordings recordings = set.load(path);
    Map<MonitorSettings, List<HeardSession>> heard = new HashMap<>();
    Map<String, List<TakeOverLoss>> losses = new LinkedHashMap<>();
    for (TrustGrid.Candidate candidate : candidates) {
      List<HeardSession> sessions =
          heard.computeIfAbsent(candidate.settings(), settings -> heard(set, recordings, settings));
      TrustAgain trust = new TrustAgain(candidate.config());
      TakeOverLoss.bySubject(sessions, trust)
          .forEach(
              (subject, loss) ->
                  losses.computeIfAbsent(subject, name -> new ArrayList<>()).add(loss));
    }
    return losses;
  }

  private void print(
      List<String> names, List<TrustGrid.Candidate> candidates, SharedChoice choice) {
    PrintWriter out = Objects.requireNonNull(spec, "spec").commandLine().getOut();
    List<Integer> all = IntStream.range(0, names.size()).boxed().toList();
    int together = choice.on(all, divisions, seed);
    for (int set : all) {
      List<Integer> others = all.stream().filter(other -> other != set).toList();
      out.printf(Locale.ROOT, "%n%s left out%n", names.get(set));
      line(out, "in use", set, 0, candidates, choice);
      line(out, "chosen without it", set, choice.on(others, divisions, seed), candidates, choice);
      line(out, "chosen on all", set, together, candidates, choice);
      line(out, "best on it alone", set, choice.bestOf(set), candidates, choice);
      within(out, choice.within(set, divisions, seed), candidates);
    }
    out.flush();
  }

  private static void within(
      PrintWriter out, SharedChoice.Within within, List<TrustGrid.Candidate> candidates) {
    List<String> chosen =
        IntStream.range(0, candidates.size())
            .filter(candidate -> within.votes().get(candidate) > 0)
            .boxed()
            .sorted(Comparator.comparingInt(candidate -> -within.votes().get(candidate)))
            .limit(SHOWN)
            .map(c -> within.votes().get(c) + " times " + nameOf(candidates.get(c)))
            .toList();
    out.printf(
        Locale.ROOT,
        "  half for half      loss %.4f  in use %.4f  chosen %s%n",
        within.choice(),
        within.shipped(),
        String.join(", ", chosen));
  }

  private static String nameOf(TrustGrid.Candidate candidate) {
    return candidate.name().isEmpty() ? "in use" : candidate.name();
  }

  private static void line(
      PrintWriter out,
      String what,
      int set,
      int candidate,
      List<TrustGrid.Candidate> candidates,
      SharedChoice choice) {
    TakeOverLoss loss = choice.loss(set, candidate);
    double sessions = Math.max(1, loss.sessions());
    out.printf(
        Locale.ROOT,
        "  %-18s loss %.4f  denied %5.2f %%  challenged or denied %5.2f %%  impostor goes on %5.2f"
            + " %%  %s%n",
        what,
        loss.value(),
        100 * loss.denied() / sessions,
        100 * loss.challenged() / sessions,
        100 * loss.allowed() / sessions,
        candidates.get(candidate).name());
  }
}
