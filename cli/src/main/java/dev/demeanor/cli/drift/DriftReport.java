package dev.demeanor.cli.drift;

import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.drift.DriftBounds;
import dev.demeanor.drift.DriftLevel;
import dev.demeanor.drift.DriftPolicy;
import dev.demeanor.drift.FeatureDrift;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says for people what was found. */
final class DriftReport {

  private static final int SOON = 200;
  private static final double RATE = DriftPolicy.defaults().falseDiscoveryRate();

  private final PrintWriter out;

  DriftReport(PrintWriter out) {
    this.out = out;
  }

  void input(Recordings recordings, String compared, double percent, DriftPolicy policy) {
    line("data", recordings.dataset() + ", " + recordings.subjects().size() + " people");
    line(
        "compared",
        compared.equals("halves")
            ? "halves of the same sessions, runs by turns"
            : "each session with the one before it");
    if (percent != 0) {
      line("clock", String.format(Locale.ROOT, "all times %+.1f %% in what is compared", percent));
    }
    DriftBounds bounds = policy.subject();
    line(
        "bounds",
        String.format(
            Locale.ROOT,
            "runs of %d windows, at least %d; 1 feature in %.0f found may be chance; warning from"
                + " KS %.2f, drift from %.2f",
            bounds.windows(),
            bounds.least(),
            1 / policy.falseDiscoveryRate(),
            bounds.warning(),
            bounds.drifted()));
  }

  void subjects(List<SubjectTrial> trials) {
    Map<String, List<SubjectTrial>> groups =
        trials.stream()
            .collect(Collectors.groupingBy(SubjectTrial::group, TreeMap::new, Collectors.toList()));
    groups.forEach((group, each) -> subjects(group.isEmpty() ? "" : group + ": ", each));
    if (trials.isEmpty()) {
      line("subjects", "none has enough runs on both sides");
    }
    out.flush();
  }

  private void subjects(String group, List<SubjectTrial> trials) {
    List<FeatureDrift> features =
        trials.stream().flatMap(trial -> trial.features().stream()).toList();
    long significant = features.stream().filter(each -> each.isSignificant(RATE)).count();
    line(
        "features",
        String.format(
            Locale.ROOT,
            "%s%d compared in %d comparisons, %d significant (%.2f %%)",
            group,
            features.size(),
            trials.size(),
            significant,
            percent(significant, features.size())));
    long warned = trials.stream().filter(trial -> trial.worst() == DriftLevel.WARNING).count();
    List<Integer> windows =
        trials.stream().map(SubjectTrial::windows).filter(each -> each > 0).sorted().toList();
    line(
        "subjects",
        String.format(
            Locale.ROOT,
            "%s%d comparisons: %d drifted (%.1f %%), %d more warned of (%.1f %%)",
            group,
            trials.size(),
            windows.size(),
            percent(windows.size(), trials.size()),
            warned,
            percent(warned, trials.size())));
    if (!windows.isEmpty()) {
      long soon = windows.stream().filter(each -> each <= SOON).count();
      line(
          "windows to alarm",
          String.format(
              Locale.ROOT,
              "%smedian %d, most %d; %d of %d within %d",
              group,
              windows.get(windows.size() / 2),
              windows.get(windows.size() - 1),
              soon,
              trials.size(),
              SOON));
    }
  }

  void population(List<PopulationTrial> trials) {
    trials.forEach(this::population);
    out.flush();
  }

  private void population(PopulationTrial trial) {
    if (trial.current() == 0) {
      line(
          "everybody",
          trial.source() + ": too few sessions for a reference, had " + trial.reference());
      return;
    }
    int windows = trial.sessions() * DriftBounds.population().windows();
    line(
        "everybody",
        String.format(
            Locale.ROOT,
            "%s: reference of %d sessions, %d compared: %s%s",
            trial.source(),
            trial.reference(),
            trial.current(),
            trial.worst(),
            trial.sessions() < 0
                ? ""
                : ", drifted after " + trial.sessions() + " sessions, " + windows + " windows"));
    trial.features().stream()
        .max(Comparator.comparingDouble(FeatureDrift::ks))
        .ifPresent(
            most ->
                line(
                    "  most",
                    String.format(
                        Locale.ROOT,
                        "%s: PSI %.2f, KS %.2f, p %.2g adjusted, %d against %d",
                        most.feature(),
                        most.psi(),
                        most.ks(),
                        most.pValue(),
                        most.current(),
                        most.reference())));
  }

  private static double percent(long part, long whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }

  private void line(String name, String text) {
    out.printf(Locale.ROOT, "%-18s %s%n", name, text);
  }
}
