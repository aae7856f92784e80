package dev.demeanor.cli.demo;

import dev.demeanor.cli.demo.Terminal.Style;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.event.Modality;
import dev.demeanor.spi.audit.AuditRecord;
import java.util.List;
import java.util.Locale;

/** One row for each minute: what each modality said, where trust stands, what was decided. */
final class DecisionTable {

  private static final List<Modality> COLUMNS =
      List.of(Modality.KEYSTROKE, Modality.POINTER, Modality.NAVIGATION);
  private static final int METER_WIDTH = 18;
  private static final String INDENT = " ".repeat(5);

  private final Screen screen;
  private final Thresholds thresholds;
  private final Meter meter;
  private int minute;

  DecisionTable(Screen screen, Thresholds thresholds) {
    this.screen = screen;
    this.thresholds = thresholds;
    this.meter = new Meter(screen.terminal(), METER_WIDTH);
  }

  void head() {
    screen.line(
        "min   keystroke   pointer   navigation   %s  trust  verdict", meter.scale(thresholds));
  }

  void row(AuditRecord.Decided record) {
    Decision decision = record.decision();
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%3d", ++minute));
    boolean withheld = decision.has(ReasonCode.EXPECTED_MODALITY_MISSING);
    int[] widths = {12, 10, 13};
    for (int i = 0; i < COLUMNS.size(); i++) {
      row.append(cell(record, COLUMNS.get(i), withheld, widths[i]));
    }
    row.append("   ").append(meter.ofTrust(decision.trust(), thresholds));
    row.append(String.format(Locale.ROOT, "  %5.3f  ", decision.trust()));
    row.append(screen.styled(Meter.style(decision.verdict()), decision.verdict().name()));
    screen.line(row.toString());
  }

  /** What a modality said; in brackets when it was withheld, a dash when it was silent. */
  private String cell(AuditRecord.Decided record, Modality modality, boolean withheld, int width) {
    if (!isPresent(record, modality)) {
      return screen.styled(Style.DIM, " ".repeat(width - 2) + screen.terminal().glyph("–", "-"))
          + " ";
    }
    double evidence = evidence(record, modality);
    boolean bracketed = withheld && evidence > 0;
    String number = String.format(Locale.ROOT, bracketed ? "(%+.2f)" : "%+.2f ", evidence);
    Style style = bracketed ? Style.DIM : evidence < 0 ? Style.BAD : Style.GOOD;
    return " ".repeat(width - number.length()) + screen.styled(style, number);
  }

  private static boolean isPresent(AuditRecord.Decided record, Modality modality) {
    return record.evidence().stream()
        .anyMatch(
            evidence ->
                evidence instanceof Evidence.Present
                    && evidence.source().modality().equals(modality));
  }

  /** Returns the sum of what a modality said in one decision, in nats. */
  static double evidence(AuditRecord.Decided record, Modality modality) {
    return record.evidence().stream()
        .filter(evidence -> evidence.source().modality().equals(modality))
        .mapToDouble(evidence -> evidence instanceof Evidence.Present present ? present.value() : 0)
        .sum();
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
      screen.line("  %-26s %s", code, Words.reason(code));
    }
    screen.pause(1200);
  }
}
