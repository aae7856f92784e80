package dev.demeanor.cli.demo;

import dev.demeanor.cli.demo.Terminal.Style;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Thresholds;
import java.util.Locale;

/** One row for each entry: what it said, where trust stands, what was decided. */
final class EntryTable {

  private static final int METER_WIDTH = 36;
  private static final String INDENT = " ".repeat(11);

  private final Screen screen;
  private final Thresholds thresholds;
  private final Meter meter;

  EntryTable(Screen screen, Thresholds thresholds) {
    this.screen = screen;
    this.thresholds = thresholds;
    this.meter = new Meter(screen.terminal(), METER_WIDTH);
  }

  void head() {
    screen.line("entry   evidence   %s  trust  verdict", meter.scale(thresholds));
  }

  void row(Decision decision, double evidence) {
    String verdict = screen.styled(Meter.style(decision.verdict()), decision.verdict().name());
    String row =
        String.format(
            Locale.ROOT,
            "%5d   %+8.2f   %s  %5.3f  %s",
            decision.sequence(),
            evidence,
            meter.ofTrust(decision.trust(), thresholds),
            decision.trust(),
            verdict);
    screen.line(row);
  }

  void note(String text) {
    screen.line(INDENT + screen.styled(Style.ACCENT, screen.terminal().glyph("└ ", "> ") + text));
  }

  /** Says why a decision came out as it did. */
  void reasons(Decision decision) {
    screen.blank();
    screen.line(
        "%s because", screen.styled(Meter.style(decision.verdict()), decision.verdict().name()));
    for (ReasonCode code : decision.reasons()) {
      screen.line("  %-24s %s", code, Words.reason(code));
    }
    screen.pause(1200);
  }
}
