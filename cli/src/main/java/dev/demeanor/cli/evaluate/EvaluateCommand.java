package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.database.JdbcUrl;
import dev.demeanor.cli.dataset.DataSet;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.RecordingsOptions;
import dev.demeanor.enrolment.AdaptationMode;
import dev.demeanor.evaluation.Bootstrap;
import dev.demeanor.evaluation.EvaluationResult;
import dev.demeanor.evaluation.Figure;
import dev.demeanor.evaluation.ScoredAttempt;
import dev.demeanor.evidence.CalibrationConstants;
import dev.demeanor.spi.ProviderOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how well subjects and impostors are told apart on recordings with known answers. */
@Command(
    name = "evaluate",
    description =
        "Measures how well subjects and impostors are told apart, on recordings with known answers.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class EvaluateCommand implements Callable<Integer> {

  @Mixin private RecordingsOptions recorded = new RecordingsOptions();

  @Mixin private PopulationOptions known = new PopulationOptions();

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      description =
          "Protocol: killourhy-maxion (for cmu), balabit, schonlau (for sea), cross-day (for"
              + " freetext), chronological (for events), chimeric, each the default of its data set;"
              + " take-over (for all).")
  private @Nullable String protocol;

  @Option(
      names = "--detector",
      paramLabel = "NAME",
      description = "Detector; the monitor's own choice when left out.")
  private @Nullable String detector;

  @Option(
      names = "--fusion",
      paramLabel = "RULE",
      defaultValue = "evidence",
      description = "evidence (default) or linear-pool.")
  private String fusion = "evidence";

  @Mixin private AdaptOptions adapt = new AdaptOptions();

  @Option(
      names = "--impostors",
      paramLabel = "WHO",
      defaultValue = "novice",
      description =
          "novice (default) or, for killourhy-maxion, practised: the last entries instead of the"
              + " first.")
  private String impostors = "novice";

  @Option(
      names = "--keys",
      paramLabel = "N",
      description =
          "Events a decision may use; for freetext 50, 100 (default) or 200, otherwise all.")
  private @Nullable Integer keys;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of everything random: bootstrap, take-over; default 1.")
  private long seed = 1;

  @Mixin private OutputOptions files = new OutputOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  public EvaluateCommand() {}

  @Override
  public Integer call() {
    DataSet set = recorded.set();
    Protocol chosen = protocol(set);
    MonitorSettings settings = settings();
    check(chosen, settings);
    PopulationChoice others = known.choice();
    files.check(recorded);
    try (OutputOptions.Opened outputs = files.open()) {
      Outcome outcome = evaluate(set, chosen, settings, others);
      outputs.write(outcome);
      TextReport.print(outcome, spec.commandLine().getOut());
    }
    return 0;
  }

  /** Returns a way to make this evaluation again and again, with other constants. */
  Function<UnaryOperator<MonitorSettings>, List<ScoredAttempt>> repeatable() {
    DataSet set = recorded.set();
    Protocol chosen = protocol(set);
    MonitorSettings settings = settings();
    check(chosen, settings);
    PopulationChoice others = known.choice();
    Recordings recordings = set.load(recorded.data());
    PopulationChoice.Setting setting = setting(set, settings);
    return change -> {
      MonitorSettings varied = change.apply(settings);
      PopulationChoice.Plan plan =
          mixed(
              chosen,
              others.plan(recordings, chosen, options(chosen, varied), setting.with(varied)),
              varied);
      EvaluationRun run = run(chosen.scoring(set.name()), varied, plan);
      refuseUnusedDetector(set, run);
      return run.attempts();
    };
  }

  /** Returns the detector that was named. */
  Optional<String> detector() {
    return Optional.ofNullable(detector);
  }

  /** Returns whether it learns of the attempts. */
  boolean adapts() {
    return adapt.policy().mode() != AdaptationMode.NONE;
  }

  /** Returns the seed of everything random. */
  long seed() {
    return seed;
  }

  private static EvaluationRun run(
      Scoring scoring, MonitorSettings settings, PopulationChoice.Plan plan) {
    try (Progress progress = Progress.start("evaluate", Evaluation.steps(plan.trials()))) {
      if (plan.changesHands() && settings.adaptation().mode() == AdaptationMode.FEEDBACK) {
        return AlarmSearch.run(
            alarm -> new Evaluation(scoring, settings, progress, alarm).run(plan.groups()));
      }
      return new Evaluation(scoring, settings, progress).run(plan.groups());
    }
  }

  private Protocol protocol(DataSet set) {
    return protocol == null
        ? Protocols.defaultFor(set.name())
        : Protocols.get(protocol, set.name());
  }

  private MonitorSettings settings() {
    return new MonitorSettings(
        Optional.ofNullable(detector).map(Detectors::check),
        ProviderOptions.none(),
        Fusions.get(fusion),
        adapt.policy(),
        CalibrationConstants.defaults(),
        known.models());
  }

  private static PopulationChoice.Setting setting(DataSet set, MonitorSettings settings) {
    return PopulationChoice.Setting.of(set, settings, Clock.systemUTC().instant());
  }

  private Outcome evaluate(
      DataSet set, Protocol chosen, MonitorSettings settings, PopulationChoice others) {
    long start = System.nanoTime();
    Recordings recordings = set.load(recorded.data());
    PopulationChoice.Plan plan =
        mixed(
            chosen,
            others.plan(recordings, chosen, options(chosen, settings), setting(set, settings)),
            settings);
    EvaluationRun run = run(chosen.scoring(set.name()), settings, plan);
    refuseUnusedDetector(set, run);
    double seconds = (System.nanoTime() - start) / 1e9;
    Bootstrap bootstrap = new Bootstrap(Bootstrap.USUAL_RESAMPLES, seed);
    EvaluationResult result = EvaluationResult.of(run.attempts(), bootstrap);
    return new Outcome(
        command(),
        recordings,
        chosen.name(),
        settings,
        plan,
        run,
        bootstrap,
        result,
        figures(chosen, recordings, run),
        seconds);
  }

  private static List<Figure> figures(Protocol chosen, Recordings recordings, EvaluationRun run) {
    List<Figure> figures = new ArrayList<>(chosen.figures(recordings, run));
    figures.addAll(AdaptationFigures.of(run.made()));
    return figures;
  }

  private static void check(Protocol chosen, MonitorSettings settings) {
    if (settings.adapts() && !chosen.canAdapt()) {
      throw new BadInput(
          "--protocol "
              + chosen.name()
              + " has no order of time in which to adapt; leave out --adapt");
    }
    if (!settings.adapts() && chosen.mustAdapt()) {
      throw new BadInput(
          "--protocol " + chosen.name() + " measures what is learned; add --adapt self");
    }
  }

  /** An evaluation that adapts needs an order of time. */
  private PopulationChoice.Plan mixed(
      Protocol chosen, PopulationChoice.Plan plan, MonitorSettings settings) {
    if (!settings.adapts() || chosen.isInOrder()) {
      return plan;
    }
    List<TrialGroup> groups = new ArrayList<>();
    long number = 0;
    for (TrialGroup group : plan.groups()) {
      List<Trial> mixed = new ArrayList<>();
      for (Trial trial : group.trials()) {
        mixed.add(trial.withAttempts(Mixing.of(trial.attempts(), 31 * seed + number)));
        number++;
      }
      groups.add(group.with(mixed));
    }
    return new PopulationChoice.Plan(plan.populations(), groups);
  }

  /** A detector that does not take what the data set holds leaves the work to another. */
  private void refuseUnusedDetector(DataSet set, EvaluationRun run) {
    if (detector != null && !run.detectors().isEmpty() && !run.detectors().contains(detector)) {
      throw new BadInput(
          "--detector "
              + detector
              + " does not take what --dataset "
              + set.name()
              + " holds; that is scored by "
              + String.join(", ", run.detectors()));
    }
  }

  private ProtocolOptions.Impostors impostors() {
    return switch (impostors) {
      case "novice" -> ProtocolOptions.Impostors.NOVICE;
      case "practised" -> ProtocolOptions.Impostors.PRACTISED;
      default ->
          throw new BadInput(
              "--impostors must be one of novice, practised, was " + BadInput.quote(impostors));
    };
  }

  private ProtocolOptions options(Protocol chosen, MonitorSettings settings) {
    ProtocolOptions.Impostors which = impostors();
    if (which == ProtocolOptions.Impostors.PRACTISED && !chosen.hasPractisedImpostors()) {
      throw new BadInput(
          "--impostors practised is not defined for --protocol "
              + chosen.name()
              + "; leave it out, or choose killourhy-maxion");
    }
    if (keys != null && keys < 1) {
      throw new BadInput("--keys must be at least 1, was " + keys);
    }
    return new ProtocolOptions(
        keys == null ? OptionalInt.empty() : OptionalInt.of(keys),
        seed,
        which,
        settings.adapts(),
        false);
  }

  private String command() {
    return "demeanor "
        + spec.root().commandLine().getParseResult().originalArgs().stream()
            .map(JdbcUrl::hidden) // this goes into files
            .map(
                arg -> arg.matches("[\\w@%+=:,./-]+") ? arg : "'" + arg.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
  }
}
