package dev.demeanor.cli.demo;

import dev.demeanor.cli.demo.Terminal.Style;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * Writes the demo: sections, lines, lines that are drawn over. At most {@link #WIDTH} columns. Not
 * thread-safe.
 */
final class Screen {

  static final int WIDTH = 80;

  private static final String MARGIN = "  ";

  private final PrintWriter out;
  private final Terminal terminal;
  private final Pace pace;
  private int sections;
  private int drawn;

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

  /** Draws lines over the last ones of this kind; elsewhere than on a terminal nothing. */
  void overwrite(List<String> lines) {
    if (terminal.colours()) {
      out.print(drawn > 0 ? "\033[" + drawn + "A\r" : "");
      for (String line : lines) {
        out.print(MARGIN + line + "\033[K\n");
      }
      out.flush();
      drawn = lines.size();
    }
  }

  /**
   * Writes a state of lines drawn over: on a terminal only the last one stays, elsewhere each is
   * written under its name.
   */
  void settle(String name, List<String> lines, boolean last) {
    overwrite(lines);
    if (!terminal.colours()) {
      line(name);
      lines.forEach(this::line);
    } else if (last) {
      drawn = 0;
    }
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
