package dev.demeanor.servlet;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an {@code Accept} header prefers. */
final class Accepted {

  private Accepted() {}

  /** Returns whether one media type is preferred to another; at a tie it is not. */
  static boolean prefers(@Nullable String accept, String type, String other) {
    return accept != null && quality(accept, type) > quality(accept, other);
  }

  private static double quality(String accept, String type) {
    String group = type.substring(0, type.indexOf('/')) + "/*";
    double best = 0;
    int bestRank = 0;
    for (String part : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parameters = part.split(";", -1);
      String range = parameters[0].trim();
      int rank = range.equals(type) ? 3 : range.equals(group) ? 2 : range.equals("*/*") ? 1 : 0;
      if (rank > bestRank) { // the most specific range decides
        bestRank = rank;
        best = weight(parameters);
      }
    }
    return best;
  }

  private static double weight(String[] parameters) {
    for (int i = 1; i < parameters.length; i++) {
      String parameter = parameters[i].trim();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
