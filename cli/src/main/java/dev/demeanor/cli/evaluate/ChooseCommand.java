package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.evaluation.ScoredAttempt;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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

/**
 * Chooses constants of a detector, of calibration or of adaptation: makes the evaluation of {@code
 * evaluate} with each value of one constant, all others at their usual values, and checks the
 * choice on people it was not made on. A tool of those who develop detectors, so it is not listed.
 */
@Command(
    name = "choose",
    hidden = true,
    description =
        "Chooses constants of a detector, or of what all share, by evaluating with each value,"
            + " checked on other subjects.",
    sortOptions = false)
public final class ChooseCommand implements Callable<Integer> {

  @Mixin private EvaluateCommand evaluate = new EvaluateCommand();

  @Option(
      names = "--vary",
      required = true,
      paramLabel = "NAME=VALUE,VALUE...",
      description =
          "A constant of the detector, or crossing, scale-mass, ceiling, update-quantile,"
              + " drift-budget, anchor-lead, and its values; several are varied one at a time.")
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
    List<Variation> variations = vary.stream().map(Variation::parse).toList();
    Criterion by = criterion();
    UnaryOperator<MonitorSettings> fixed = fixed();
    for (Variation variation : variations) {
      variation.values().forEach(value -> check(fixed, variation.constant(), value));
    }
    Function<UnaryOperator<MonitorSettings>, List<ScoredAttempt>> evaluation =
        evaluate.repeatable();
    PrintWriter out = out();
    List<ScoredAttempt> usual = evaluation.apply(fixed);
    out.printf(Locale.ROOT, "usual %48.4f%n", by.of(usual));
    for (Variation variation : variations) {
      List<List<ScoredAttempt>> candidates = new ArrayList<>();
      for (String value : variation.values()) {
        candidates.add(evaluation.apply(with(fixed, variation.constant(), value)));
      }
      Choice choice = Choice.among(usual, candidates, by, parts, divisions, evaluate.seed());
      print(variation, candidates, by, choice, out);
    }
    return 0;
  }

  /**
   * Refuses a value before anything is evaluated.
   *
   * @throws BadInput if nobody has the constant, or not this value of it
   */
  private void check(UnaryOperator<MonitorSettings> fixed, String constant, String value) {
    if (MonitorConstants.isOfAdaptation(constant) && !evaluate.adapts()) {
      throw new BadInput(constant + " changes nothing without --adapt self or feedback");
    }
    MonitorSettings varied = with(fixed, constant, value).apply(MonitorSettings.usual());
    if (!MonitorConstants.has(constant)) {
      String detector =
          evaluate
              .detector()
              .orElseThrow(
                  () ->
                      new BadInput("choose needs --detector: the one whose constants are varied"));
      Detectors.check(detector, varied.constants());
    }
  }

  private static UnaryOperator<MonitorSettings> with(
      UnaryOperator<MonitorSettings> others, String constant, String value) {
    return MonitorConstants.has(constant)
        ? settings -> MonitorConstants.with(others.apply(settings), constant, value)
        : settings -> others.apply(settings).withConstant(constant, value);
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

  private UnaryOperator<MonitorSettings> fixed() {
    if (parts < 2 || divisions < 1) {
      throw new BadInput(
          "--parts must be at least 2 and --divisions at least 1, were "
              + parts
              + " and "
              + divisions);
    }
    UnaryOperator<MonitorSettings> fixed = UnaryOperator.identity();
    for (String each : set) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new BadInput("--set must be NAME=VALUE, was " + BadInput.quote(each));
      }
      fixed = with(fixed, each.substring(0, equals), each.substring(equals + 1).strip());
    }
    return fixed;
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec, "spec").commandLine().getOut();
  }
}
