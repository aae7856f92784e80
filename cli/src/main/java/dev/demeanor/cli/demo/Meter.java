package dev.demeanor.cli.demo;

import dev.demeanor.cli.demo.Terminal.Style;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;

/** A bar from 0 to 1. Immutable. */
final class Meter {

  /** A double is never longer in decimal. */
  private static final int LABEL_ROOM = 32;

  private final Terminal terminal;
  private final int width;

  Meter(Terminal terminal, int width) {
    this.terminal = terminal;
    this.width = width;
  }

  /** Returns a bar filled up to a share. */
  String of(double share, Style style) {
    int filled = cells(share);
    return terminal.styled(style, terminal.glyph("█", "#").repeat(filled))
        + terminal.styled(Style.DIM, terminal.glyph("░", ".").repeat(width - filled));
  }

  /** Returns the bar of a trust, in the colour of the verdict its thresholds give. */
  String ofTrust(double trust, Thresholds thresholds) {
    return of(trust, style(thresholds.verdict(trust)));
  }

  /** Returns a line that marks the thresholds above a bar, as wide as the bar. */
  String scale(Thresholds thresholds) {
    StringBuilder line = new StringBuilder(" ".repeat(width + LABEL_ROOM));
    mark(line, thresholds.challenge());
    mark(line, thresholds.allow());
    line.setLength(width);
    return terminal.styled(Style.DIM, line.toString());
  }

  private void mark(StringBuilder line, double threshold) {
    String label = terminal.glyph("▾", "v") + threshold;
    int at = cells(threshold);
    line.replace(at, at + label.length(), label);
  }

  private int cells(double share) {
    return (int) Math.round(Math.max(0, Math.min(1, share)) * width);
  }

  static Style style(Verdict verdict) {
    return switch (verdict) {
      case ALLOW -> Style.GOOD;
      case CHALLENGE -> Style.WARN;
      case DENY -> Style.BAD;
    };
  }
}
