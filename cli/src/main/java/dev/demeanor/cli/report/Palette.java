package dev.demeanor.cli.report;

/**
 * The colours of the charts. Each has its own value, so that the style sheet can swap it in the
 * dark; told apart also by people who see no red or no green, and never the only sign: lines differ
 * in dash, points in shape.
 */
enum Palette {
  PAPER("#fefefe", "#12181e"),
  INK("#1b2733", "#e8edf2"),
  MUTED("#5b6873", "#a3b0bb"),
  GRID("#dfe4e8", "#33404b"),
  GENUINE("#0b62a8", "#5db1f2"),
  IMPOSTOR("#c2410c", "#fb9a5b"),
  MEAN("#6d28a8", "#c79bf2"),
  CHALLENGE("#a16207", "#f2c14e");

  private final String light;
  private final String dark;

  Palette(String light, String dark) {
    this.light = light;
    this.dark = dark;
  }

  /** Returns the colour on paper and on a light screen, as {@code #rrggbb}. */
  String light() {
    return light;
  }

  /** Returns the colour on a dark screen. */
  String dark() {
    return dark;
  }

  /** Returns the light colour in the other notation that the chart library uses. */
  String svg() {
    int rgb = Integer.parseInt(light.substring(1), 16);
    return "rgb(" + (rgb >> 16) + "," + (rgb >> 8 & 0xff) + "," + (rgb & 0xff) + ")";
  }

  /** Returns the rules that put the dark colours in the place of the light ones. */
  static String darkRules() {
    StringBuilder rules = new StringBuilder();
    for (Palette colour : values()) {
      for (String property : new String[] {"fill", "stroke"}) {
        rules.append(
            "svg.chart [%1$s=\"%2$s\"],svg.chart [%1$s=\"%3$s\"]{%1$s:%4$s}\n"
                .formatted(property, colour.svg(), colour.light, colour.dark));
      }
    }
    return rules.toString();
  }
}
