package dev.demeanor.cli.drift;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.DataSet;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.RecordingsOptions;
import dev.demeanor.cli.dataset.SubjectRecording;
import dev.demeanor.cli.evaluate.RecordedWindows;
import dev.demeanor.drift.DriftPolicy;
import dev.demeanor.event.Source;
import dev.demeanor.population.PopulationTraining;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks for drift in recordings. */
@Command(
    name = "drift",
    description =
        "Looks for drift in recordings, by the same watch as a monitor: between halves of the same"
            + " sessions, where none is, or from one session to the next; with a clock that goes"
            + " wrong in what is compared.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DriftCommand implements Callable<Integer> {

  private static final double MOST_PERCENT = 1_000;

  @Mixin private RecordingsOptions recorded = new RecordingsOptions();

  @Option(
      names = "--compare",
      paramLabel = "WHAT",
      defaultValue = "halves",
      description =
          "halves (default): the runs of each session by turns, all sessions together; sessions:"
              + " each session with the one before it.")
  private String compare = "halves";

  @Option(
      names = "--slow-clock",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description =
          "Makes all times in what is compared so much longer, as a clock does that goes wrong;"
              + " default 0.")
  private double percent;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  public DriftCommand() {}

  @Override
  public Integer call() {
    DataSet set = recorded.set();
    if (!compare.equals("halves") && !compare.equals("sessions")) {
      throw new BadInput(
          "--compare must be one of halves, sessions, was " + BadInput.quote(compare));
    }
    if (!(percent > -50 && percent <= MOST_PERCENT)) {
      throw new BadInput("--slow-clock must be in (-50, 1000], was " + percent);
    }
    Recordings recordings = set.load(recorded.data());
    DriftPolicy policy = DriftPolicy.defaults();
    List<SourceWindows> people = people(recordings, policy);
    DriftReport report = new DriftReport(spec.commandLine().getOut());
    report.input(recordings, compare, percent, policy);
    if (compare.equals("halves")) {
      report.subjects(DriftTrials.halves(people, policy));
      report.population(DriftTrials.everybody(people, policy));
    } else {
      report.subjects(DriftTrials.sessions(people, policy));
    }
    return 0;
  }

  private List<SourceWindows> people(Recordings recordings, DriftPolicy policy) {
    PopulationTraining training = BehaviorMonitor.builder().populationTraining();
    List<SourceWindows> people = new ArrayList<>();
    for (SubjectRecording subject : recordings.subjects()) {
      Map<Source, List<List<FeatureVector>>> recorded = RecordedWindows.of(subject, 1, training);
      Map<Source, List<List<FeatureVector>>> altered =
          percent == 0 ? recorded : RecordedWindows.of(subject, 1 + percent / 100, training);
      recorded.forEach(
          (source, sessions) ->
              people.add(
                  person(
                      subject,
                      source,
                      sessions,
                      altered.getOrDefault(source, List.of()),
                      policy.subject().windows(isRunning(source)))));
    }
    if (people.isEmpty()) {
      throw new BadInput(
          recorded.data() + " holds no complete window; --data needs longer recordings");
    }
    return people;
  }

  private static boolean isRunning(Source source) {
    return ServiceLoader.load(FeatureExtractorProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.supports(source))
        .findFirst()
        .map(FeatureExtractorProvider::isRunning)
        .orElse(false);
  }

  private static SourceWindows person(
      SubjectRecording subject,
      Source source,
      List<List<FeatureVector>> recorded,
      List<List<FeatureVector>> altered,
      int length) {
    FeatureSchema schema = recorded.get(0).get(0).schema();
    return new SourceWindows(
        subject.subject(),
        subject.group(),
        source.modality().name() + "/" + source.name(),
        length,
        SourceWindows.names(schema),
        recorded.stream().map(windows -> SourceWindows.runs(windows, schema, length)).toList(),
        altered.stream().map(windows -> SourceWindows.runs(windows, schema, length)).toList());
  }
}
