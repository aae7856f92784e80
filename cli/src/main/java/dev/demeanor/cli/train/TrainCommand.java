package dev.demeanor.cli.train;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.DataSet;
import dev.demeanor.cli.dataset.DataSets;
import dev.demeanor.cli.evaluate.Backend;
import dev.demeanor.cli.evaluate.VersionTraining;
import dev.demeanor.cli.models.ModelsOptions;
import dev.demeanor.cli.models.ModelsPlace;
import dev.demeanor.cli.models.SigningOptions;
import dev.demeanor.model.ModelEvaluation;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.repository.SigningKey;
import dev.demeanor.model.repository.VersionDraft;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Trains a version of models and adds it to those there are; or, by a subcommand, a population. */
@Command(
    name = "train",
    description =
        "Trains a version of models from recordings or samples, measures it, signs it, and adds it"
            + " to a directory or a database. It decides nothing before models promote says so.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = TrainPopulationCommand.class)
public final class TrainCommand implements Callable<Integer> {

  private static final List<String> OF_RECORDINGS = List.of("--dataset", "--data");

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "Data set: cmu, balabit, sea, freetext, chimeric or events.")
  private @Nullable String dataset;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "Its recordings: a file or a folder; .gz, .zip and .tar.xz are read as they are.")
  private @Nullable Path data;

  @Mixin private ModelsOptions models = new ModelsOptions();

  @Mixin private SigningOptions signing = new SigningOptions();

  @Mixin private SamplesOptions samples = new SamplesOptions();

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = "statistical",
      description =
          "What is trained: statistical (default; populations of the built-in detectors),"
              + " tribuo-ocsvm (support vectors of each subject, for pointers) or tribuo-forest (a"
              + " random forest against background people, for keystrokes).")
  private String backend = "statistical";

  @Option(
      names = "--export",
      paramLabel = "FORMAT",
      defaultValue = "onnx",
      description = "Form of a model's file; there is only onnx.")
  private String export = "onnx";

  @Option(
      names = "--loader",
      paramLabel = "NAME",
      defaultValue = "onnx-plain",
      description = "What loads a model: onnx-plain (default; plain Java) or onnx (ONNX Runtime).")
  private String loader = "onnx-plain";

  @Option(
      names = "--folds",
      paramLabel = "K",
      defaultValue = "4",
      description =
          "Measures the version on K parts of the people, each by a version trained from the"
              + " others; default 4, 0 for not at all: then it is promoted only by --override.")
  private int folds = 4;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Seed of everything random; default 42.")
  private long seed = 42;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  public TrainCommand() {}

  @Override
  public Integer call() {
    refuseMixed();
    DataSet set = samples.areGiven() ? null : recordings();
    Backend trained = Backend.of(backend);
    if (!export.equals("onnx")) {
      throw new BadInput("--export must be onnx, was " + BadInput.quote(export));
    }
    if (folds < 0 || folds == 1) {
      throw new BadInput("--folds must be 0, or 2 or more, was " + folds);
    }
    try (ModelsPlace place = models.make()) {
      Object unused = place.manifest(); // damage is said before the work
      SigningKey key = signing.key(place);
      ModelVersion version =
          set == null
              ? samples.train(place, models.prefix(), key, trained, loader, folds, seed).version()
              : train(place, key, set, trained);
      print(version, spec.commandLine().getOut());
    }
    return 0;
  }

  /** What would be left out without a word. */
  private void refuseMixed() {
    ParseResult given = spec.commandLine().getParseResult();
    List<String> others = samples.areGiven() ? OF_RECORDINGS : SamplesOptions.NAMES;
    for (String option : others) {
      if (given.hasMatchedOption(option)) {
        throw new BadInput(
            samples.areGiven()
                ? option + " and --samples both say what to train from; give one of them"
                : option + " is for --samples; recordings are trained from as they are");
      }
    }
  }

  private DataSet recordings() {
    if (dataset == null || data == null) {
      throw new ParameterException(
          spec.commandLine(),
          "say what to train from: --dataset and --data, or --samples; or the subcommand"
              + " population");
    }
    return DataSets.get(dataset);
  }

  private ModelVersion train(ModelsPlace place, SigningKey key, DataSet set, Backend trained) {
    Instant now = Clock.systemUTC().instant();
    VersionTraining training =
        new VersionTraining(
            set,
            set.load(Objects.requireNonNull(data)),
            trained,
            loader,
            seed,
            now,
            key,
            place.trusted());
    Optional<ModelEvaluation> measured = folds == 0 ? Optional.empty() : training.evaluate(folds);
    VersionDraft draft = training.draft();
    training.check(draft);
    measured.ifPresent(draft::evaluated);
    return place.add(draft, key, now);
  }

  private static void print(ModelVersion version, PrintWriter out) {
    line(out, "version", version.id());
    line(out, "signed by", version.signature().orElseThrow().key());
    line(
        out,
        "evaluation",
        version
            .evaluation()
            .map(
                its ->
                    String.format(
                        Locale.ROOT, "EER %.4f (%.4f to %.4f)", its.eer(), its.low(), its.high()))
            .orElse(
                "none: too few people or windows for folds, or --folds 0; only --override promotes"
                    + " it"));
    line(out, "next", "demeanor models promote --models DIR " + version.id());
    out.flush();
  }

  private static void line(PrintWriter to, String name, String text) {
    to.printf(Locale.ROOT, "%-20s %s%n", name, text);
  }
}
