package dev.demeanor.cli.demo;

import java.io.Console;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * What the output can show. Immutable.
 *
 * @param watched whether a person is watching, for whom the demo takes its time
 * @param colours whether colours and lines drawn over are wanted
 * @param unicode whether block characters arrive as such
 */
record Terminal(boolean watched, boolean colours, boolean unicode) {

  /** A file or a pipe: plain ASCII, no colours. */
  static final Terminal PLAIN = new Terminal(false, false, false);

  /** How something is shown. */
  enum Style {
    BOLD("1"),
    DIM("2"),
    GOOD("32"),
    WARN("33"),
    BAD("31"),
    ACCENT("36"),
    NOTICE("1;30;43");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  /** Returns what the standard output of this process can show. */
  @SuppressWarnings("SystemConsoleNull") // it is null on JDK 17, and asked below on later ones
  static Terminal detect() {
    Console console = System.console();
    return of(console != null && isTerminal(console), System.getenv(), outputCharset());
  }

  /** Returns what an output can show, given its environment. */
  static Terminal of(boolean console, Map<String, String> environment, Charset charset) {
    String term =
        environment.getOrDefault(
            "TERM", environment.containsKey("WT_SESSION") ? "windows" : "dumb");
    if (!console || term.equals("dumb") || !environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return new Terminal(console, false, false);
    }
    return new Terminal(true, true, charset.newEncoder().canEncode('█'));
  }

  /** From JDK 22 on there may be a console without a terminal; before, it always was one. */
  private static boolean isTerminal(Console console) {
    try {
      Method isTerminal = Console.class.getMethod("isTerminal");
      return Boolean.TRUE.equals(isTerminal.invoke(console));
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  private static Charset outputCharset() {
    String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
    return name == null ? Charset.defaultCharset() : Charset.forName(name);
  }

  /** Returns the text in a style, or as it is where there are no colours. */
  String styled(Style style, String text) {
    return colours ? "\033[" + style.code + "m" + text + "\033[0m" : text;
  }

  /** Returns the first where Unicode arrives, else the second. */
  String glyph(String fine, String plain) {
    return unicode ? fine : plain;
  }
}
