package dev.demeanor.models.tribuo;

import dev.demeanor.spi.ProviderOptions;
import java.util.List;

/**
 * How large a forest is grown. Immutable.
 *
 * @param trees how many
 * @param depth of each, at most
 */
record ForestSettings(int trees, int depth) {

  /** Among these a search chooses; the first is the default. */
  static final List<ForestSettings> GRID =
      List.of(
          new ForestSettings(100, 10),
          new ForestSettings(200, 10),
          new ForestSettings(100, 20),
          new ForestSettings(200, 20));

  static ForestSettings of(ProviderOptions options) {
    ForestSettings usual = GRID.get(0);
    return new ForestSettings(
        options.getInt("trees", usual.trees(), 1, 1000),
        options.getInt("depth", usual.depth(), 1, 30));
  }
}
