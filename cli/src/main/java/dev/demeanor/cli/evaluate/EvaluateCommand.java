package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.DataSet;
import dev.demeanor.cli.dataset.DataSets;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.evaluation.Bootstrap;
import dev.demeanor.evaluation.EvaluationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "NAME",
      description = "Data set: cmu, balabit, sea, freetext or events.")
  private String dataset = "";

  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description =
          "Its recordings: a file or a folder; .gz, .zip and .tar.xz are read as they are.")
  private Path data = Path.of("");

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      description =
          "Protocol: killourhy-maxion (for cmu), balabit, schonlau (for sea), cross-day (for"
              + " freetext), chronological (for events), each the default of its data set;"
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

  @Option(
      names = "--scores",
      paramLabel = "FILE",
      description = "Writes one CSV row for each attempt.")
  private @Nullable Path scores;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the result as JSON.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  public EvaluateCommand() {}

  @Override
  public Integer call() {
    DataSet set = DataSets.get(dataset);
    Protocol chosen =
        protocol == null ? Protocols.defaultFor(set.name()) : Protocols.get(protocol, set.name());
    MonitorSettings settings =
        new MonitorSettings(
            Optional.ofNullable(detector).map(Detectors::check), Fusions.get(fusion));
    refuseToOverwrite("--scores", scores);
    refuseToOverwrite("--json", json);
    if (scores != null && json != null && absolute(scores).equals(absolute(json))) {
      throw new BadInput("--scores and --json must name two files, both were " + json);
    }
    try (Outputs outputs = new Outputs(scores, json)) {
      Outcome outcome = evaluate(set, chosen, settings);
      outputs.write(outcome);
      TextReport.print(outcome, spec.commandLine().getOut());
    }
    return 0;
  }

  private Outcome evaluate(DataSet set, Protocol chosen, MonitorSettings settings) {
    long start = System.nanoTime();
    Recordings recordings = set.load(data);
    List<Trial> trials = chosen.trials(recordings, options());
    EvaluationRun run;
    try (Progress progress = Progress.start("evaluate", Evaluation.steps(trials))) {
      run = new Evaluation(chosen.scoring(set.name()), settings, progress).run(trials);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Bootstrap bootstrap = new Bootstrap(Bootstrap.USUAL_RESAMPLES, seed);
    EvaluationResult result = EvaluationResult.of(run.attempts(), bootstrap);
    return new Outcome(
        command(),
        recordings,
        chosen.name(),
        settings,
        run,
        bootstrap,
        result,
        chosen.figures(recordings, run),
        seconds);
  }

  private ProtocolOptions options() {
    if (keys != null && keys < 1) {
      throw new BadInput("--keys must be at least 1, was " + keys);
    }
    return new ProtocolOptions(keys == null ? OptionalInt.empty() : OptionalInt.of(keys), seed);
  }

  private String command() {
    return "demeanor "
        + spec.root().commandLine().getParseResult().originalArgs().stream()
            .map(
                arg -> arg.matches("[\\w@%+=:,./-]+") ? arg : "'" + arg.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private void refuseToOverwrite(String option, @Nullable Path output) {
    try {
      if (output != null
          && Files.exists(output)
          && Files.exists(data)
          && Files.isSameFile(output, data)) {
        throw new BadInput(
            option + " must not be the file of --data, was " + output + "; name another file");
      }
    } catch (IOException e) {
      throw new BadInput(
          option + " " + output + " cannot be looked at; check the permissions of its folder", e);
    }
  }

  /** The files that were asked for. */
  private static final class Outputs implements AutoCloseable {

    private final @Nullable OutputFile scores;
    private final @Nullable OutputFile json;

    Outputs(@Nullable Path scores, @Nullable Path json) {
      this.scores = scores == null ? null : OutputFile.open("--scores", scores);
      try {
        this.json = json == null ? null : OutputFile.open("--json", json);
      } catch (BadInput e) {
        close(this.scores);
        throw e;
      }
    }

    void write(Outcome outcome) {
      write(scores, writer -> ScoresFile.write(outcome, writer));
      write(json, writer -> ResultJson.write(outcome, writer));
    }

    private static void write(@Nullable OutputFile file, OutputFile.Content content) {
      if (file != null) {
        file.write(content);
      }
    }

    @Override
    public void close() {
      close(scores);
      close(json);
    }

    private static void close(@Nullable OutputFile file) {
      if (file != null) {
        file.close();
      }
    }
  }
}
