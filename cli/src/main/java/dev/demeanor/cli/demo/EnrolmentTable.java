package dev.demeanor.cli.demo;

import dev.demeanor.EnrolmentProgress;
import dev.demeanor.cli.demo.Terminal.Style;
import dev.demeanor.decision.Evidence;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.audit.AuditRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How far the enrolment of each source has come, one line each. */
final class EnrolmentTable {

  private static final int BAR_WIDTH = 28;

  private final Screen screen;
  private final Stage stage;
  private final Meter meter;
  private final Set<Source> compared = new HashSet<>();

  EnrolmentTable(Screen screen, Stage stage) {
    this.screen = screen;
    this.stage = stage;
    this.meter = new Meter(screen.terminal(), BAR_WIDTH);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (EnrolmentProgress progress : stage.monitor.enrolment(Stage.SUBJECT)) {
      lines.add(line(progress));
    }
    lines.sort(null);
    return lines;
  }

  private String line(EnrolmentProgress progress) {
    String state = state(progress);
    Style style = state.equals("ENROLLED") ? Style.GOOD : Style.ACCENT;
    double share = (double) progress.samples() / progress.required();
    String name = progress.source().name();
    return String.format(
        "%-14s  %s  %s %d/%d %s",
        name,
        meter.of(share, style),
        screen.styled(style, String.format("%-11s", state)),
        progress.samples(),
        progress.required(),
        Words.units(name));
  }

  /** A source with enough units may still have too few windows to be calibrated. */
  private String state(EnrolmentProgress progress) {
    if (!progress.isComplete()) {
      return "COLD_START";
    }
    // where a unit is a window, enough of them calibrate, too
    boolean justNow =
        progress.source().modality().equals(Modality.KEYSTROKE)
            && progress.samples() == progress.required();
    if (justNow || compared.contains(progress.source()) || wasComparedLast(progress)) {
      return "ENROLLED";
    }
    return "CALIBRATING";
  }

  private boolean wasComparedLast(EnrolmentProgress progress) {
    boolean present =
        stage.records.lastDecision().map(AuditRecord.Decided::evidence).stream()
            .flatMap(List::stream)
            .anyMatch(
                evidence ->
                    evidence instanceof Evidence.Present
                        && evidence.source().equals(progress.source()));
    return present && compared.add(progress.source());
  }
}
