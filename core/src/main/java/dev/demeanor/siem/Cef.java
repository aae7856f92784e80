package dev.demeanor.siem;

/**
 * The Common Event Format: {@code CEF:0|vendor|product|version|event
 * class|name|severity|extension}. In the header, backslash and pipe are escaped by a backslash and
 * line ends are not allowed; in values of the extension, backslash and equals sign are escaped and
 * line ends written as {@code \\n}, {@code \\r}; a pipe is plain there. Stateless.
 */
final class Cef {

  private static final String[] CUSTOM = {"cs1", "cs2", "cs3", "cs4", "cs5", "cs6"};

  private Cef() {}

  static String write(SiemEvent event) {
    StringBuilder line = new StringBuilder("CEF:0|Demeanor|Demeanor|1|");
    header(line, event.name());
    header(line, event.text());
    line.append(event.severity()).append('|');
    line.append("rt=").append(event.atMillis());
    extension(line, "externalId", event.id());
    extension(line, "cat", event.category());
    extension(line, "outcome", event.outcome());
    extension(line, "duid", event.subject());
    extension(line, "suser", event.actor());
    extension(line, "reason", event.reason());
    custom(line, event);
    return line.toString();
  }

  /** Six custom strings with labels; whatever else there is goes into the message. */
  private static void custom(StringBuilder line, SiemEvent event) {
    int next = 0;
    StringBuilder rest = new StringBuilder();
    if (!event.session().isEmpty()) {
      custom(line, next++, "session", event.session());
    }
    for (var detail : event.details().entrySet()) {
      if (next < CUSTOM.length) {
        custom(line, next++, detail.getKey(), detail.getValue());
      } else {
        rest.append(rest.isEmpty() ? "" : ", ");
        rest.append(detail.getKey()).append(' ').append(detail.getValue());
      }
    }
    extension(line, "msg", rest.toString());
  }

  private static void custom(StringBuilder line, int index, String label, String value) {
    if (!value.isEmpty()) {
      extension(line, CUSTOM[index], value);
      extension(line, CUSTOM[index] + "Label", label);
    }
  }

  private static void header(StringBuilder line, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' || c == '|') {
        line.append('\\');
      }
      line.append(isLineEnd(c) ? ' ' : c);
    }
    line.append('|');
  }

  private static void extension(StringBuilder line, String key, String value) {
    if (value.isEmpty()) {
      return;
    }
    line.append(' ').append(key).append('=');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\', '=' -> line.append('\\').append(c);
        case '\n', '\u0085', '\u2028', '\u2029' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        default -> line.append(c < ' ' ? ' ' : c);
      }
    }
  }

  private static boolean isLineEnd(char c) {
    return c < ' ' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }
}
