package dev.demeanor.models.tribuo;

import dev.demeanor.spi.ProviderOptions;
import java.util.List;

/**
 * How large a forest is grown. Immutable.
 *
 * @param trees how many
 * @param depth of each, at most
 * @param share of the windows of those people who are not left out, drawn for each tree
 */
record ForestSettings(int trees, int depth, double share) {

  private static final double USUAL_SHARE = 1;

  /** Among these a search chooses; the first is the default. */
  static final List<ForestSettings> GRID =
      List.of(
          new ForestSettings(100, 10, USUAL_SHARE),
          new ForestSettings(200, 10, USUAL_SHARE),
          new ForestSettings(100, 20, USUAL_SHARE),
          new ForestSettings(200, 20, USUAL_SHARE));

  static ForestSettings of(ProviderOptions options) {
    ForestSettings usual = GRID.get(0);
    return new ForestSettings(
        options.getInt("trees", usual.trees(), Forest.PARTS, 1000),
        options.getInt("depth", usual.depth(), 1, 30),
        options.getDouble("share", usual.share(), 0.01, 1));
  }
}
