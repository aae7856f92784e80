package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.evaluation.ScoredAttempt;
import dev.demeanor.spi.ProviderOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Chooses constants of a detector: makes the evaluation of {@code evaluate} with each value of one
 * constant, all others at their usual values, and checks the choice on people it was not made on. A
 * tool of those who develop detectors, so it is not listed.
 */
@Command(
    name = "choose",
    hidden = true,
    description =
        "Chooses constants of a detector by evaluating with each value, checked on other subjects.",
    sortOptions = false)
public final class ChooseCommand implements Callable<Integer> {

  @Mixin private EvaluateCommand evaluate = new EvaluateCommand();

  @Option(
      names = "--vary",
      required = true,
      paramLabel = "NAME=VALUE,VALUE...",
      description = "A constant of the detector and its values; several are varied one at a time.")
  private List<String> vary = List.of();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A constant that has this value throughout.")
  private List<String> set = List.of();

  @Option(
      names = "--criterion",
      paramLabel = "NAME",
      defaultValue = "mean-eer",
      description =
          "What should be small: mean-eer (default), pooled-eer, pooled-auc (1 - AUC), cost, slope.")
  private String criterion = "mean-eer";

  @Option(
      names = "--parts",
      paramLabel = "N",
      defaultValue = "2",
      description = "Parts into which subjects are divided; default 2.")
  private int parts = 2;

  @Option(
      names = "--divisions",
      paramLabel = "N",
      defaultValue = "20",
      description = "How often they are divided anew; default 20.")
  private int divisions = 20;

  @Spec private @Nullable CommandSpec spec;

  /** Made by picocli. */
  public ChooseCommand() {}

  @Override
  public Integer call() {
    String detector =
        evaluate
            .detector()
            .orElseThrow(
                () -> new BadInput("choose needs --detector: the one whose constants are varied"));
    List<Variation> variations = vary.stream().map(Variation::parse).toList();
    Criterion by = criterion();
    ProviderOptions fixed = fixed();
    for (Variation variation : variations) {
      for (String value : variation.values()) {
        Detectors.check(detector, fixed.with(variation.constant(), value));
      }
    }
    Function<ProviderOptions, List<ScoredAttempt>> evaluation = evaluate.repeatable();
    PrintWriter out = out();
    List<ScoredAttempt> usual = evaluation.apply(fixed);
    out.printf(Locale.ROOT, "usual %48.4f%n", by.of(usual));
    for (Variation variation : variations) {
      List<List<ScoredAttempt>> candidates = new ArrayList<>();
      for (String value : variation.values()) {
        candidates.add(evaluation.apply(fixed.with(variation.constant(), value)));
      }
      Choice choice = Choice.among(usual, candidates, by, parts, divisions, evaluate.seed());
      print(variation, candidates, by, choice, out);
    }
    return 0;
  }

  private static void print(
      Variation variation,
      List<List<ScoredAttempt>> candidates,
      Criterion by,
      Choice choice,
      PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%n%-22s %-12s %10s %10s  chosen%n",
        variation.constant(),
        "value",
        by == Criterion.MEAN_EER ? "pooled-eer" : "mean-eer",
        by);
    Criterion beside = by == Criterion.MEAN_EER ? Criterion.POOLED_EER : Criterion.MEAN_EER;
    for (int i = 0; i < candidates.size(); i++) {
      out.printf(
          Locale.ROOT,
          "%-22s %-12s %10.4f %10.4f  %d of %d%n",
          "",
          variation.values().get(i),
          beside.of(candidates.get(i)),
          by.of(candidates.get(i)),
          choice.chosen().get(i),
          choice.parts());
    }
    out.printf(
        Locale.ROOT,
        "  on subjects left out: the choice %.4f, the usual value %.4f; better in %d of %d%n",
        choice.choice(),
        choice.usual(),
        choice.wins(),
        choice.parts());
    out.flush();
  }

  private Criterion criterion() {
    return Arrays.stream(Criterion.values())
        .filter(each -> each.toString().equals(criterion))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "--criterion must be one of "
                        + Arrays.stream(Criterion.values())
                            .map(Criterion::toString)
                            .collect(Collectors.joining(", "))
                        + ", was "
                        + BadInput.quote(criterion)));
  }

  private ProviderOptions fixed() {
    if (parts < 2 || divisions < 1) {
      throw new BadInput(
          "--parts must be at least 2 and --divisions at least 1, were "
              + parts
              + " and "
              + divisions);
    }
    ProviderOptions fixed = ProviderOptions.none();
    for (String each : set) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new BadInput("--set must be NAME=VALUE, was " + BadInput.quote(each));
      }
      fixed = fixed.with(each.substring(0, equals), each.substring(equals + 1).strip());
    }
    return fixed;
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec, "spec").commandLine().getOut();
  }
}
