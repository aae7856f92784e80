package dev.demeanor.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Text in the form of HTML. Whatever comes from outside goes through {@link #escape}. */
final class Html {

  static final String NONE = "\u2013";

  private Html() {}

  /** Returns text that means itself, in an element as in a quoted attribute. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? '\ufffd' : c);
      }
    }
    return escaped.toString();
  }

  /** Returns a table; cells are escaped, the first of each row is its heading. */
  static String table(String caption, List<String> heads, List<List<String>> rows) {
    StringBuilder html = new StringBuilder("<div class=\"wide\"><table><caption>");
    html.append(escape(caption)).append("</caption>\n<thead><tr>");
    heads.forEach(head -> html.append("<th scope=\"col\">").append(escape(head)).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      html.append("<tr><th scope=\"row\">").append(escape(row.get(0))).append("</th>");
      row.subList(1, row.size())
          .forEach(cell -> html.append("<td>").append(escape(cell)).append("</td>"));
      html.append("</tr>\n");
    }
    return html.append("</tbody></table></div>\n").toString();
  }

  /** Returns a rate with four digits, as the text report and the JSON have it. */
  static String rate(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  static String rate(OptionalDouble value) {
    return value.isPresent() ? rate(value.getAsDouble()) : NONE;
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replace("-0.00", "0.00");
  }
}
