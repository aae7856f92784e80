package dev.demeanor.cli.demo;

import dev.demeanor.cli.demo.Terminal.Style;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Writes the demo: sections, lines, a line that is drawn over. At most {@link #WIDTH} columns. Not
 * thread-safe.
 */
final class Screen {

  static final int WIDTH = 80;

  private static final String MARGIN = "  ";

  private final PrintWriter out;
  private final Terminal terminal;
  private final Pace pace;
  private int sections;

  Screen(PrintWriter out, Terminal terminal, Pace pace) {
    this.out = out;
    this.terminal = terminal;
    this.pace = pace;
  }

  Terminal terminal() {
    return terminal;
  }

  void title(String left, String right) {
    rule(terminal.glyph("━", "="));
    line(styled(Style.BOLD, left) + gap(left, right) + styled(Style.DIM, right));
    rule(terminal.glyph("━", "="));
  }

  void section(String name, String subtitle) {
    sections++;
    String head = sections + "  " + name;
    out.println();
    line(styled(Style.BOLD, head) + gap(head, subtitle) + styled(Style.ACCENT, subtitle));
    rule(terminal.glyph("─", "-"));
  }

  void rule(String glyph) {
    line(styled(Style.DIM, glyph.repeat(WIDTH - MARGIN.length())));
  }

  /** Writes a line; formatted as {@link String#format} does when there are arguments. */
  @SuppressWarnings("AnnotateFormatMethod") // no dependency for an annotation
  void line(String format, Object... arguments) {
    String text = arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments);
    out.println((MARGIN + text).stripTrailing());
    out.flush();
  }

  void blank() {
    out.println();
  }

  /** Draws a line over the last one of this kind; elsewhere than on a terminal nothing. */
  void overwrite(String text) {
    if (terminal.colours()) {
      out.print("\r" + MARGIN + text + "\033[K");
      out.flush();
    }
  }

  /** Writes the final state of a line drawn over. */
  void settle(String text) {
    overwrite("");
    if (terminal.colours()) {
      out.print("\r");
    }
    line(text);
  }

  void pause(long millis) {
    pace.pause(millis);
  }

  String styled(Style style, String text) {
    return terminal.styled(style, text);
  }

  private static String gap(String left, String right) {
    return " ".repeat(Math.max(2, WIDTH - MARGIN.length() - left.length() - right.length()));
  }
}
