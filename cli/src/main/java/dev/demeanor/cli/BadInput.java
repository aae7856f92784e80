package dev.demeanor.cli;

/**
 * Something the user gave cannot be used. The message is the one line the user sees: what, where,
 * which rule, the value, and what to do.
 */
public final class BadInput extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int LONGEST_VALUE = 40;

  /** Makes one with the line the user sees. */
  public BadInput(String message) {
    super(message);
  }

  /** Makes one with the line the user sees and what was behind it. */
  public BadInput(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Returns a value from outside in a form that fits into a line: quoted, shortened, nothing
   * unprintable.
   */
  public static String quote(String value) {
    String printable = value.replaceAll("[^\\x20-\\x7e]", "?");
    return printable.length() <= LONGEST_VALUE
        ? '"' + printable + '"'
        : '"' + printable.substring(0, LONGEST_VALUE) + "...\"";
  }
}
