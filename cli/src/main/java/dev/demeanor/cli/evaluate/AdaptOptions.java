package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.enrolment.AdaptationPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an evaluation learns of the attempts. */
final class AdaptOptions {

  @Option(
      names = "--adapt",
      paramLabel = "MODE",
      defaultValue = "none",
      description =
          "none (default): every attempt meets the subject as enrolled; self: the monitor decides"
              + " what it learns of the attempts, in the order of time; feedback: besides, whoever"
              + " is challenged answers, the subject rightly, anyone else wrongly.")
  private String mode = "none";

  @Option(
      names = "--drift-budget",
      paramLabel = "SPREADS",
      description =
          "With --adapt: how far a template may move by itself, in the subject's spreads;"
              + " infinity is no limit.")
  private @Nullable Double driftBudget;

  @Option(
      names = "--anchor-lead",
      paramLabel = "NATS",
      description =
          "With --adapt: by how much more a window may say to the template than to its anchor;"
              + " infinity is no limit.")
  private @Nullable Double anchorLead;

  /**
   * Returns the policy.
   *
   * @throws BadInput if an option is malformed or out of its range
   */
  AdaptationPolicy policy() {
    AdaptationPolicy policy = AdaptationPolicy.defaults().withMode(Adaptations.get(mode));
    if (driftBudget != null) {
      if (!(driftBudget > 0)) {
        throw new BadInput("--drift-budget must be above 0, was " + driftBudget);
      }
      policy = policy.withDriftBudget(driftBudget);
    }
    if (anchorLead != null) {
      if (!(anchorLead >= 0)) {
        throw new BadInput("--anchor-lead must be 0 or more, was " + anchorLead);
      }
      policy = policy.withAnchorLead(anchorLead);
    }
    return policy;
  }
}
